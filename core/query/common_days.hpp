// The days on which several things held together: interval algebra with imprecise edges (R1).
//
// Not the same as a Stretch (core/timeline/overlap.hpp), which is what two states have in common:
// its bounds are narrowed to the choices of days in which there is such a time, exactly, and so are
// no longer those that a source told nor those of an event. Here any number of parts are joined,
// one after another, and their days united again. For that an edge must stay as it was told, and
// the events of all parts be remembered: which choices are left is only known at the end. The price
// is that `certain` here is never wrong but may be missed, where a Stretch never misses it.
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
