#include "core/diff/in_between.hpp"

#include <algorithm>
#include <vector>

namespace reorg {
namespace {

bool has_successions(const Spell& s) {
  return (s.kind == StatementKind::oversees || s.kind == StatementKind::holds) &&
         s.standing != Standing::outranked && !s.undated;
}

}  // namespace

SeatSpells::SeatSpells(std::span<const Spell> spells) {
  for (const Spell& s : spells) {
    if (has_successions(s)) spells_[key(s)].push_back(&s);
  }
}

std::span<const Spell* const> SeatSpells::of(const Spell& one_in_the_seat) const {
  const auto it = spells_.find(key(one_in_the_seat));
  if (it == spells_.end()) return {};
  return it->second;
}

void tell_in_between(Difference& d, const SeatSpells& spells) {
  if (d.kind != DiffKind::succeeded || d.turns.size() != 2) return;
  const Spell& begun = *d.turns.front().spell;
  const Spell& ended = *d.turns.back().spell;
  std::vector<const Spell*> others;
  bool goes_on = begun.since.earliest < begun.from.earliest;
  for (const Spell* other : spells.of(begun)) {
    const Spell& s = *other;
    if (s.from.earliest < ended.until.earliest || s.from.latest > begun.from.latest ||
        fact_of(s) == fact_of(begun) || fact_of(s) == fact_of(ended) || s.subject == EntityId::none)
      continue;
    goes_on = true;
    const bool is_over = s.until.earliest <= begun.from.latest;
    if (is_over && s.subject != begun.subject && s.subject != ended.subject) others.push_back(&s);
  }
  if (!goes_on) return;
  d.gap.reset();
  std::ranges::stable_sort(others, {}, [](const Spell* s) { return s->from.earliest; });
  for (const Spell* s : others) {
    if (std::ranges::find(d.between, s->subject) == d.between.end())
      d.between.push_back(s->subject);
  }
}

}  // namespace reorg
