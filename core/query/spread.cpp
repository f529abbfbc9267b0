#include "core/query/spread.hpp"

#include <algorithm>

namespace reorg {

Spread::Spread(EntityId seed) {
  Route start;
  start.entity = seed;
  start.days.from.basis = Basis::lifetime;  // whatever a relation tells says more
  start.days.from.kind = EndKind::unknown;
  start.days.until.earliest = after_all;
  start.days.until.latest = after_all;
  start.days.until.kind = EndKind::open;
  start.days.last_evidence = after_all;
  ways_.push_back(std::move(start));
  to_[seed].push_back(0);
}

const std::vector<std::size_t>& Spread::to(EntityId id) const {
  static const std::vector<std::size_t> nothing;
  const auto at = to_.find(id);
  return at == to_.end() ? nothing : at->second;
}

std::size_t Spread::prolong(std::size_t way, const Spell& s, Day first, Day last, Certainty least) {
  const EntityId next = s.subject == ways_[way].entity ? s.object : s.subject;
  if (next == EntityId::none || holds_within(s, first, last) < least) return Route::none;
  auto days = common(ways_[way].days, days_of(s));
  if (!days || holds_within(*days, first, last) < least) return Route::none;
  std::vector<std::size_t>& known = to_[next];
  if (std::ranges::any_of(known, [&](std::size_t w) { return covers(ways_[w].days, *days); }))
    return Route::none;
  known.push_back(ways_.size());
  Route longer;
  longer.entity = next;
  longer.before = way;
  longer.via = &s;
  longer.depth = ways_[way].depth + 1;
  longer.days = std::move(*days);
  ways_.push_back(std::move(longer));
  return ways_.size() - 1;
}

std::vector<const Spell*> Spread::steps(std::size_t way) const {
  std::vector<const Spell*> steps;
  for (; ways_[way].via != nullptr; way = ways_[way].before) steps.push_back(ways_[way].via);
  std::ranges::reverse(steps);
  return steps;
}

}  // namespace reorg
