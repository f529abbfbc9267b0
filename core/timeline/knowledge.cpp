#include "core/timeline/knowledge.hpp"

#include <algorithm>

namespace reorg {
namespace {

std::optional<Day> latest_day(const std::optional<Date>& date) {
  return date ? std::optional(reorg::latest_day(*date)) : std::nullopt;
}

std::optional<Day> first_publication(std::span<const Source* const> sources) {
  std::optional<Day> first;
  for (const Source* source : sources) {
    if (!source->published) continue;
    const Day day = reorg::latest_day(*source->published);
    first = first ? std::min(*first, day) : day;
  }
  return first;
}

}  // namespace

Day latest_day(const Date& date) { return date.latest.is_endless() ? date.earliest : date.latest; }

// "First" in the order told: what someone wrote down on purpose outdoes a source's date, which may
// be that of an older page cited for the state before.
Knowledge known_by_days(std::optional<Day> known, std::optional<Day> announced,
                        std::optional<Day> published, std::optional<Day> effective) {
  if (known) return {*known, false};
  if (announced) return {*announced, false};
  if (published) return {*published, false};
  if (effective) return {*effective, true};
  return {before_all, true};
}

Knowledge known_from(const std::optional<Date>& known, const std::optional<Date>& announced,
                     std::span<const Source* const> sources, const std::optional<Date>& effective) {
  return known_by_days(latest_day(known), latest_day(announced), first_publication(sources),
                       latest_day(effective));
}

}  // namespace reorg
