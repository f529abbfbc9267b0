#include "core/diff/in_between.hpp"

#include <algorithm>
#include <vector>

namespace reorg {
namespace {

bool is_of_seat(const Spell& s, const Spell& seat) {
  return s.kind == seat.kind && s.object == seat.object && s.aspect == seat.aspect &&
         s.dotted == seat.dotted && s.standing != Standing::outranked && !s.undated;
}

}  // namespace

void tell_in_between(Difference& d, std::span<const Spell> spells) {
  if (d.kind != DiffKind::succeeded || d.turns.size() != 2) return;
  const Spell& begun = *d.turns.front().spell;
  const Spell& ended = *d.turns.back().spell;
  std::vector<const Spell*> others;
  bool goes_on = begun.since.earliest < begun.from.earliest;
  for (const Spell& s : spells) {
    if (!is_of_seat(s, begun) || s.from.earliest < ended.until.earliest ||
        s.from.latest > begun.from.latest || fact_of(s) == fact_of(begun) ||
        fact_of(s) == fact_of(ended) || s.subject == EntityId::none)
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
