// The days on which several things held together: interval algebra with imprecise edges (R1).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/timeline/spell.hpp"

namespace reorg {

// One stretch [from, until) with imprecise edges, made of one spell or of what several have in
// common. A day is certain if it lies within whichever days the edges are, possible if for some.
//
//   CommonDays days = days_of(mobile_qq_in_mig);
//   if (auto both = common(days, days_of(mig_in_tencent))) …  // when it was below Tencent that way
struct CommonDays {
  Bound from;
  Bound until;
  Day last_evidence = before_all;  // the last day on which all of them were seen
  bool disputed = false;           // one of them is: never certain
  bool sure = true;                // it has a day, whichever days the edges are
  // The imprecise events that begin one of its parts or end one: what one event both ends and
  // begins never holds together, on whichever day the event was (R1, R8).
  std::vector<EventId> began;
  std::vector<EventId> ended;
};

// Requires: a spell that has a bound and is not outranked.
CommonDays days_of(const Spell&);

// What two stretches have in common; nothing when that is certainly no day.
std::optional<CommonDays> common(const CommonDays&, const CommonDays&);

// Whether it touches the days first..last, both included.
Certainty holds_within(const CommonDays&, Day first, Day last);

// Whether every certain day of `b` is certain in `a`, every possible one possible, and `a` can be
// together with whatever `b` can.
bool covers(const CommonDays& a, const CommonDays& b);

// The same days in as few stretches as can be: those that certainly overlap, or that one event ends
// and begins, become one. By beginning.
std::vector<CommonDays> united(std::vector<CommonDays>);
// The surest of several stretches.
Certainty holds_within(std::span<const CommonDays>, Day first, Day last);

}  // namespace reorg
