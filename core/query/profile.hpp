// One entity: everything said of it, on one day or at any time.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/query/scene.hpp"

namespace reorg {

// Its own relations in both directions, and what posts belong to; `also` is there to be named.
std::unique_ptr<Scene> profile_scene(const RelationSource&, EntityId,
                                     std::span<const EntityId> also, const AsOf&);

// A relation seen from the entity, or one of its values.
struct Fact {
  const Spell* spell = nullptr;
  EntityId other = EntityId::none;  // relations: the other end
  bool outward = true;              // the entity is the subject
  Certainty certainty = Certainty::no;
};

// What holds or may hold on the day (rivals left out), by kind, certain ones first.
std::vector<Fact> facts_on_the_day(const Scene&, EntityId);
// Everything, by beginning; undated ones last; outranked rivals included. The certainty is that it
// ever held.
std::vector<Fact> facts_ever(const Scene&, EntityId);

}  // namespace reorg
