// Which relations began or ended between two days, one by one and nothing grouped: what a program
// reads of a difference too large for a person.
//
//   relation_turns(image, {before, after}, [&](const RelationTurn& t) { … });
//
// The same turns as turns() makes of all relations (turns.hpp), straight from the rows of a graph
// image. Where few relations have a day between the two, those are found by their days; where many
// have, all rows are read once from front to back.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/diff/turns.hpp"
#include "core/graph/image.hpp"

namespace reorg {

struct RelationTurn {
  Way way = Way::begins;
  Certainty certainty = Certainty::certain;
  StatementKind kind = StatementKind::part_of;
  Vertex subject = no_vertex;  // of the image; 0 is nobody
  Vertex object = no_vertex;
  EntityId capacity_of = EntityId::none;
  std::string_view aspect, role, value;
  bool acting = false, dotted = false;
  Day earliest, latest;  // the day that makes the difference, one of these
};

struct TwoDays {
  Day before, after;  // either may be the earlier
};

// Called for each, sorted by kind, subject and object, as the image numbers them. What it is given
// is good during the call.
using TellRelationTurn = std::function<void(const RelationTurn&)>;

// Of everything. Throws ImageError.
void relation_turns(const Image&, const TwoDays&, const TellRelationTurn&);

// Of those that have an end in the scope: vertices, ascending.
void relation_turns_of(const Image&, std::span<const Vertex> scope, const TwoDays&,
                       const TellRelationTurn&);

// An organization, all that may be below it on either of the days, and the posts in these;
// ascending.
std::vector<Vertex> scope_of(const Image&, Vertex root, const TwoDays&);

}  // namespace reorg
