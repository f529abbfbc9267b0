#include "core/timeline/seat.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "core/timeline/run.hpp"

namespace reorg {
namespace {

using Together = std::span<const Mark>;  // of one moment

// Works through the marks of one seat in order, keeping its runs. What happens in one moment
// happens in two steps, so that the order within it means nothing: first to each holder alone, then
// to the others in the seat.
class Seat {
 public:
  Seat(std::span<const Mark> marks, std::vector<Finding>& findings)
      : key_(marks.front().seat),
        one_value_(is_one_value(key_)),
        marks_(marks),
        findings_(findings) {}

  void take(Together marks) {
    switch (marks.front().effect) {
      case Effect::always:
        for (const Mark& m : marks) always(m);
        break;
      case Effect::begins:
        begins(marks);
        break;
      case Effect::seen:
        seen(marks);
        break;
      case Effect::ends:
        ends(marks);
        break;
      case Effect::period:
        for (const Mark& m : marks) period(m);
        break;
    }
    tell_rivals();
  }

  void give(std::vector<Spell>& spells) const {
    for (const Run& r : runs_) reorg::give(key_, r, spells);
  }

 private:
  // -- the marks of one moment -----------------------------------------------------------------

  void always(const Mark& m) {
    if (Run* r = open_run(m.holder)) return r->add(m);
    Run& r = new_run(
        m, {before_all, before_all, EndKind::date, Basis::lifetime, "", false, EventId::none});
    r.always = true;
  }

  void begins(Together marks) {
    std::vector<Run*> begun;
    for (const Mark& m : marks) begun.push_back(&begin(m));
    if (!one_value_) return;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (!marks[i].said->alongside) close_others(*begun[i], marks[i]);
    }
  }

  Run& begin(const Mark& m) {
    Run* r = open_run(m.holder);
    if (r != nullptr && r->ended_unknown) {  // it may have ended; here it begins anew
      close(*r, m);
      r = nullptr;
    }
    if (r == nullptr) {
      r = &new_run(m, dated(m, Basis::stated));
      r->now().begun = true;
      r->last_evidence = m.latest;
    } else {
      goes_on(*r, m);
      if (r->until.kind == EndKind::unknown && r->until.basis == Basis::stated)
        r->until = endless();
    }
    r->adds = r->adds || m.said->alongside;
    r->begun_first = m.earliest;
    r->begun_last = m.latest;
    return *r;
  }

  // The same holder again: the same beginning told twice, a beginning for what was only seen, or
  // another role in the same seat.
  void goes_on(Run& r, const Mark& m) {
    const Statement& s = *m.said;
    if (!r.always && !r.only_seen() && meet(r.now().from, m)) {
      narrow(r.now().from, m);
      merge_role(r.now(), s);
    } else if (r.only_seen() && r.phases.size() == 1 && meet(r.from(), m) && !r.undated) {
      narrow(r.from(), m);
      merge_role(r.now(), s);
    } else if ((!s.role.empty() && s.role != r.now().role) || s.acting != r.now().acting) {
      const std::string role = s.role.empty() ? r.now().role : s.role;
      r.phases.push_back({dated(m, Basis::stated), role, s.acting, false, true, {}});
    } else if (!(r.always && belongs_to_a_post())) {
      changes_nothing(m);
    }
    const bool only_begun = r.last_seen < r.now().from.earliest;
    if (only_begun) r.last_evidence = std::min(r.last_evidence, r.now().from.latest);
    r.now().begun = true;
    r.add(m);
    r.last_evidence = std::max(r.last_evidence, m.earliest);
  }

  // A post's own entry says where it belongs, and the change that creates it may say so again.
  bool belongs_to_a_post() const {
    return key_.kind == StatementKind::post_in || key_.kind == StatementKind::oversees;
  }

