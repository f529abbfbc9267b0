#include "core/diff/turns.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace reorg {
namespace {

// Of an unknown day, or of "[..2018-12-06]", the last one is all that is known: by then a source
// saw that it had begun or ended. Before that day certainty only grows or fades, which is no change
// (R18).
bool is_known_by_its_last_day(const Bound& b) {
  return b.kind == EndKind::unknown || b.edtf.starts_with("[..");
}

// Whether the bound may lie in (after, until]. Open ends never do.
bool may_lie_between(const Bound& b, Day after, Day until) {
  if (b.kind == EndKind::open) return false;
  if (is_known_by_its_last_day(b)) return after < b.latest && b.latest <= until;
  return std::max(b.earliest, after + 1) <= std::min(b.latest, until);
}

// It began some day before, nobody knows when.
bool is_first_seen(const Spell& s, Day after, Day until) {
  return is_known_by_its_last_day(s.from) && s.from.earliest <= after && after < s.from.latest &&
         s.from.latest <= until;
}

// All spells of one fact, looked at from two days, the first before the second.
class OneFact {
 public:
  OneFact(std::span<const Spell* const> spells, Day first, Day second)
      : spells_(spells), first_(first), second_(second) {}

  void add_to(std::vector<Turn>& turns) const {
    const Certainty then = holds(first_), now = holds(second_);
    const Spell* begun = then == Certainty::certain ? nullptr : which(second_, &Spell::from);
    if (begun != nullptr && is_first_seen(*begun, first_, second_)) begun = nullptr;
    const Spell* ended = now == Certainty::certain ? nullptr : which(first_, &Spell::until);
    if (begun != nullptr) turns.push_back(made(Way::begins, begun, then, now));
    if (ended != nullptr) turns.push_back(made(Way::ends, ended, now, then));
    if (begun != nullptr || then == Certainty::certain || now == Certainty::no) return;
    for (const Spell* s : spells_) {
      if (!is_first_seen(*s, first_, second_)) continue;
      turns.push_back({Way::first_seen, now, s});
      return;
    }
  }

 private:
  Certainty holds(Day d) const {
    Certainty best = Certainty::no;
    for (const Spell* s : spells_) best = std::max(best, holds_on(*s, d));
    return best;
  }

  // The spell that may hold on the day and whose bound may lie between the two days.
  const Spell* which(Day day, Bound Spell::*bound) const {
    const Spell* best = nullptr;
    for (const Spell* s : spells_) {
      if (holds_on(*s, day) == Certainty::no || !may_lie_between(s->*bound, first_, second_))
        continue;
      if (best == nullptr || holds_on(*best, day) < holds_on(*s, day)) best = s;
    }
    return best;
  }

  static Turn made(Way way, const Spell* s, Certainty without, Certainty with) {
    const bool sure = without == Certainty::no && with == Certainty::certain;
    return {way, sure ? Certainty::certain : Certainty::possible, s};
  }

  std::span<const Spell* const> spells_;
  Day first_, second_;
};

}  // namespace

Turn backwards(Turn t) {
  if (t.way != Way::first_seen) t.way = t.way == Way::begins ? Way::ends : Way::begins;
  t.reversed = !t.reversed;
  return t;
}

bool is_structure(const Spell& s) {
  return s.kind != StatementKind::note && s.kind != StatementKind::leaves && !s.undated &&
         s.standing != Standing::outranked;
}

FactKey fact_of(const Spell& s) {
  return {s.kind,  s.subject, s.object, s.capacity_of, s.aspect,
          s.value, s.role,    s.acting, s.dotted};
}

std::vector<Turn> turns(std::span<const Spell> spells, Day before, Day after) {
  std::map<FactKey, std::vector<const Spell*>> facts;
  for (const Spell& s : spells) {
    if (is_structure(s)) facts[fact_of(s)].push_back(&s);
  }
  const auto [first, second] = std::minmax(before, after);
  std::vector<Turn> result;
  for (const auto& [fact, its_spells] : facts) {
    OneFact(its_spells, first, second).add_to(result);
  }
  if (after < before)
    std::ranges::transform(result, result.begin(), [](const Turn& t) { return backwards(t); });
  return result;
}

}  // namespace reorg
