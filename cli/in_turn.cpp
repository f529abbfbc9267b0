#include "cli/in_turn.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/saying.hpp"

namespace reorg::cli {
namespace {

// One person's turns with nobody else's between them.
using Run = std::span<const Turn>;

std::string told_once(Run run, const AsOf& as_of) {
  const bool certain = std::ranges::find(run, Certainty::certain, &Turn::certainty) != run.end();
  std::string marks;
  if (run.front().acting)
    marks = std::ranges::all_of(run, &Turn::acting) ? "acting" : "at first acting";
  const Turn& last = run.back();
  const bool ended = last.until->kind != EndKind::open && last.until->latest <= as_of.last;
  if (ended && !as_of.is_ever() && !last.goes_on)
    marks += (marks.empty() ? "" : ", ") + end_text(*last.until, last.last_evidence);
  return fmt::format("{}{}{}", certain ? "" : "possibly ", run.front().name,
                     marks.empty() ? "" : " (" + marks + ")");
}

}  // namespace

std::string in_turn(std::span<const Turn> turns, const AsOf& as_of) {
  std::string result;
  const Turn* before = nullptr;
  for (auto first = turns.begin(); first != turns.end();) {
    const auto next =
        std::find_if(first, turns.end(), [&](const Turn& t) { return t.who != first->who; });
    if (before != nullptr)
      result += first->from->latest >= before->until->earliest ? ", then " : " and ";
    result += told_once(Run(first, next), as_of);
    before = &*std::prev(next);
    first = next;
  }
  return result;
}

}  // namespace reorg::cli
