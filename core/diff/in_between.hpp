// Who held a seat between two who are told as one after the other.
#pragma once

#include <span>

#include "core/diff/difference.hpp"

namespace reorg {

// Of a succession: names those who came and went between the two (Difference::between), and takes
// its gap back if somebody was there. The successor may have come in another role; then there is no
// gap before this one.
//
// Requires: told forwards in time; the spells of the seat.
void tell_in_between(Difference&, std::span<const Spell>);

}  // namespace reorg
