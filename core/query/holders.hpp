// Who held a post, in turn, and when nobody is known to have held it: rules R6, R12.
#pragma once

#include <memory>
#include <vector>

#include "core/query/tenure.hpp"

namespace reorg {

struct Holding {
  EntityId person = EntityId::none;  // none: a source says that the post was vacant (R12)
  Tenure tenure;
  bool vacant() const { return person == EntityId::none; }
};

struct HoldersAnswer {
  EntityId post = EntityId::none;
  EntityId organization = EntityId::none;  // that it belongs to; none: not known
  unsigned seats = 1;                      // 0: any number
  Life life = Life::unstated;
  std::vector<Holding> rows;  // in order of time
  // When no holder is known: not vacancies, of which a source would have to tell. None for a post
  // with any number of seats, which nobody expects to be filled.
  std::vector<Gap> gaps;
};

std::unique_ptr<Scene> holders_scene(const RelationSource&, EntityId post, const AsOf&);

// Everybody who held it on the scene's day, or at some time in its days.
HoldersAnswer holders(const Scene&, EntityId post);

}  // namespace reorg
