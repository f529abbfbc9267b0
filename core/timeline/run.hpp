// One holder of a seat from beginning to end, while it is being worked out from marks.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/timeline/marks.hpp"

namespace reorg {

// One role within a run, and what is known of its beginning.
struct Phase {
  Bound from;
  std::string role;
  bool acting = false;
  bool disputed = false;  // another came on the day on which it began
  bool begun = false;     // on a dated day, by a change or a plain statement; else it was only seen
  std::vector<const Statement*> said;
};

// The beginning of all time to come: the end of what is open.
Bound endless();
// Where a mark's date lies; its text stays with it.
Bound dated(const Mark&, Basis);
Bound unknown(Day earliest, Day latest, Basis = Basis::stated, EventId = EventId::none);

bool meet(Day a_first, Day a_last, Day b_first, Day b_last);
bool meet(const Bound&, const Mark&);
// R4: both claims speak of the same day, so it lies where their days meet. Requires that they meet.
void narrow(Bound&, const Mark&);

// One holder in the seat without a break.
struct Run {
  Holder holder;
  Standing standing = Standing::disputed;  // until something undisputed is said
  std::string claim;
  Bound until = endless();
  bool open = true;     // a change may still end it
  bool adds = false;    // alongside others
  bool always = false;  // an undated value of the entity's own entry
  bool undated = false;
  bool ended_unknown = false;      // a plain statement says that it ended, or may have
  Day last_evidence = before_all;  // for people to read
  Day last_seen = before_all;      // it held on this day, whatever its beginning
  Day begun_first = before_all;    // the days of the last change that begins it, or begins it anew
  Day begun_last = before_all;
  Day added = before_all;  // the last day on which a claim put it beside whoever else is there
  std::vector<Phase> phases;
  std::set<EventId> events;    // that say anything of it
  std::set<EventId> begun_by;  // that begin it, or a role in it

  Phase& now() { return phases.back(); }
  const Phase& now() const { return phases.back(); }
  Bound& from() { return phases.front().from; }
  const Bound& from() const { return phases.front().from; }
  bool only_seen() const;

  void add(const Mark&);  // as evidence for its present phase
};

// A missing role fits any; two wordings of the role on one day are both kept.
void merge_role(Phase&, const Statement&);

// One spell for each phase.
void give(const SeatKey&, const Run&, std::vector<Spell>&);

}  // namespace reorg
