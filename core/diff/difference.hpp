// How the structure differs between two days, as an analyst says it: founded, moved, succeeded.
//
// Turns (turns.hpp) are the ground: facts that begin or end. A difference is one or several of them
// in one line: who left a seat and who took it, a merger with all that it began and ended. Every
// turn belongs to exactly one difference; a few differences have none, because they only follow
// from another (an heir to a post oversees what goes with it). A line is as certain as its first
// turn; what happened on the same day to the same entity may be less so (a name that may have been
// replaced on the next day), and is told with it.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diff/turns.hpp"
#include "core/query/events.hpp"
#include "core/timeline/overlap.hpp"

namespace reorg {

enum class DiffKind {
  // organizations and posts
  founded,
  dissolved,
  merged,
  split,
  grouped,
  spun_off,
  acquired,
  upgraded,
  moved,
  renamed,
  reclassified,
  post_created,
  post_abolished,
  // people and seats
  succeeded,
  appointed,
  left,
  changed_role,
  became_acting,
  became_substantive,
  vacated,
  filled,
  joined,  // member_of
  // oversight and reporting that is no appointment
  oversight_passed,
  oversight_gained,
  oversight_lost,
  oversight_inherited,  // only because something above changed
  reporting_changed,
  dotted_gained,
  dotted_lost,
  // shares
  share_changed,
  stake_gained,
  stake_lost,
  // the rest
  name_gained,
  name_lost,
  value_changed,  // an identifier, a purpose, another legal form
  first_seen,     // R18: known from that day on, begun earlier
  // one day, as known on two (learned.hpp)
  learned,     // known only now
  taken_back,  // no longer held to be so
  corrected,   // another stands in the seat now
  firmer,      // possible before, certain now
  doubtful,    // certain before, only possible now
  dated,       // the same, of other days
};

struct Difference {
  DiffKind kind = DiffKind::founded;
  // R18: certain ("sure") if it is so whichever days the bounds are; else possible.
  Certainty certainty = Certainty::certain;

  // Whose it is: the organization, post or person that changed; of a merger its first result.
  EntityId about = EntityId::none;
  // What stood in its place before and what stands there after: parents, holders, overseers,
  // owners, originals and results. Either may be empty. A vacancy is nobody.
  std::vector<EntityId> before, after;
  // The same for values, shares and roles.
  std::string old_text, new_text;
  // Which of its names, identifiers, capacities, interests: as in Statement::aspect.
  std::string aspect;
  std::string role;  // of an overseer or holder who came or left
  bool acting = false;

  std::vector<Turn> turns;  // empty if it only follows from another
  // Who else held the seat between the two, in order of time: they came and went between the days.
  std::vector<EntityId> between;
  // Days between one holder and the next, when there may have been any on which nobody is known.
  std::optional<DayCount> gap;
  // An index into Differences::events, and of the change within it that says this; -1: no event is
  // recorded.
  int event = -1, change = -1;
  // What it follows from: an index into Differences::lines; -1: nothing.
  int because = -1;
  std::vector<EntityId> concerned;  // oversight that follows: which organizations
  bool reversed = false;            // told backwards in time: before and after are swapped

  // When: the bound of what came, or else of what went. Requires turns.
  const Bound& when() const;
  // When what it replaced ended, if that is another bound than when().
  const Bound* ended() const;
};

// Of one day, as known on two: DiffKind::learned and the following.
constexpr bool is_lesson(DiffKind k) { return k >= DiffKind::learned; }
std::string_view word(DiffKind);  // "founded", "spun-off", …
std::optional<DiffKind> diff_kind(std::string_view);
std::span<const DiffKind> all_diff_kinds();

// The turns as differences: what one change of an event says, or one seat shows, in one line.
// Sorted by event, in order of time, then by kind. `events` are those that the bounds name, as
// gather() gives them; their order is that of Difference::event. `posts`: which of the entities
// are.
//
// Requires: turns told forwards.
std::vector<Difference> differences(std::span<const Turn>, std::span<const LoggedEvent> events,
                                    const std::set<EntityId>& posts);

// The same difference told backwards in time.
Difference backwards(Difference);

}  // namespace reorg
