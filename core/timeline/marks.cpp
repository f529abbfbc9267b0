#include "core/timeline/marks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace reorg {
namespace {

using Kind = StatementKind;

bool one_value_name(const std::string& aspect) {
  return aspect.starts_with("preferred:") || aspect.starts_with("legal:");
}

// Says on which seat, and as which holder, a statement speaks (R6).
class Seating {
 public:
  explicit Seating(std::span<const EntityId> many_seats)
      : many_(many_seats.begin(), many_seats.end()) {}

  SeatKey seat(const Statement& s) const {
    SeatKey key;
    key.kind = s.kind;
    key.anchor = s.subject;
    key.dotted = s.dotted;
    switch (s.kind) {
      case Kind::existence:
      case Kind::classification:
      case Kind::legal_form:
      case Kind::post_in:
        key.dotted = false;
        break;
      case Kind::name:
        key.aspect = s.aspect;
        if (!one_value_name(s.aspect)) key.value = s.value;
        break;
      case Kind::part_of:
        if (s.dotted) key.other = s.object;
        break;
      case Kind::owns:
        key.other = s.object;
        key.aspect = s.aspect;
        break;
      case Kind::reports_to:
        key.third = s.capacity_of;
        if (s.dotted) key.other = s.object;
        break;
      case Kind::holds:
        key.anchor = s.object;
        if (many_.contains(s.object)) key.other = s.subject;
        break;
      case Kind::oversees:
        key.anchor = s.object;
        key.aspect = s.aspect;
        if (s.aspect != "head" || s.dotted) key.other = s.subject;
        break;
      case Kind::member_of:
        key.other = s.object;
        key.aspect = s.role;
        break;
      case Kind::identifier:
      case Kind::purpose:
      case Kind::note:
      case Kind::leaves:
        key.aspect = s.aspect;
        key.value = s.value;
        break;
    }
    return key;
  }

  static Holder holder(const Statement& s) {
    const bool value_counts = !is_relation(s.kind) || s.kind == Kind::owns;
    return {s.subject, s.object, value_counts ? s.value : std::string{}};
  }

 private:
  std::unordered_set<EntityId> many_;
};

// What an entity's own entry says without a date is no news: it serves to tell who is meant.
bool is_known(const Statement& s, Day known_at) {
  return s.effect == Effect::always || s.known <= known_at;
}

bool counts(const Statement& s, Day known_at) {
  const bool taken_back = s.known_until != after_all && s.known_until <= known_at;
  return s.mode == Mode::fact && is_known(s, known_at) && !taken_back;
}

// R5: within a claim group only the highest rank known enters; equal ranks are disputed.
class Claims {
 public:
  void add(const Statement& s) {
    if (s.claim.empty()) return;
    auto [it, fresh] = groups_.try_emplace(s.claim, Group{s.rank, {}});
    if (!fresh && s.rank > it->second.top) it->second = {s.rank, {}};
    if (s.rank == it->second.top) it->second.positions.insert(s.position);
  }

  Standing standing(const Statement& s) const {
    if (s.claim.empty()) return Standing::agreed;
    const Group& group = groups_.at(s.claim);
    if (s.rank < group.top) return Standing::outranked;
    return group.positions.size() > 1 ? Standing::disputed : Standing::agreed;
  }

 private:
  struct Group {
    Rank top;
    std::set<int> positions;
  };
  std::unordered_map<std::string, Group> groups_;
};

Mark mark_of(const Statement& s, const Seating& seating) {
  Mark m;
  m.said = &s;
  m.seat = seating.seat(s);
  m.holder = Seating::holder(s);
  m.effect = s.effect;
  if (s.effect == Effect::ends) {
    m.earliest = s.until.date.earliest;
    m.latest = s.until.date.latest;
    m.whoever = s.kind == Kind::owns && s.value.empty();
  } else if (s.from) {
    m.earliest = s.from->earliest;
    m.latest = s.from->latest;
  } else if (s.effect == Effect::period && s.until.kind == EndKind::date) {
    m.latest = s.until.date.latest;  // placed by its end
  } else {
    m.latest = before_all;
  }
  return m;
}

// `leaves` names no relation of its own: it ends what the person has there, as far as is known on
// K.
class Leaving {
 public:
  explicit Leaving(const std::vector<Mark>& marks) {
    for (const Mark& m : marks) {
      const Statement& s = *m.said;
      if (s.kind == Kind::post_in) organization_of_[s.subject].insert(s.object);
      if (s.kind == Kind::holds) posts_.insert(s.object);
      if (s.kind == Kind::post_in) posts_.insert(s.subject);
      if (can_be_left(s)) held_[s.subject].push_back(&m);
    }
  }

  std::vector<Mark> ends(const Statement& leave, const Seating& seating) const {
    std::vector<Mark> result;
    std::set<std::pair<SeatKey, Holder>> done;
    if (const auto it = held_.find(leave.subject); it != held_.end()) {
      for (const Mark* m : it->second) {
        if (!ends_this(leave, *m) || !done.emplace(m->seat, m->holder).second) continue;
        result.push_back(ending(leave, m->seat, m->holder));
        result.back().soft = leave.object == EntityId::none;
      }
    }
    if (result.empty() && leave.object != EntityId::none)
      result.push_back(unheard_of(leave, seating));
    return result;
  }

