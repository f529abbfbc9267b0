// The structure as it stood on a day, or during a period (R17).
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "core/graph/org_graph.hpp"

namespace reorg {

// A relation that holds or may hold, seen from one of its ends.
struct Hit {
  const Spell* spell = nullptr;     // in the spells that the view was made over
  EntityId other = EntityId::none;  // none: nobody, a post said to be vacant (R12)
  Certainty certainty = Certainty::no;
};

// An entity that a walk along `part_of` came to, and the best way there.
struct Reached {
  EntityId entity = EntityId::none;
  EntityId from = EntityId::none;       // the one before it on the way
  const Spell* via = nullptr;           // the relation between the two
  int depth = 0;                        // relations on the way; 1 = next to the root
  Certainty certainty = Certainty::no;  // of the way: as certain as its weakest relation (R1)
};

enum class Lines { solid, solid_and_dotted };

inline constexpr int any_depth = std::numeric_limits<int>::max();

// A filter over a graph; making one costs nothing. On a day, "holds" means holds_on; during a
// period first..last (both included) it means that the spell touches the period, holds_within.
//
//   const AsOfView view(arrays.graph(), spells, day);
//   for (const Hit& h : view.in(csig, StatementKind::oversees)) …  // who oversees CSIG
//
// Refers to the spells, which must be those the graph was built from, in that order, and to the
// arrays behind the graph; both must outlive it. Only reads: threads may share one. Entities that
// the graph does not hold, and kinds that are no relations, give empty answers.
class AsOfView {
 public:
  AsOfView(const OrgGraph&, std::span<const Spell>, Day);
  AsOfView(const OrgGraph&, std::span<const Spell>, Day first, Day last);

  Day first() const { return first_; }
  Day day() const { return last_; }  // the last day of the period
  Certainty holds(const Spell&) const;

  // The relations of a kind from a subject (out) or to an object (in). Sorted: certain ones first,
  // then by beginning, then by the spell's id. Undated and outranked ones are never among them.
  std::vector<Hit> out(EntityId subject, StatementKind) const;
  std::vector<Hit> in(EntityId object, StatementKind) const;

  // What lies below a root, against part_of, or above it, along part_of: breadth first, each entity
  // once, the root not among them, whatever cycles and second parents the data has. Of several ways
  // to an entity the most certain counts, and of these a shortest; depth is counted along it, and
  // what is deeper than `max_depth` is left out.
  std::vector<Reached> below(EntityId root, int max_depth = any_depth, Lines = Lines::solid) const;
  std::vector<Reached> above(EntityId root, Lines = Lines::solid) const;

 private:
  std::vector<Hit> hits(EntityId, StatementKind, bool out) const;
  std::vector<Reached> along_parts(EntityId root, int max_depth, Lines, bool up) const;

  OrgGraph graph_;
  std::span<const Spell> spells_;
  Day first_, last_;
};

}  // namespace reorg
