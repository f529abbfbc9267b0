// Where an organization sat: each parent in turn, and when it was below another at all.
#pragma once

#include <memory>
#include <vector>

#include "core/query/scene.hpp"
#include "core/query/spread.hpp"

namespace reorg {

// One line to one parent.
struct Seat {
  const Spell* line = nullptr;  // part_of
  EntityId parent = EntityId::none;
  Certainty certainty = Certainty::no;
  std::vector<const Spell*> conflicts;  // outranked claims of the same group (R5)
};

// Its own lines, on any day.
std::unique_ptr<Scene> places_scene(const RelationSource&, EntityId organization, const AsOf&);

// Those of the day or stretch: solid lines by beginning, then dotted ones.
std::vector<Seat> places(const Scene&, EntityId organization);

// When one organization was below another, directly or through others: stretches that lie apart.
struct Below {
  CommonDays days;
  Certainty certainty = Certainty::no;          // within the day or stretch asked about
  std::vector<std::vector<const Spell*>> ways;  // each from the organization upwards
};

// Everything above an organization at any time, up to the ancestor.
std::unique_ptr<Scene> above_scene(const RelationSource&, EntityId organization, EntityId ancestor,
                                   const AsOf&);
// Whole stretches that touch the days asked about, by beginning, with the ways that touch them. A
// way counts on the days on which all of its solid lines hold; the ways are put together, so that a
// move between two parts of the ancestor leaves no gap.
std::vector<Below> below(const Scene&, EntityId organization, EntityId ancestor);

}  // namespace reorg