  void seen(Together marks) {
    const Day free = free_since(marks.front().earliest, marks.front().latest);
    std::vector<Run*> alone;  // the one in the seat on that day, if the sighting says so
    for (const Mark& m : marks) alone.push_back(see(m, free));
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const Mark& m = marks[i];
      if (one_value_ && alone[i] != nullptr) others_were_over(*alone[i], m.earliest, m.latest, m);
    }
  }

  Run* see(const Mark& m, Day free) {
    if (Run* r = run_at(m)) {
      const bool was_over = !r->open;
      sighted(*r, m);
      return was_over ? r : nullptr;
    }
    Run& r = new_run(m, unknown(free, m.latest));
    r.last_evidence = r.last_seen = m.earliest;
    r.until = unknown(m.latest + 1, after_all);
    r.adds = m.said->alongside;
    return r.adds ? nullptr : &r;
  }

  static void sighted(Run& r, const Mark& m) {
    if (r.from().latest > m.latest && m.latest >= r.from().earliest) r.from().latest = m.latest;
    if (r.until.kind == EndKind::unknown && r.until.earliest <= m.earliest) {
      r.until.earliest = std::min(m.earliest + 1, r.until.latest);
    }
    r.last_seen = std::max(r.last_seen, m.earliest);
    r.last_evidence = std::max(r.last_evidence, m.earliest);
    if (r.now().role.empty()) merge_role(r.now(), *m.said);
    r.add(m);
  }

  // What is in the seat ends first; then what had ended is told again; what is left says that it
  // held on the day before. Whoever leaves everything bears out what ended then.
  void ends(Together marks) {
    std::vector<const Mark*> rest, unheard_of;
    for (const Mark& m : marks) {
      if (!ends_open(m) && !m.soft && !m.whoever) rest.push_back(&m);
    }
    for (const Mark* m : rest) {
      if (!ended_before(*m)) unheard_of.push_back(m);
    }
    for (const Mark* m : unheard_of) {
      if (!ended_before(*m)) held_the_day_before(*m);
    }
    for (const Mark& m : marks) {
      if (m.soft || m.whoever) bears_out(m);
    }
  }

  // What had ended on these very days, by what was stated, has been told once more.
  void bears_out(const Mark& m) {
    for (Run& r : runs_) {
      if (r.open || !(m.whoever || r.holder == m.holder)) continue;
      const bool stated = r.until.kind == EndKind::date && r.until.basis == Basis::stated;
      const bool then = m.earliest <= r.until.earliest && r.until.latest == m.latest;
      const auto& said = r.now().said;
      const bool is_new = std::ranges::find(said, m.said) == said.end();
      if (stated && then && is_new) r.add(m);
    }
  }

  bool ends_open(const Mark& m) {
    bool done = false;
    for (Run& r : runs_) {
      if (!r.open || !(m.whoever || r.holder == m.holder)) continue;
      const bool may_have_ended =
          r.until.kind == EndKind::unknown && r.until.basis == Basis::implied;
      if (may_have_ended && !m.soft && !m.whoever) {
        r.until.latest = std::min(r.until.latest, m.latest);
        r.open = false;  // the day before is a spell of its own
        continue;
      }
      end(r, m);
      done = true;
    }
    return done;
  }

  bool ended_before(const Mark& m) {
    Run* r = last_run(m.holder);
    if (r == nullptr) return false;
    const bool told_for_sure = r->until.kind == EndKind::date;
    const bool again = told_for_sure && !r->open && meet(r->until, m);
    if (again) end_told_again(*r, m);
    const bool twice = !again && key_.kind == StatementKind::existence;
    if (twice) ends_twice(m);
    return again || twice;
  }

  static void end(Run& r, const Mark& m) {
    Bound until = dated(m, Basis::stated);
    until.earliest =
        std::clamp(std::max(r.last_seen + 1, r.now().from.earliest), m.earliest, m.latest);
    r.until = until;
    r.open = false;
    r.add(m);
  }