 private:
  static bool can_be_left(const Statement& s) {
    switch (s.kind) {
      case Kind::holds:
      case Kind::oversees:
      case Kind::reports_to:
        return s.effect != Effect::ends;
      case Kind::member_of:
        return s.effect != Effect::ends && s.role != "founder";
      default:
        return false;
    }
  }

  bool ends_this(const Statement& leave, const Mark& m) const {
    const Statement& s = *m.said;
    if (m.order() > leave.until.date.latest) return false;
    const bool begins_then =
        s.effect == Effect::begins && s.event == leave.event && s.event != EventId::none;
    if (begins_then) return false;  // what is taken up on leaving is not what is left
    if (!leave.aspect.empty() && (s.kind != Kind::oversees || s.aspect != leave.aspect))
      return false;
    if (leave.object == EntityId::none) return true;
    if (s.object == leave.object && s.kind != Kind::reports_to) return true;
    if (s.capacity_of == leave.object) return true;
    return s.kind == Kind::holds && is_in(s.object, leave.object);
  }

  bool is_in(EntityId post, EntityId organization) const {
    const auto it = organization_of_.find(post);
    return it != organization_of_.end() && it->second.contains(organization);
  }

  static Mark ending(const Statement& leave, SeatKey seat, Holder holder) {
    Mark m;
    m.said = &leave;
    m.seat = std::move(seat);
    m.holder = std::move(holder);
    m.effect = Effect::ends;
    m.earliest = leave.until.date.earliest;
    m.latest = leave.until.date.latest;
    return m;
  }

  // R3: leaving what nobody was known to hold says that it was held on the day before. A post was
  // held, a capacity of oversight exercised; of anything else the person was a member.
  Mark unheard_of(const Statement& leave, const Seating& seating) const {
    Statement as = leave;
    as.kind = posts_.contains(leave.object) ? Kind::holds
              : leave.aspect.empty()        ? Kind::member_of
                                            : Kind::oversees;
    return ending(leave, seating.seat(as), Seating::holder(as));
  }

  std::unordered_map<EntityId, std::set<EntityId>> organization_of_;
  std::unordered_set<EntityId> posts_;
  std::unordered_map<EntityId, std::vector<const Mark*>> held_;
};

// On one day what ends makes room for what begins; sightings come last and find both done.
int step(Effect e) {
  switch (e) {
    case Effect::always:
      return 0;
    case Effect::ends:
      return 1;
    case Effect::begins:
      return 2;
    case Effect::period:
      return 3;
    case Effect::seen:
      return 4;
  }
  return 5;
}

auto moment(const Mark& m) {
  return std::tuple(m.standing == Standing::outranked, m.order(), m.latest, step(m.effect),
                    m.earliest);
}

auto told(const std::optional<Date>& d) {
  return d ? std::tuple(d->earliest, d->latest, d->edtf, d->uncertain)
           : std::tuple(before_all, before_all, std::string{}, false);
}

// What is said, but for whom it is said of: they are numbers.
auto content(const Mark& m) {
  const Statement& s = *m.said;
  return std::tuple(m.standing, m.soft, m.whoever, m.holder.value, s.alongside, s.acting, s.role,
                    s.claim, s.position, told(s.from), s.until.kind, told(s.until.date));
}

// Entities, events, statements and lines are numbered in the order of import, which must mean
// nothing (R7): they only choose between marks that do the same whichever comes first.
bool in_order(const Mark& a, const Mark& b) {
  const auto numbers = [](const Mark& m) {
    return std::tie(m.holder, m.said->place.file, m.said->place.line, m.said->event, m.said->id);
  };
  if (a.seat != b.seat) return a.seat < b.seat;
  if (moment(a) != moment(b)) return moment(a) < moment(b);
  if (const auto x = content(a), y = content(b); x != y) return x < y;
  return numbers(a) < numbers(b);
}

}  // namespace

bool one_moment(const Mark& a, const Mark& b) { return moment(a) == moment(b); }

bool is_one_value(const SeatKey& key) {
  switch (key.kind) {
    case Kind::existence:
    case Kind::classification:
    case Kind::legal_form:
    case Kind::post_in:
      return true;
    case Kind::owns:
      return true;
    case Kind::name:
      return one_value_name(key.aspect);
    case Kind::part_of:
    case Kind::reports_to:
    case Kind::holds:
    case Kind::oversees:
      return key.other == EntityId::none;
    default:
      return false;
  }
}

Marks marks_known_at(std::span<const Statement> statements, const ResolveOptions& options) {
  Marks result;
  const Seating seating(options.many_seats);
  Claims claims;
  std::vector<const Statement*> leaves;
  for (const Statement& s : statements) {
    if (s.mode == Mode::fact && !is_known(s, options.known_at)) result.left_out.push_back(s.id);
    if (!counts(s, options.known_at)) continue;
    claims.add(s);
    if (s.kind == Kind::leaves)
      leaves.push_back(&s);
    else
      result.marks.push_back(mark_of(s, seating));
  }
  const Leaving leaving(result.marks);
  std::vector<Mark> ends;
  for (const Statement* s : leaves)
    std::ranges::copy(leaving.ends(*s, seating), std::back_inserter(ends));
  std::ranges::copy(ends, std::back_inserter(result.marks));
  for (Mark& m : result.marks) m.standing = claims.standing(*m.said);
  std::ranges::sort(result.marks, in_order);
  return result;
}

}  // namespace reorg
