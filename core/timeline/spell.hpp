// What the statements known on a day amount to: states with a beginning and an end.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace reorg {

// Who says where a bound lies: a source, the program (another took the seat), or a lifetime (R20).
enum class Basis { stated, implied, lifetime };

// One edge of a spell: one unknown day in [earliest, latest]. An open end lies at `after_all`;
// an unknown one may lie anywhere up to `latest`.
struct Bound {
  Day earliest = before_all;
  Day latest = before_all;
  EndKind kind = EndKind::date;  // a beginning is never open
  Basis basis = Basis::stated;
  std::string edtf;  // as written, when a source wrote it; else empty
  bool uncertain = false;
  EventId event = EventId::none;  // what set it
  friend bool operator==(const Bound&, const Bound&) = default;
};

enum class Certainty { no, possible, certain };

// How a spell entered the view. Outranked rivals never do; they are shown as conflicts (R5).
enum class Standing { agreed, disputed, outranked };

// One state, from its beginning to its end, in one role. When the same holder goes on in another
// role, that is a new spell with the same `since` (R6).
struct Spell {
  std::uint32_t id = 0;  // a store's row, or the place in a resolved list
  StatementKind kind = StatementKind::note;
  EntityId subject = EntityId::none;
  EntityId object = EntityId::none;
  EntityId capacity_of = EntityId::none;
  std::string aspect;
  std::string value;
  std::string role;
  bool acting = false;
  bool dotted = false;

  Bound from;
  Bound until;
  Bound since;                     // beginning of the whole run, over changes of role
  bool goes_on = false;            // the run goes on in the next spell, in another role
  Day last_evidence = before_all;  // the last day on which a source saw or began it
  bool undated = false;            // no bound at all: listed, never in an as-of answer (R2)

  Standing standing = Standing::agreed;
  std::string claim;  // rivals share it

  Day known = before_all;  // the first day on which it could be known
  std::vector<StatementId> evidence;
  std::vector<SourceId> sources;  // of all evidence, without repeats
};

// R1: certain = whichever days the bounds are; possible = for some of them.
Certainty holds_on(const Spell&, Day);
// R17: whether the spell touches the days first..last at all (both included).
Certainty holds_within(const Spell&, Day first, Day last);
// Where it stands in an order of time: an unknown beginning by the first day on which it surely
// held.
Day beginning(const Bound& from);
Day beginning(const Spell&);

std::string_view word(Basis);
std::string_view word(EndKind);
std::string_view word(Certainty);
std::string_view word(Standing);

}  // namespace reorg