  void end_told_again(Run& r, const Mark& m) {
    if (r.until.basis == Basis::implied) {
      end(r, m);
      if (one_value_) others_were_over(r, m.earliest - 1, m.latest - 1, m);
      return;
    }
    narrow(r.until, m);
    r.add(m);
  }

  // R3: ending what was never begun says that it held on the day before, since when unknown.
  void held_the_day_before(const Mark& m) {
    const Day before = m.latest - 1;
    Run& r = new_run(m, unknown(free_since(m.earliest - 1, before), before));
    r.last_evidence = r.last_seen = m.earliest - 1;
    r.until = dated(m, Basis::stated);
    r.open = false;
    if (one_value_ && !m.said->alongside) others_were_over(r, m.earliest - 1, before, m);
  }

  // Plain statements mean exactly what they say.
  void period(const Mark& m) {
    const Statement& s = *m.said;
    if (Run* r = same_period(m)) return merge_period(*r, m);
    Run& r = new_run(m, period_from(m));
    r.undated = !s.from && s.until.kind != EndKind::date;
    r.adds = true;
    r.now().begun = s.from.has_value();
    r.last_evidence = r.from().latest;
    r.open = s.until.kind != EndKind::date && !r.undated;
    r.ended_unknown = s.until.kind == EndKind::unknown;
    r.until = period_until(s, r.from());
    if (r.undated) r.last_evidence = before_all;
  }

  static Bound period_from(const Mark& m) {
    const Statement& s = *m.said;
    if (s.from) return dated(m, Basis::stated);
    if (s.until.kind != EndKind::date) return unknown(before_all, after_all);
    const Date& end = s.until.date;
    const Day held = end.earliest == before_all ? end.latest - 1 : end.earliest - 1;
    return unknown(before_all, held);
  }

  static Bound period_until(const Statement& s, const Bound& from) {
    switch (s.until.kind) {
      case EndKind::open:
        return endless();
      case EndKind::unknown:
        return unknown(std::min(from.latest + 1, after_all), after_all);
      case EndKind::date:
        break;
    }
    const Date& d = s.until.date;
    return {d.earliest, d.latest, EndKind::date, Basis::stated, d.edtf, d.uncertain, s.event};
  }

  // -- what one mark does to the others in the seat (R7, R8) -------------------------------------

  void close_others(Run& winner, const Mark& m) {
    for (Run& w : runs_) {
      if (&w == &winner || !w.open || share(w.begun_by, winner.begun_by) || same_rival_group(w, m))
        continue;
      if (same_day(w, m)) {
        if (w.added != m.earliest) rivals_on_one_day(w, winner, m);
      } else if (w.begun_last > m.earliest) {  // either may have come first
        const Day first = std::max(m.earliest, w.begun_first);
        const bool only_seen_before = w.from().kind == EndKind::unknown;
        soften(w, only_seen_before ? std::max(w.from().latest, w.last_seen) + 1 : first, after_all);
        soften(winner, first, after_all);
      } else if (m.standing == Standing::disputed) {
        soften(w, m.earliest, disputed_latest(m));
      } else {
        close(w, m);
      }
    }
  }

  static void close(Run& w, const Mark& m) {
    Bound until = dated(m, Basis::implied);
    until.latest = std::min(until.latest, w.until.latest);
    if (w.only_seen() || w.until.kind == EndKind::unknown) {
      until.kind = EndKind::unknown;  // certain only up to its last sighting
      until.earliest = std::min(
          w.until.kind == EndKind::unknown ? w.until.earliest : w.from().latest + 1, until.latest);
    } else {
      until.earliest = std::clamp(std::max(w.last_seen + 1, w.now().from.earliest), until.earliest,
                                  until.latest);
    }
    w.until = until;
    w.open = false;
  }

  // It may have ended from `earliest` on; whether it did stays open.
  static void soften(Run& w, Day earliest, Day latest) {
    w.until = unknown(std::min(w.until.earliest, earliest), std::min(w.until.latest, latest),
                      Basis::implied);
  }

