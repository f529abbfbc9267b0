#include "core/query/held_share.hpp"

#include <algorithm>

namespace reorg {
namespace {

// Whether the one goes on where the other ends: both bounds are one unknown day (R1).
bool joins(const Spell& a, const Spell& b) {
  return a.until.event != EventId::none && a.until.event == b.from.event &&
         a.until.latest == b.from.latest;
}

bool covers(const Spell& first, const Spell& last, const AsOf& days) {
  return first.from.latest <= days.first && days.last < last.until.earliest;
}

bool is_sure(const Spell& s, const AsOf& days) {
  return s.standing == Standing::agreed && covers(s, s, days);
}

Share sum(const Share& a, const Share& b) {
  return {std::min(100.0, a.low + b.low), std::min(100.0, a.high + b.high), a.more || b.more};
}
Share either(const Share& a, const Share& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high), false};
}

}  // namespace

Share share_of(const Spell& s) {
  if (s.aspect == "control" && s.value.empty()) return {majority, 100, true};
  return parse_share(s.value).value_or(Share{});
}

bool HeldShare::is_indirect() const {
  return std::ranges::all_of(spells_, [](const Spell* s) { return s->role == "indirect"; });
}

Share HeldShare::on(const AsOf& days) const {
  Share certain{0, 0}, possible{0, 0};
  bool any_possible = false;
  for (const Spell* s : spells_) {
    const Share share = share_of(*s);
    if (is_sure(*s, days)) {
      certain = sum(certain, share);
    } else {
      possible = any_possible ? either(possible, share) : share;
      any_possible = true;
    }
  }
  if (!follow_each_other(days)) possible = {0, possible.high};
  return any_possible ? sum(certain, possible) : certain;
}

bool HeldShare::is_certain(const AsOf& days) const {
  return follow_each_other(days) ||
         std::ranges::any_of(spells_, [&](const Spell* s) { return is_sure(*s, days); });
}

bool HeldShare::follow_each_other(const AsOf& days) const {
  std::vector<const Spell*> line;
  for (const Spell* s : spells_) {
    if (!is_sure(*s, days)) line.push_back(s);
  }
  if (line.empty()) return false;
  std::ranges::sort(line, {}, [](const Spell* s) { return s->from.latest; });
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i]->standing != Standing::agreed) return false;
    if (i > 0 && !joins(*line[i - 1], *line[i])) return false;
  }
  return covers(*line.front(), *line.back(), days);
}

}  // namespace reorg
