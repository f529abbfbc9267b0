#include "core/timeline/knowledge.hpp"

#include <algorithm>

namespace reorg {
namespace {

// The day by which it was surely public; "[2018-12-06..]" has no such day, its first one stands in.
Day latest_day(const Date& date) { return date.latest.is_endless() ? date.earliest : date.latest; }

std::optional<Day> first_publication(std::span<const Source* const> sources) {
  std::optional<Day> first;
  for (const Source* source : sources) {
    if (!source->published) continue;
    const Day day = latest_day(*source->published);
    first = first ? std::min(*first, day) : day;
  }
  return first;
}

}  // namespace

// "First" in the order told: what someone wrote down on purpose outdoes a source's date, which may
// be that of an older page cited for the state before.
Knowledge known_from(const std::optional<Date>& known, const std::optional<Date>& announced,
                     std::span<const Source* const> sources, const std::optional<Date>& effective) {
  if (known) return {latest_day(*known), false};
  if (announced) return {latest_day(*announced), false};
  if (const auto published = first_publication(sources)) return {*published, false};
  if (effective) return {latest_day(*effective), true};
  return {before_all, true};
}

}  // namespace reorg
