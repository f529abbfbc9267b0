#include "cli/in_turn.hpp"

#include <fmt/format.h>

#include "cli/saying.hpp"

namespace reorg::cli {

std::string in_turn(std::span<const Turn> turns, const AsOf& as_of) {
  std::string result;
  const Turn* before = nullptr;
  for (const Turn& t : turns) {
    if (before != nullptr && before->who == t.who) continue;
    if (before != nullptr)
      result += t.from->latest >= before->until->earliest ? ", then " : " and ";
    if (t.certainty != Certainty::certain) result += "possibly ";
    result += t.name;
    const bool ended = t.until->kind != EndKind::open && t.until->latest <= as_of.last;
    if (ended && !as_of.is_ever() && !t.goes_on)
      result += fmt::format(" ({})", end_text(*t.until, t.last_evidence));
    before = &t;
  }
  return result;
}

}  // namespace reorg::cli
