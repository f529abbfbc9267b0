// What was learned about one day, between two days of knowledge (R9).
#pragma once

#include "core/diff/diff.hpp"

namespace reorg {

// As known on `first` and on `second`, of the same day in the world.
struct Learning {
  Day day;
  Day first, second;  // K1 and K2; K2 is not the earlier
  Day today;
};

// Differences of the kinds from DiffKind::learned on; their turns are what was known of the day on
// K2 (begins) and on K1 (ends). No event, nothing that follows. Names are those known on K2.
//
// `then` and `now`: the store as known on K1 and on K2. Without `about`, costs what became known
// between, and what touches it.
Differences learned(const RelationSource& then, const RelationSource& now, const EventSource&,
                    const Learning&, EntityId about = EntityId::none);

}  // namespace reorg
