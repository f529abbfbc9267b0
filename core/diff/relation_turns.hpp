// Which relations began or ended between two days, one by one and nothing grouped: what a program
// reads of a difference too large for a person.
//
//   const RelationTurns turns(image, {before, after});
//   for (std::size_t part = 0; part < turns.parts(); ++part)
//     turns.tell(part, [&](const RelationTurn& t) { … });
//
// The same turns as turns() makes of all relations (turns.hpp), straight from the rows of a graph
// image. Where few relations have a day between the two, those are found by their days; where many
// have, all rows are read once from front to back.
#pragma once

#include <array>
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
  Day earliest, latest;  // the day that makes the difference, one of these
  // What else is said of it: Turns with one qualifier (of the image) have that in common.
  std::uint32_t qualifier = image::whole;
  const Spell* spell = nullptr;  // instead, when the qualifier is image::whole; during the call

  struct Said {
    EntityId capacity_of = EntityId::none;
    std::string_view aspect, role, value;  // good as long as the image, or the spell
    bool acting = false, dotted = false;
  };
  Said said(const Image&) const;
};

struct TwoDays {
  Day before, after;  // either may be the earlier
};

using TellRelationTurn = std::function<void(const RelationTurn&)>;

// All calls may throw ImageError.
class RelationTurns {
 public:
  // Of everything.
  RelationTurns(const Image&, const TwoDays&);
  // Of those that have an end in the scope: vertices, ascending.
  RelationTurns(const Image&, const TwoDays&, std::vector<Vertex> scope);

  // Calls `tell` for each of a part. Part after part they are sorted by kind, subject and object,
  // as the image numbers them. Threads may share out the parts.
  std::size_t parts() const { return parts_.size(); }
  void tell(std::size_t part, const TellRelationTurn&) const;

  // Checks whatever of the image any part may read, on that many threads.
  void verify(unsigned threads) const;

 private:
  // Of `subjects_`, or when all rows are read of all vertices: from first to before last.
  struct Part {
    std::size_t kind = 0, first = 0, last = 0;
  };

  void read_all_rows();
  void read_rows_of_subjects();
  std::vector<Vertex> subjects_joined_to_scope(std::size_t kind) const;
  bool is_in_scope(Vertex) const;

  const Image& image_;
  TwoDays days_;
  bool scoped_ = false;
  std::vector<Vertex> scope_;
  bool all_rows_ = false;
  std::array<std::vector<Vertex>, relation_kinds> subjects_;  // by kind, ascending
  std::vector<Part> parts_;
};

// An organization, all that may be below it on either of the days, and the posts in these;
// ascending.
std::vector<Vertex> scope_of(const Image&, Vertex root, const TwoDays&);

}  // namespace reorg
