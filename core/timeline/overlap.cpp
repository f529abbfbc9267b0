#include "core/timeline/overlap.hpp"

#include <algorithm>
#include <set>

namespace reorg {
namespace {

// Both set by one event, unless other sources have moved them apart.
bool one_event(const Bound& a, const Bound& b) {
  return a.event != EventId::none && a.event == b.event &&
         std::max(a.earliest, b.earliest) <= std::min(a.latest, b.latest);
}

// And therefore one day. An unknown bound only lies on this side of its event.
bool same_day(const Bound& a, const Bound& b) {
  return a.kind == EndKind::date && b.kind == EndKind::date && one_event(a, b);
}

// What the event that begins the one has ended at the latest is over by then (R7).
bool makes_way(const Bound& until, const Bound& from) {
  return from.kind == EndKind::date && until.kind != EndKind::open && one_event(until, from);
}

// Of the two days the later one (beginnings) or the sooner one (ends), whatever they are. When one
// bound decides alone, it stands as it was told.
Bound merged(const Bound& a, const Bound& b, Day earliest, Day latest) {
  for (const Bound* whole : {&a, &b}) {
    if (whole->earliest == earliest && whole->latest == latest) return *whole;
  }
  Bound result = a;
  result.earliest = earliest;
  result.latest = latest;
  result.kind =
      a.kind == EndKind::unknown || b.kind == EndKind::unknown ? EndKind::unknown : EndKind::date;
  result.edtf.clear();
  result.uncertain = a.uncertain || b.uncertain;
  result.event = EventId::none;
  if (b.basis == Basis::stated) result.basis = Basis::stated;
  return result;
}

Bound beginning_of_both(const Stretch& a, const Stretch& b) {
  const bool tied = same_day(a.from, b.from);
  const Day latest =
      tied ? std::min(a.from.latest, b.from.latest) : std::max(a.from.latest, b.from.latest);
  const Day last = std::min(a.until.latest, b.until.latest) - 1;
  return merged(a.from, b.from, std::max(a.from.earliest, b.from.earliest), std::min(latest, last));
}

Bound end_of_both(const Stretch& a, const Stretch& b) {
  const bool tied = same_day(a.until, b.until);
  const Day earliest = tied ? std::max(a.until.earliest, b.until.earliest)
                            : std::min(a.until.earliest, b.until.earliest);
  const Day first = std::max(a.from.earliest, b.from.earliest) + 1;
  return merged(a.until, b.until, std::max(earliest, first),
                std::min(a.until.latest, b.until.latest));
}

bool may_overlap(const Stretch& a, const Stretch& b) {
  if (makes_way(a.until, b.from) || makes_way(b.until, a.from)) return false;
  return std::max(a.from.earliest, b.from.earliest) < std::min(a.until.latest, b.until.latest);
}

// Whether the first begins before the second ends, whichever days they are. Requires: it may.
bool surely_begins_before_end(const Stretch& a, const Stretch& b) {
  const Day begins = std::min(a.from.latest, a.until.latest - 1);
  return begins < std::max(b.until.earliest, b.from.earliest + 1);
}

bool must_overlap(const Stretch& a, const Stretch& b) {
  if (same_day(a.from, b.from) || same_day(a.until, b.until)) return true;
  return surely_begins_before_end(a, b) && surely_begins_before_end(b, a);
}

// ---- gaps -----------------------------------------------------------------------------------

bool may_hold(const Stretch& s, Day d) {
  return s.from.earliest <= d && d < s.until.latest && s.from.earliest < s.until.latest;
}

bool must_hold(const Stretch& s, Day d) {
  return s.certainty == Certainty::certain && s.from.latest <= d && d < s.until.earliest;
}

// One of the two held on the day: the second began on the very day on which the first ended.
bool handed_over(const Stretch& a, const Stretch& b, Day d) {
  return a.certainty == Certainty::certain && b.certainty == Certainty::certain &&
         same_day(a.until, b.from) && a.from.latest <= d && d < b.until.earliest;
}

Certainty vacant_on(std::span<const Stretch> line, Day d) {
  bool perhaps_held = false;
  for (const Stretch& s : line) {
    if (must_hold(s, d)) return Certainty::no;
    if (std::ranges::any_of(line, [&](const Stretch& t) { return handed_over(s, t, d); }))
      return Certainty::no;
    perhaps_held = perhaps_held || may_hold(s, d);
  }
  return perhaps_held ? Certainty::possible : Certainty::certain;
}

}  // namespace

Stretch stretch_of(const Spell& s) {
  const bool counts = !s.undated && s.standing != Standing::outranked;
  return {s.from, s.until,
          !counts                            ? Certainty::no
          : s.standing == Standing::disputed ? Certainty::possible
                                             : Certainty::certain};
}

Stretch overlap(const Stretch& a, const Stretch& b) {
  const Certainty least = std::min(a.certainty, b.certainty);
  if (least == Certainty::no || !may_overlap(a, b)) return {{}, {}, Certainty::no};
  return {beginning_of_both(a, b), end_of_both(a, b),
          must_overlap(a, b) ? least : Certainty::possible};
}

Stretch overlap(const Spell& a, const Spell& b) { return overlap(stretch_of(a), stretch_of(b)); }

Certainty overlap_within(const Stretch& a, const Stretch& b, Day first, Day last) {
  if (last < first) return Certainty::no;
  const Stretch both = overlap(a, b);
  const bool may =
      both.certainty != Certainty::no && both.from.earliest <= last && first < both.until.latest;
  if (!may) return Certainty::no;
  const bool must = both.from.latest <= last && first < both.until.earliest;
  return must ? both.certainty : Certainty::possible;
}

std::optional<DayCount> length(const Bound& from, const Bound& until) {
  const bool told = from.kind == EndKind::date && until.kind == EndKind::date;
  if (!told || from.basis == Basis::lifetime || until.basis == Basis::lifetime) return {};
  for (const Day d : {from.earliest, from.latest, until.earliest, until.latest}) {
    if (d.is_endless()) return {};
  }
  return DayCount{std::max(until.earliest - from.latest, 1), until.latest - from.earliest};
}

std::vector<Gap> gaps(std::span<const Stretch> line, Day existed) {
  std::vector<Stretch> counted;
  std::ranges::copy_if(line, std::back_inserter(counted),
                       [](const Stretch& s) { return s.certainty != Certainty::no; });
  if (counted.empty()) return {};
  std::set<Day> turns;  // the days on which anything can change
  Day begin = existed;
  for (const Stretch& s : counted) {
    // Of an unknown beginning only the first sure day is known to be no gap.
    begin = std::min(begin, beginning(s.from));
    turns.insert({s.from.earliest, s.from.latest, s.until.earliest, s.until.latest});
  }
  turns.insert(begin);
  std::vector<Gap> found;
  for (auto turn = turns.lower_bound(begin); turn != turns.end() && *turn < after_all; ++turn) {
    const Certainty vacant = vacant_on(counted, *turn);
    if (vacant == Certainty::no) continue;
    const auto next = std::next(turn);
    const Day last = next == turns.end() ? after_all : *next - 1;
    if (!found.empty() && found.back().certainty == vacant && found.back().last + 1 == *turn)
      found.back().last = last;
    else
      found.push_back({*turn, last, vacant});
  }
  return found;
}

std::vector<Gap> touching(std::vector<Gap> found, Day first, Day last) {
  std::erase_if(found, [&](const Gap& g) { return last < g.first || g.last < first; });
  return found;
}

}  // namespace reorg