  // R7: another holder merely seen here turns an open end into an unknown one, no later than that
  // day.
  void others_were_over(Run& sight, Day first, Day last, const Mark& m) {
    for (Run& w : runs_) {
      if (&w == &sight || !w.open || share(w.events, sight.events) || same_rival_group(w, m))
        continue;
      if (!w.always && w.from().earliest > last) continue;  // it began after the sighting
      if (w.always) {
        w.until = unknown(first, last, Basis::implied, m.said->event);
      } else if (seen_on_one_day(w, first, last)) {
        if (w.added != first) rivals_on_one_day(w, sight, m);
        continue;
      } else if (w.from().latest >
                 first) {  // it may have begun after the sighting: then it goes on
        soften(w, w.from().latest + 1, after_all);
        continue;
      } else {
        const Day over = std::min(std::max(w.from().latest, w.last_seen) + 1, last);
        w.until = unknown(over, last, Basis::implied, m.said->event);
      }
      w.open = m.standing == Standing::disputed;
    }
  }

  static bool seen_on_one_day(const Run& w, Day first, Day last) {
    const bool began = w.from().earliest == first && w.from().latest == first && w.now().begun;
    return first == last && (began || w.last_seen == first);
  }

  // Each of two that begin or are seen in one moment comes upon the other: they are told once.
  void rivals_on_one_day(Run& a, Run& b, const Mark& m) {
    const auto before = std::ranges::find_if(rivals_, [&](const Rivals& r) {
      return (r.a == &a && r.b == &b) || (r.a == &b && r.b == &a);
    });
    if (before == rivals_.end())
      rivals_.push_back({&a, &b, &m});
    else
      *before = {&a, &b, &m};
  }

  // The role taken up on that day; what went before is agreed.
  static void dispute(Run& r, const Mark& m) {
    if (r.phases.size() > 1 && r.now().from.earliest == m.earliest)
      r.now().disputed = true;
    else
      r.standing = std::max(r.standing, Standing::disputed);
  }

  void tell_rivals() {
    for (const Rivals& r : rivals_) {
      dispute(*r.a, *r.mark);
      dispute(*r.b, *r.mark);
      findings_.push_back(
          {"same-day-rivals",
           "two values for one seat on " + to_string(r.mark->latest) + "; both enter as possible",
           {r.a->now().said.front()->id, r.mark->said->id}});
    }
    rivals_.clear();
  }

  // The last day on which some position of the claim takes the seat, when every one does.
  Day disputed_latest(const Mark& m) const {
    Day latest = after_all;
    std::set<int> positions;
    for (const Mark& other : marks_) {
      if (other.said->claim != m.said->claim || other.effect != Effect::begins) continue;
      positions.insert(other.said->position);
      latest = latest == after_all ? other.latest : std::max(latest, other.latest);
    }
    return positions.size() > 1 ? latest : after_all;
  }

  // -- finding runs ------------------------------------------------------------------------------

  Run* open_run(const Holder& h) {
    const auto it =
        std::ranges::find_if(runs_, [&](const Run& r) { return r.open && r.holder == h; });
    return it == runs_.end() ? nullptr : &*it;
  }

  Run* last_run(const Holder& h) {
    const auto it =
        std::find_if(runs_.rbegin(), runs_.rend(), [&](const Run& r) { return r.holder == h; });
    return it == runs_.rend() ? nullptr : &*it;
  }

  // The holder's run that the sighting falls into. Where an implied end may lie before it, it is a
  // spell of its own: nothing says that the holder stayed in between.
  Run* run_at(const Mark& m) {
    for (Run& r : runs_) {
      if (r.holder != m.holder || r.undated || r.from().earliest > m.latest) continue;
      const bool surely = r.until.kind == EndKind::open || m.latest < r.until.earliest;
      if (surely || (r.until.basis == Basis::stated && m.earliest < r.until.latest)) return &r;
    }
    if (Run* r = open_run(m.holder)) {
      r->until.latest = std::min(r->until.latest, m.latest);
      r->open = false;
    }
    return nullptr;
  }

