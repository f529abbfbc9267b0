// How two entities of whatever kind are connected.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/query/common_days.hpp"
#include "core/query/scene.hpp"

namespace reorg {

// Along which relations, in either direction.
enum class Along {
  everything,
  oversight,  // oversees, holds, reports_to
  structure,  // part_of, post_in, holds, member_of
  ownership,  // owns
};

// One relation on the way from one end to the other.
struct PathStep {
  EntityId entity = EntityId::none;  // the nearer end
  EntityId other = EntityId::none;   // the farther one
  Spell spell;
  Certainty certainty = Certainty::no;
};

struct Path {
  std::vector<PathStep> steps;
  CommonDays days;                      // on which all of it holds
  Certainty certainty = Certainty::no;  // that all of it holds on some one day asked about
};

// The shortest certain path, else the shortest possible one; and before a certain one a shorter
// possible one, if there is.
struct PathAnswer {
  std::optional<Path> path;
  std::optional<Path> shorter;
  bool gave_up = false;  // more than `path_limit` relations were read: there may be more
};

// Relations read before the search gives up.
inline constexpr std::size_t path_limit = 200'000;

// Searches from both ends, a level at a time, one call to the source each, always on the side with
// the smaller frontier, and of equal ones rather from people than from organizations: two members
// of a large company meet there before it is unfolded. All steps must hold together on some day of
// the day or stretch asked about. Requires two different entities.
PathAnswer find_path(const RelationSource&, EntityId from, EntityId to, Along, const AsOf&,
                     std::size_t limit = path_limit);

// What is needed to tell the answer: both ends, the steps, and where posts on the way belong.
std::unique_ptr<Scene> path_scene(const RelationSource&, EntityId from, EntityId to,
                                  const PathAnswer&, const AsOf&);

}  // namespace reorg
