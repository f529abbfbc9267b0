// What differs between two days, fact by fact: the ground on which a diff stands.
//
//   for (const Turn& t : turns(spells, day_of(2018, 9, 29), day_of(2018, 10, 1))) …
//
// A fact is what a spell says without its days. Between two days a fact may begin or end; what
// begins and ends again in between is no difference. A change of value is an end and a beginning.
#pragma once

#include <compare>
#include <span>
#include <string>
#include <vector>

#include "core/timeline/spell.hpp"

namespace reorg {

struct FactKey {
  StatementKind kind = StatementKind::note;
  EntityId subject = EntityId::none;
  EntityId object = EntityId::none;
  EntityId capacity_of = EntityId::none;
  std::string aspect;
  std::string value;
  std::string role;
  bool acting = false;
  bool dotted = false;
  // NOLINTNEXTLINE(readability-implicit-bool-conversion): inside the comparison it defaults to
  friend auto operator<=>(const FactKey&, const FactKey&) = default;
};
FactKey fact_of(const Spell&);
// What enters views: no notes, nothing undated or outranked.
bool is_structure(const Spell&);

enum class Way {
  begins,
  ends,
  first_seen,  // R18: a source first saw it between the days; it had begun before, nobody knows
               // when
};

struct Turn {
  Way way = Way::begins;
  // R18: certain ("sure") if it is so whichever days the bounds are, possible if for some of them.
  Certainty certainty = Certainty::no;
  const Spell* spell = nullptr;  // one of those given, with the bound that makes the difference

  bool reversed = false;  // told backwards in time: what begins is the end of its spell

  const Bound& bound() const {
    const bool at_the_end = way != Way::first_seen && (way == Way::ends) != reversed;
    return at_the_end ? spell->until : spell->from;
  }
};

// The same turn told backwards in time.
Turn backwards(Turn);

// The facts that differ from `before` to `after`; either may be the earlier. A fact has one turn at
// most, or two possible ones. Sorted by kind, fact and way. Notes are no structure and never among
// them; nor is that of which certainty merely fades: an open or unknown end is no change (R18).
//
// Requires: every spell of the facts concerned that touches the two days or lies between them.
std::vector<Turn> turns(std::span<const Spell>, Day before, Day after);

}  // namespace reorg
