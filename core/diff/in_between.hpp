// Who held a seat between two who are told as one after the other.
#pragma once

#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "core/diff/difference.hpp"

namespace reorg {

// Spells of seats that people follow one another in, found by the seat.
class SeatSpells {
 public:
  explicit SeatSpells(std::span<const Spell>);
  // In the order in which they were given.
  std::span<const Spell* const> of(const Spell& one_in_the_seat) const;

 private:
  using Key = std::tuple<StatementKind, EntityId, std::string_view, bool>;
  static Key key(const Spell& s) { return {s.kind, s.object, s.aspect, s.dotted}; }
  std::map<Key, std::vector<const Spell*>> spells_;
};

// Of a succession: names those who came and went between the two (Difference::between), and takes
// its gap back if somebody was there. The successor may have come in another role; then there is no
// gap before this one.
//
// Requires: told forwards in time; the spells of the seat.
void tell_in_between(Difference&, const SeatSpells&);

}  // namespace reorg
