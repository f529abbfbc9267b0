// Whether two states held at the same time, and when, though their days are not known exactly.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/timeline/spell.hpp"

namespace reorg {

// A state as far as time is concerned: a whole spell, or what two of them have in common.
struct Stretch {
  Bound from, until;
  Certainty certainty =
      Certainty::certain;  // that it was at all: a disputed spell is only possible
};
Stretch stretch_of(const Spell&);  // no: undated or outranked

// What two states have in common.
//
// R1: every bound is one unknown day among its days. `certain` means that for every choice of the
// days both hold on some day; `possible`, for some choice; choices that leave either without a day
// are none. Two bounds set by one event are one and the same day, so whoever leaves one job and
// takes another in one change, on an unknown day, never had both.
//
// `from` and `until` of the result say on which days the time in common begins and ends, for the
// choices in which there is one; its `certainty` says whether there is. Without one: `no`, and no
// bounds.
Stretch overlap(const Stretch&, const Stretch&);
Stretch overlap(const Spell&, const Spell&);
// Whether there is a day in first..last (both included) on which both hold.
Certainty overlap_within(const Stretch&, const Stretch&, Day first, Day last);

// How many days it lasted, from the fewest to the most possible; nothing when its beginning or its
// end is open, unknown, without limits, or only that of what it belonged to (R20).
struct DayCount {
  std::int32_t least = 0, most = 0;
};
std::optional<DayCount> length(const Bound& from, const Bound& until);

// Days first..last, both included, on which nobody, or perhaps nobody, is known.
struct Gap {
  Day first, last;  // `last` is after_all when nothing is known to have followed
  Certainty certainty = Certainty::no;  // possible: somebody may have been there, or may not
  friend bool operator==(const Gap&, const Gap&) = default;
};

// The gaps in a line of states, in order of time: between the first day on which any is known and
// the last, and after the last that has ended. Of the time before the first one only the days from
// `existed` on are told, by which the place was there to be filled. No day is a gap on which one
// certainly held, or on which of two that hand over on an unknown day one or the other did.
std::vector<Gap> gaps(std::span<const Stretch>, Day existed = after_all);
// Leaves those that touch first..last, both included.
std::vector<Gap> touching(std::vector<Gap>, Day first, Day last);

}  // namespace reorg
