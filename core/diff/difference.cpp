#include "core/diff/difference.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/diff/causes.hpp"
#include "core/diff/seat.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

bool is_value(Kind k) { return !is_relation(k) && k != Kind::existence; }

// What is said of an entity when it is founded and goes with it when it ends.
bool belongs_to_life(const Spell& s) {
  return is_value(s.kind) || ((s.kind == Kind::part_of || s.kind == Kind::post_in) && !s.dotted);
}

std::string text_of(const Spell& s) {
  return is_relation(s.kind) && s.kind != Kind::owns ? s.role : s.value;
}

DiffKind seat_kind(const Pair& p, DiffKind both, DiffKind gained, DiffKind lost) {
  return p.ended == nullptr ? gained : p.begun == nullptr ? lost : both;
}

DiffKind kind_of_holder(const Pair& p) {
  const Spell *was = p.old_spell(), *is = p.new_spell();
  if (was != nullptr && is != nullptr && was->subject == is->subject) {
    if (was->acting != is->acting)
      return is->acting ? DiffKind::became_acting : DiffKind::became_substantive;
    return DiffKind::changed_role;
  }
  if (is != nullptr && is->subject == EntityId::none) return DiffKind::vacated;
  if (was != nullptr && was->subject == EntityId::none) return DiffKind::filled;
  return seat_kind(p, DiffKind::succeeded, DiffKind::appointed, DiffKind::left);
}

// Whoever is appointed over something, or has a title for it, holds a seat; the rest is oversight.
bool is_appointment(const Pair& p, const std::set<EntityId>& posts, bool by_appointment) {
  if (posts.contains(p.spell().subject)) return false;
  return by_appointment || !p.spell().role.empty();
}

DiffKind kind_of_pair(const Pair& p, const std::set<EntityId>& posts, bool by_appointment) {
  const Spell& s = p.spell();
  if (s.dotted)
    return seat_kind(p, DiffKind::reporting_changed, DiffKind::dotted_gained,
                     DiffKind::dotted_lost);
  switch (s.kind) {
    case Kind::oversees:
      if (is_appointment(p, posts, by_appointment)) return kind_of_holder(p);
      return seat_kind(p, DiffKind::oversight_passed, DiffKind::oversight_gained,
                       DiffKind::oversight_lost);
    case Kind::holds:
      return kind_of_holder(p);
    case Kind::part_of:
    case Kind::post_in:
      return DiffKind::moved;
    case Kind::reports_to:
      return DiffKind::reporting_changed;
    case Kind::member_of:
      return seat_kind(p, DiffKind::changed_role, DiffKind::joined, DiffKind::left);
    case Kind::owns:
      return seat_kind(p, DiffKind::share_changed, DiffKind::stake_gained, DiffKind::stake_lost);
    case Kind::name:
      return seat_kind(p, DiffKind::renamed, DiffKind::name_gained, DiffKind::name_lost);
    case Kind::classification:
      return DiffKind::reclassified;
    case Kind::legal_form:
      return p.begun != nullptr && p.new_spell()->value == "company" ? DiffKind::upgraded
                                                                     : DiffKind::value_changed;
    default:
      return DiffKind::value_changed;
  }
}

std::optional<DayCount> gap_between(const Turn& ended, const Turn& begun) {
  const Bound &end = ended.bound(), &begin = begun.bound();
  if (is_one_event(ended, begun)) return std::nullopt;
  const auto days = [](Day from, Day to) {
    return std::max<std::int64_t>(0, std::int64_t{to.n} - from.n);
  };
  const bool bounded = end.kind == EndKind::date && begin.kind == EndKind::date &&
                       end.earliest != before_all && begin.latest != after_all &&
                       begin.earliest != before_all && end.latest != after_all;
  if (!bounded) return std::nullopt;
  const DayCount gap{static_cast<std::int32_t>(days(end.latest, begin.earliest)),
                     static_cast<std::int32_t>(days(end.earliest, begin.latest))};
  if (gap.most == 0) return std::nullopt;
  return gap;
}

// ---- all of them --------------------------------------------------------------------------------

// What a change of this verb does is one line, whatever begins and ends by it.
std::optional<DiffKind> kind_of_change(Verb v) {
  switch (v) {
    case Verb::merge:
      return DiffKind::merged;
    case Verb::split:
      return DiffKind::split;
    case Verb::group:
      return DiffKind::grouped;
    case Verb::spin_off:
      return DiffKind::spun_off;
    case Verb::acquire:
      return DiffKind::acquired;
    case Verb::upgrade:
      return DiffKind::upgraded;
    default:
      return std::nullopt;
  }
}

