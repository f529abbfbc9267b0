// Seats as a diff sees them: where an end and a beginning are one difference.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "core/diff/turns.hpp"

namespace reorg {

// What one of can be at a time (R6), so that an end and a beginning in it are one difference. For
// what is many-valued, whoever it joins: then only a new role or share makes a pair.
using Seat = std::tuple<StatementKind, EntityId, EntityId, std::string, bool>;
Seat seat_of(const Spell&);

// Whose difference it is: of an oversight, a holding and a share the object, else the subject.
EntityId about(const Spell&);
// Who or what stands in the seat: the other end; none for values.
EntityId occupant(const Spell&);

// An end and a beginning in one seat, or one of them alone.
struct Pair {
  const Turn* ended = nullptr;
  const Turn* begun = nullptr;
  const Spell* old_spell() const { return ended == nullptr ? nullptr : ended->spell; }
  const Spell* new_spell() const { return begun == nullptr ? nullptr : begun->spell; }
  const Spell& spell() const { return begun == nullptr ? *ended->spell : *begun->spell; }
};

// Both are set by one event.
bool is_one_event(const Turn& ended, const Turn& begun);

// The ends and beginnings of one seat in pairs: the same occupant first (another role, another
// share), then who followed whom. Two make a pair only if no choice of days can have the one
// without the other.
std::vector<Pair> pairs_in_seat(const std::vector<const Turn*>& turns);

}  // namespace reorg
