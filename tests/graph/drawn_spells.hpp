// Spells in a few words, for tests.
//
//   part_of(3, 1).days(10, 20)           // 3 was part of 1 from day 10, no longer on day 20
//   drawn(StatementKind::holds, 7, 4).since(5).maybe_until(8, 12).numbered(2)
#pragma once

#include <vector>

#include <rapidcheck.h>

#include "core/timeline/spell.hpp"

namespace reorg::tests {

inline EntityId id(unsigned n) { return EntityId{n}; }

// A spell that can be said in one line; certain on every day until told otherwise.
struct DrawnSpell : Spell {
  DrawnSpell& from_days(int earliest, int latest) {
    from.earliest = Day{earliest};
    from.latest = Day{latest};
    return *this;
  }
  DrawnSpell& maybe_until(int earliest, int latest) {
    until.earliest = Day{earliest};
    until.latest = Day{latest};
    until.kind = EndKind::date;
    return *this;
  }
  DrawnSpell& since(int day) { return from_days(day, day); }
  DrawnSpell& days(int first, int end) { return since(first).maybe_until(end, end); }
  DrawnSpell& dotted_line() {
    dotted = true;
    return *this;
  }
  DrawnSpell& standing_as(Standing s) {
    standing = s;
    return *this;
  }
  DrawnSpell& numbered(unsigned n) {
    id = n;
    return *this;
  }
};

inline DrawnSpell drawn(StatementKind kind, unsigned subject, unsigned object) {
  DrawnSpell s;
  s.kind = kind;
  s.subject = EntityId{subject};
  s.object = EntityId{object};
  s.until.earliest = s.until.latest = after_all;
  s.until.kind = EndKind::open;
  return s;
}

inline DrawnSpell part_of(unsigned part, unsigned whole) {
  return drawn(StatementKind::part_of, part, whole);
}
inline DrawnSpell oversees(unsigned who, unsigned what) {
  return drawn(StatementKind::oversees, who, what);
}

// Any spells at all among a few entities and days: parallel, cyclic, dotted, disputed, outranked,
// undated, of every kind, values and vacancies among them.
inline std::vector<Spell> any_spells(int entities, std::vector<StatementKind> kinds) {
  const auto pick = [](int below) { return *rc::gen::inRange(0, below); };
  std::vector<Spell> spells;
  const int count = pick(4 * entities);
  for (int i = 0; i < count; ++i) {
    const auto entity = [&] { return static_cast<unsigned>(pick(entities + 1)); };
    DrawnSpell s = drawn(*rc::gen::elementOf(kinds), entity(), entity());
    const int from = pick(8), until = from + pick(5);
    s.from_days(from, from + pick(3));
    if (pick(3) > 0) s.maybe_until(until, until + pick(4));
    s.dotted = pick(4) == 0;
    s.undated = pick(8) == 0;
    s.standing = pick(5) == 0 ? static_cast<Standing>(pick(3)) : Standing::agreed;
    s.numbered(static_cast<unsigned>(pick(50)));
    spells.push_back(s);
  }
  return spells;
}

}  // namespace reorg::tests