  Run* same_period(const Mark& m) {
    const Statement& s = *m.said;
    for (Run& r : runs_) {
      if (r.holder != m.holder || r.undated || r.always || !s.from) continue;
      const bool role_fits = s.role.empty() || r.now().role.empty() || s.role == r.now().role;
      const Date& d = s.until.date;
      const bool end_fits = r.until.kind != EndKind::date || s.until.kind != EndKind::date ||
                            meet(r.until.earliest, r.until.latest, d.earliest, d.latest);
      if (role_fits && end_fits && meet(r.from(), m)) return &r;
    }
    return nullptr;
  }

  static void merge_period(Run& r, const Mark& m) {
    const Statement& s = *m.said;
    narrow(r.from(), m);
    merge_role(r.now(), s);
    if (s.until.kind == EndKind::date) {
      const Bound told = period_until(s, r.from());
      if (r.until.kind != EndKind::date)
        r.until = told;
      else {
        r.until.earliest = std::max(r.until.earliest, told.earliest);
        r.until.latest = std::min(r.until.latest, told.latest);
        r.until.basis = Basis::stated;
      }
      r.open = false;
    }
    r.add(m);
  }

  // From when on the seat was free for somebody seen in it on a day first..last: after the last
  // certain day of the others who came before.
  Day free_since(Day first, Day last) const {
    Day free = before_all;
    if (!one_value_) return free;
    for (const Run& r : runs_) {
      if (r.undated || r.standing != Standing::agreed || r.always) continue;
      const bool ended = !r.open && r.until.kind != EndKind::open;
      const Day busy_until = ended ? r.until.earliest : std::max(r.from().latest, r.last_seen) + 1;
      const bool came_before = r.from().latest <= first;
      if (came_before && busy_until <= last && !busy_until.is_endless())
        free = std::max(free, busy_until);
    }
    return free;
  }

  // Appointments within one event never end each other, nor do two holders seen at once.
  static bool share(const std::set<EventId>& a, const std::set<EventId>& b) {
    return std::ranges::any_of(a, [&](EventId e) { return b.contains(e); });
  }

  static bool same_rival_group(const Run& w, const Mark& m) {
    return w.standing == Standing::disputed && !w.claim.empty() && w.claim == m.said->claim;
  }

  static bool same_day(const Run& w, const Mark& m) {
    return m.earliest == m.latest && w.begun_first == m.earliest && w.begun_last == m.latest;
  }

  // -- making and feeding runs -------------------------------------------------------------------

  Run& new_run(const Mark& m, Bound from) {
    Run r;
    r.holder = m.holder;
    r.phases.push_back({std::move(from), m.said->role, m.said->acting, false, false, {}});
    runs_.push_back(std::move(r));
    runs_.back().add(m);
    return runs_.back();
  }

  void changes_nothing(const Mark& m) {
    findings_.push_back({"changes-nothing", "it was so already; nothing changes", {m.said->id}});
  }
  void ends_twice(const Mark& m) {
    findings_.push_back({"ends-twice", "it had ended already", {m.said->id}});
  }

  struct Rivals {
    Run *a, *b;
    const Mark* mark;  // of b
  };

  SeatKey key_;
  bool one_value_;
  std::span<const Mark> marks_;
  std::vector<Finding>& findings_;
  std::deque<Run> runs_;        // they stay where they are
  std::vector<Rivals> rivals_;  // of this moment
};

}  // namespace

void resolve_seat(std::span<const Mark> marks, std::vector<Spell>& spells,
                  std::vector<Finding>& findings) {
  if (marks.empty()) return;
  Seat seat(marks, findings);
  for (auto first = marks.begin(); first != marks.end();) {
    const auto last =
        std::find_if_not(first, marks.end(), [&](const Mark& m) { return one_moment(*first, m); });
    seat.take({first, last});
    first = last;
  }
  seat.give(spells);
}

}  // namespace reorg