class Telling {
 public:
  Telling(std::span<const Turn> turns, std::span<const LoggedEvent> events,
          const std::set<EntityId>& posts)
      : turns_(turns), events_(events), posts_(posts), taken_(turns.size(), false) {
    for (const Turn& t : turns) causes_.push_back(cause_of(t, events));
  }

  std::vector<Difference> told() {
    tell_changes();
    tell_lives();
    tell_first_seen();
    tell_seats();
    sort();
    return std::move(lines_);
  }

 private:
  const LoggedChange* change(const Cause& c) const {
    if (c.change < 0) return nullptr;
    return &events_[static_cast<std::size_t>(c.event)].changes[static_cast<std::size_t>(c.change)];
  }

  // Takes the turns for which `wanted` holds out of what is left.
  template <class Wanted>
  std::vector<Turn> take(Wanted wanted) {
    std::vector<Turn> taken;
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      if (taken_[i] || !wanted(turns_[i], causes_[i])) continue;
      taken_[i] = true;
      taken.push_back(turns_[i]);
    }
    return taken;
  }

  // Whether it can stand in the line of `main`: as certain, or of the same day as what is sure.
  static bool goes_with(const Turn& t, const Turn& main) {
    if (t.certainty == main.certainty) return true;
    return main.certainty == Certainty::certain && t.bound().kind == EndKind::date &&
           t.bound().earliest == main.bound().earliest && t.bound().latest == main.bound().latest;
  }

  void add(Difference d, std::vector<Turn> turns, const Cause& cause) {
    d.certainty = turns.front().certainty;
    d.turns = std::move(turns);
    d.event = cause.event;
    d.change = cause.change;
    lines_.push_back(std::move(d));
  }

  // The same of an end: what was over by then at the latest goes with what is over for sure.
  static bool ends_with(const Turn& t, const Turn& main) {
    return goes_with(t, main) ||
           (main.certainty == Certainty::certain && t.bound().kind == EndKind::unknown &&
            t.bound().latest <= main.bound().latest);
  }

  // ---- merged, split, grouped, …

  void tell_changes() {
    std::set<Cause> told;
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      const LoggedChange* c = change(causes_[i]);
      if (c != nullptr && kind_of_change(c->change.verb)) told.insert(causes_[i]);
    }
    for (const Cause& cause : told) tell_change(cause);
  }

  void tell_change(const Cause& cause) {
    const LoggedChange& logged = *change(cause);
    const bool groups = logged.change.verb == Verb::group;
    const std::vector<EntityId> placed = groups ? placed_by(cause) : std::vector<EntityId>{};
    if (groups && placed.empty()) return;
    std::vector<Turn> turns = take([&](const Turn& t, const Cause& c) {
      if (c != cause || t.way == Way::first_seen || t.spell->kind == Kind::oversees ||
          t.spell->kind == Kind::holds)
        return false;
      return !groups || !is_original(logged, t.spell->subject) ||
             std::ranges::find(placed, t.spell->subject) != placed.end();
    });
    if (turns.empty()) return;
    std::ranges::stable_partition(turns,
                                  [](const Turn& t) { return t.certainty == Certainty::certain; });
    std::set<EntityId> born, gone;
    for (const Turn& t : turns) {
      if (t.spell->kind == Kind::existence)
        (t.way == Way::begins ? born : gone).insert(t.spell->subject);
    }
    const Turn main = turns.front();
    take_beginnings(born, main, turns);
    take_endings(gone, main, turns);
    Difference d;
    d.kind = *kind_of_change(logged.change.verb);
    d.before = groups ? placed : logged.change.originals;
    d.after = logged.change.results;
    if (d.kind == DiffKind::upgraded || d.kind == DiffKind::spun_off) tell_old_and_new(d, turns);
    d.about = !d.after.empty()    ? d.after.front()
              : !d.before.empty() ? d.before.front()
                                  : about(*turns.front().spell);
    if (d.kind == DiffKind::split || d.kind == DiffKind::spun_off || d.kind == DiffKind::upgraded) {
      if (!logged.change.originals.empty()) d.about = logged.change.originals.front();
    }
    add(std::move(d), std::move(turns), cause);
  }

  static bool is_original(const LoggedChange& c, EntityId id) {
    return std::ranges::find(c.change.originals, id) != c.change.originals.end();
  }

  // Those of a group that are still in it on the later day; the others moved on.
  std::vector<EntityId> placed_by(const Cause& cause) const {
    const LoggedChange& logged = *change(cause);
    std::vector<EntityId> all;
    for (const EntityId id : logged.change.originals) {
      for (std::size_t i = 0; i < turns_.size(); ++i) {
        const Spell& s = *turns_[i].spell;
        if (taken_[i] || causes_[i] != cause || turns_[i].way != Way::begins ||
            s.kind != Kind::part_of || s.subject != id)
          continue;
        all.push_back(id);
        break;
      }
    }
    return all;
  }

  // An upgrade says from what to what; a spin-off, out of what.
  static void tell_old_and_new(Difference& d, const std::vector<Turn>& turns) {
    d.before.clear();
    d.after.clear();
    for (const Turn& t : turns) {
      const Spell& s = *t.spell;
      if (s.kind == Kind::part_of) (t.way == Way::ends ? d.before : d.after).push_back(s.object);
      if (s.kind != Kind::classification && s.kind != Kind::legal_form) continue;
      std::string& text = t.way == Way::ends ? d.old_text : d.new_text;
      text += (text.empty() ? "" : ", ") + s.value;
    }
  }

  static void append(std::vector<Turn>& to, const std::vector<Turn>& more) {
    to.insert(to.end(), more.begin(), more.end());
  }

  // ---- founded and dissolved

  // What began with these, and the posts that began with them and what those oversee.
  void take_beginnings(std::set<EntityId> born, const Turn& main, std::vector<Turn>& turns) {
    for (bool more = !born.empty(); more;) {
      const std::vector<Turn> begun = take([&](const Turn& t, const Cause&) {
        if (t.way != Way::begins || !goes_with(t, main)) return false;
        const Spell& s = *t.spell;
        const bool own = born.contains(s.subject) && belongs_to_life(s);
        const bool with_it = t.bound().basis == Basis::lifetime && posts_.contains(s.subject) &&
                             (s.kind == Kind::post_in || s.kind == Kind::oversees) &&
                             (born.contains(s.subject) || born.contains(s.object));
        return own || with_it;
      });
      more = false;
      for (const Turn& t : begun) {
        if (t.spell->kind == Kind::post_in) more = born.insert(t.spell->subject).second || more;
      }
      append(turns, begun);
    }
  }

  // What ended with these, and with the posts that ended with them.
  void take_endings(std::set<EntityId> gone, const Turn& main, std::vector<Turn>& turns) {
    for (bool more = !gone.empty(); more;) {
      const std::vector<Turn> ended = take([&](const Turn& t, const Cause&) {
        if (t.way != Way::ends || !ends_with(t, main)) return false;
        const Spell& s = *t.spell;
        const bool own = gone.contains(s.subject) && belongs_to_life(s);
        const bool not_by_itself =
            t.bound().basis == Basis::lifetime || t.bound().kind == EndKind::unknown;
        const bool with_it = not_by_itself && s.kind != Kind::part_of &&
                             (gone.contains(s.subject) || gone.contains(s.object));
        return own || with_it;
      });
      more = false;
      for (const Turn& t : ended) {
        if (t.spell->kind == Kind::post_in) more = gone.insert(t.spell->subject).second || more;
      }
      append(turns, ended);
    }
  }

  void tell_lives() {
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      const Turn& t = turns_[i];
      if (taken_[i] || t.spell->kind != Kind::existence || t.way == Way::first_seen) continue;
      taken_[i] = true;
      const EntityId id = t.spell->subject;
      std::vector<Turn> turns{t};
      Difference d;
      d.about = id;
      const bool post = posts_.contains(id);
      const LoggedChange* c = change(causes_[i]);
      if (t.way == Way::begins) {
        d.kind = post ? DiffKind::post_created : DiffKind::founded;
        take_beginnings({id}, t, turns);
        if (c != nullptr && c->change.verb == Verb::found) d.before = c->change.originals;
      } else {
        d.kind = post ? DiffKind::post_abolished : DiffKind::dissolved;
        take_endings({id}, t, turns);
        if (c != nullptr && c->change.verb == Verb::dissolve) d.after = c->change.results;
      }
      add(std::move(d), std::move(turns), causes_[i]);
    }
  }

  // ---- first seen: what is said of one entity in one line, but its overseers and holders apart

  void tell_first_seen() {
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      if (taken_[i] || turns_[i].way != Way::first_seen) continue;
      const Spell& s = *turns_[i].spell;
      const bool life = belongs_to_life(s) || s.kind == Kind::existence;
      std::vector<Turn> turns = take([&](const Turn& t, const Cause& c) {
        if (t.way != Way::first_seen || c.event != causes_[i].event ||
            t.certainty != turns_[i].certainty)
          return false;
        if (!life) return t.spell == &s;
        return t.spell->subject == s.subject &&
               (belongs_to_life(*t.spell) || t.spell->kind == Kind::existence);
      });
      Difference d;
      d.kind = DiffKind::first_seen;
      d.about = about(s);
      if (is_relation(s.kind) && !life) d.after = {occupant(s)};
      d.role = s.role;
      d.aspect = s.aspect;
      add(std::move(d), std::move(turns), causes_[i]);
    }
  }

  // ---- seats

  void tell_seats() {
    std::map<Seat, std::vector<const Turn*>> seats;
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      if (!taken_[i]) seats[seat_of(*turns_[i].spell)].push_back(&turns_[i]);
    }
    for (const auto& [seat, turns] : seats) {
      for (const Pair& p : pairs_in_seat(turns)) tell_pair(p);
    }
  }

  const Cause& cause(const Turn* t) const {
    return causes_[static_cast<std::size_t>(t - turns_.data())];
  }

  bool is_by_appointment(const Turn* t) const {
    if (t == nullptr) return false;
    const LoggedChange* c = change(cause(t));
    return c != nullptr && (c->change.verb == Verb::appoint || c->change.verb == Verb::leave ||
                            c->change.verb == Verb::vacate);
  }

  void tell_pair(const Pair& p) {
    const Spell& s = p.spell();
    Difference d;
    d.kind = kind_of_pair(p, posts_, is_by_appointment(p.begun) || is_by_appointment(p.ended));
    d.about = about(s);
    d.aspect = s.aspect;
    if (p.ended != nullptr) {
      if (is_relation(s.kind)) d.before = {occupant(*p.old_spell())};
      d.old_text = text_of(*p.old_spell());
    }
    if (p.begun != nullptr) {
      if (is_relation(s.kind)) d.after = {occupant(*p.new_spell())};
      d.new_text = text_of(*p.new_spell());
    }
    std::erase(d.before, EntityId::none);
    std::erase(d.after, EntityId::none);
    d.role = s.role;
    d.acting = s.acting;
    std::vector<Turn> turns;
    if (p.begun != nullptr) turns.push_back(*p.begun);
    if (p.ended != nullptr) turns.push_back(*p.ended);
    const bool is_held = s.kind == Kind::oversees || s.kind == Kind::holds;
    if (turns.size() == 2 && is_held) d.gap = gap_between(*p.ended, *p.begun);
    add(std::move(d), std::move(turns), cause(p.begun != nullptr ? p.begun : p.ended));
  }

  // ---- order

  void sort() {
    const auto day = [&](const Difference& d) {
      if (d.event >= 0) {
        const auto& effective = events_[static_cast<std::size_t>(d.event)].event.effective;
        if (effective) return std::pair(effective->earliest, effective->latest);
      }
      const Bound& b = d.when();
      const bool is_known_by_its_last =
          d.kind == DiffKind::first_seen || b.kind == EndKind::unknown || b.earliest == before_all;
      return std::pair(is_known_by_its_last ? b.latest : b.earliest, b.latest);
    };
    std::map<int, std::pair<Day, Day>> first;  // of an event, its first day
    for (const Difference& d : lines_) {
      if (d.event < 0) continue;
      const auto [it, fresh] = first.emplace(d.event, day(d));
      if (!fresh) it->second = std::min(it->second, day(d));
    }
    std::ranges::stable_sort(lines_, {}, [&](const Difference& d) {
      return std::tuple(d.event < 0 ? day(d) : first[d.event], d.event < 0, d.event, d.kind,
                        d.certainty == Certainty::possible, d.change);
    });
  }

  std::span<const Turn> turns_;
  std::span<const LoggedEvent> events_;
  const std::set<EntityId>& posts_;
  std::vector<Cause> causes_;
  std::vector<bool> taken_;
  std::vector<Difference> lines_;
};

}  // namespace

const Bound& Difference::when() const { return turns.front().bound(); }

const Bound* Difference::ended() const {
  if (turns.size() != 2 || turns.front().way == turns.back().way) return nullptr;
  const Bound &came = turns.front().bound(), &went = turns.back().bound();
  if (came.event != EventId::none && came.event == went.event) return nullptr;
  return came.earliest == went.earliest && came.latest == went.latest ? nullptr : &went;
}

std::vector<Difference> differences(std::span<const Turn> turns,
                                    std::span<const LoggedEvent> events,
                                    const std::set<EntityId>& posts) {
  return Telling(turns, events, posts).told();
}

Difference backwards(Difference d) {
  std::swap(d.before, d.after);
  std::swap(d.old_text, d.new_text);
  for (Turn& t : d.turns) t = backwards(t);
  d.reversed = !d.reversed;
  return d;
}

}  // namespace reorg
