// Which change of which event a turn is due to.
#pragma once

#include <span>

#include "core/diff/turns.hpp"
#include "core/query/events.hpp"

namespace reorg {

// Indexes into the events and the event's changes; -1: none is recorded.
struct Cause {
  int event = -1;
  int change = -1;
  friend auto operator<=>(const Cause&, const Cause&) = default;
};

// The change that says so; of an end that is only implied, the one that filled the seat; of one
// that came with the end of something, the one that ended it.
Cause cause_of(const Turn&, std::span<const LoggedEvent>);

}  // namespace reorg
