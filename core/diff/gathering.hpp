// What a comparison is made from: the spells that matter, and the names for its lines.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/diff/diff.hpp"

namespace reorg {

// Whom the comparison is about, and all that is said of them.
struct Gathered {
  std::vector<Spell> spells;
  std::vector<EntityId> scope;  // sorted; empty: everything
};

// Facts of which a bound may lie between the days, each with all its spells: they may hold again.
Gathered everything(const RelationSource&, const Between&);
// Everything below the organization on either day, its posts, and what touches any of these; of a
// person or a post, what touches it.
Gathered part_around(const RelationSource&, const Between&, EntityId about);
// What touches these, and their own values.
std::vector<Spell> around(const RelationSource&, std::span<const EntityId>);

// Those whom the lines name, with where they and their posts were.
std::unique_ptr<Scene> scene_of(const RelationSource&, const Between&,
                                std::span<const Difference> lines, EntityId about);

// Who is there on either day, as far as the differences' spells tell, and in none of the lines.
Unchanged unchanged(const RelationSource&, const Between&, const Differences&);

}  // namespace reorg
