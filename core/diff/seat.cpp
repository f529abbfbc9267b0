#include "core/diff/seat.hpp"

#include <algorithm>
#include <utility>

namespace reorg {
namespace {

using Kind = StatementKind;

bool is_preferred_or_legal(const Spell& s) {
  return s.aspect.starts_with("preferred:") || s.aspect.starts_with("legal:");
}

// Two turns make one line only if no choice of days can have the one without the other.
bool go_together(const Turn& ended, const Turn& begun) {
  if (ended.certainty != begun.certainty) return false;
  return ended.certainty == Certainty::certain || is_one_event(ended, begun);
}

// Pairs the ends and beginnings of one seat: the same occupant first (another role, another share),
// then who certainly followed whom.
class SeatPairs {
 public:
  explicit SeatPairs(const std::vector<const Turn*>& turns) {
    for (const Turn* t : turns) (t->way == Way::ends ? ended_ : begun_).push_back(t);
    pair_if([](const Turn& e, const Turn& b) {
      return occupant(*e.spell) == occupant(*b.spell) && is_relation(e.spell->kind);
    });
    pair_if([](const Turn& e, const Turn& b) { return is_one_event(e, b); });
    if (ended_.size() == 1 && begun_.size() == 1)
      pair_if([](const Turn&, const Turn&) { return true; });
    for (const Turn* t : ended_) pairs_.push_back({t, nullptr});
    for (const Turn* t : begun_) pairs_.push_back({nullptr, t});
  }
  std::vector<Pair> made() && { return std::move(pairs_); }

 private:
  // Makes pairs of those that have just one partner each.
  template <class Fits>
  void pair_if(Fits fits) {
    const auto partners = [&](const Turn* one, const std::vector<const Turn*>& others,
                              bool is_end) {
      std::vector<const Turn*> found;
      for (const Turn* other : others) {
        const Turn &e = is_end ? *one : *other, &b = is_end ? *other : *one;
        if (go_together(e, b) && fits(e, b)) found.push_back(other);
      }
      return found;
    };
    std::vector<Pair> made;
    for (const Turn* e : ended_) {
      const auto next = partners(e, begun_, true);
      if (next.size() == 1 && partners(next.front(), ended_, false).size() == 1)
        made.push_back({e, next.front()});
    }
    for (const Pair& p : made) {
      std::erase(ended_, p.ended);
      std::erase(begun_, p.begun);
    }
    pairs_.insert(pairs_.end(), made.begin(), made.end());
  }

  std::vector<const Turn*> ended_, begun_;
  std::vector<Pair> pairs_;
};

}  // namespace

Seat seat_of(const Spell& s) {
  switch (s.kind) {
    case Kind::oversees:
      return {s.kind, s.object, EntityId::none, s.aspect, s.dotted};
    case Kind::holds:
      return {s.kind, s.object, EntityId::none, {}, s.dotted};
    case Kind::part_of:
    case Kind::post_in:
      return {s.kind, s.subject, s.dotted ? s.object : EntityId::none, {}, s.dotted};
    case Kind::reports_to:
      return {s.kind, s.subject, s.capacity_of, {}, s.dotted};
    case Kind::member_of:
    case Kind::owns:
      return {s.kind, s.subject, s.object, s.aspect, s.dotted};
    case Kind::name:
      return {s.kind, s.subject, EntityId::none,
              is_preferred_or_legal(s) ? s.aspect : s.aspect + '\n' + s.value, false};
    default:
      return {s.kind, s.subject, EntityId::none, s.aspect, false};
  }
}

// Whose difference it is.
EntityId about(const Spell& s) {
  switch (s.kind) {
    case Kind::oversees:
    case Kind::holds:
    case Kind::owns:
      return s.object;
    default:
      return s.subject;
  }
}

// Who or what stands in the seat.
EntityId occupant(const Spell& s) {
  switch (s.kind) {
    case Kind::oversees:
    case Kind::holds:
    case Kind::owns:
      return s.subject;
    default:
      return s.object;
  }
}

bool is_one_event(const Turn& ended, const Turn& begun) {
  return ended.bound().event != EventId::none && ended.bound().event == begun.bound().event;
}

std::vector<Pair> pairs_in_seat(const std::vector<const Turn*>& turns) {
  return SeatPairs(turns).made();
}

}  // namespace reorg
