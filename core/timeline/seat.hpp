// The second step of resolving: the marks of one seat, in order of dates, become its spells.
#pragma once

#include <span>
#include <vector>

#include "core/timeline/marks.hpp"

namespace reorg {

// Requires: marks of one seat, of one standing class (all outranked, or none), in order.
// Appends to `spells` and `findings`. Lifetimes are not clipped here.
void resolve_seat(std::span<const Mark> marks, std::vector<Spell>& spells,
                  std::vector<Finding>& findings);

}  // namespace reorg
