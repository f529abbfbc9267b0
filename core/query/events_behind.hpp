// Which events began or ended something.
#pragma once

#include <span>
#include <vector>

#include "core/walk/relation_source.hpp"

namespace reorg {

// The events that set a bound of these spells, each once, told by one of its changes; only those
// that the source knows (R9). One call to the source.
std::vector<Told> events_behind(const RelationSource&, std::span<const Spell* const>);

// Null when the event is not among them, or is none.
const Told* find_event(std::span<const Told>, EventId);

}  // namespace reorg
