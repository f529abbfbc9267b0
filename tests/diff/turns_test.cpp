// Laws of comparing two days, over random small histories: heads of two organizations, where one
// follows another, and members, where none does.
#include "core/diff/turns.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/timeline/resolve.hpp"
#include "tests/property.hpp"

using namespace reorg;

namespace {

constexpr int last_day = 12;

struct Told {
  Effect effect;
  StatementKind kind;
  unsigned person, organization;
  int first;
  int length;  // days that it may be, less one
};

Day at(int n) { return day_of(2018, 1, 1) + n; }

std::vector<Statement> statements(const std::vector<Told>& history, const std::vector<int>& days) {
  std::vector<Statement> result;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const Told& t = history[i];
    Statement s;
    s.id = static_cast<StatementId>(i + 1);
    s.kind = t.kind;
    s.aspect = t.kind == StatementKind::oversees ? "head" : "";
    s.effect = t.effect;
    s.subject = static_cast<EntityId>(t.person + 3);
    s.object = static_cast<EntityId>(t.organization + 1);
    s.event = static_cast<EventId>(i + 1);
    const int last = days.empty() ? t.first + t.length : days[i];
    const Date date{"", at(days.empty() ? t.first : days[i]), at(last), false};
    if (t.effect == Effect::ends)
      s.until = {EndKind::date, date};
    else
      s.from = date;
    result.push_back(s);
  }
  return result;
}

std::vector<Spell> spells_of(const std::vector<Told>& history, const std::vector<int>& days = {}) {
  return resolve(statements(history, days)).spells;
}

std::vector<Told> drawn(int longest) {
  std::vector<Told> history;
  const int size = *rc::gen::inRange(1, 6);
  for (int i = 0; i < size; ++i) {
    history.push_back({*rc::gen::element(Effect::begins, Effect::begins, Effect::ends),
                       *rc::gen::element(StatementKind::oversees, StatementKind::member_of),
                       *rc::gen::inRange(0U, 3U), *rc::gen::inRange(0U, 2U),
                       *rc::gen::inRange(1, 10), *rc::gen::inRange(0, longest)});
  }
  return history;
}

// Two changes of one seat within each other's days: rules settle their order (tests/timeline), and
// what one says of the day before the other is no free choice.
bool is_in_order(const std::vector<Told>& history) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    for (std::size_t j = i + 1; j < history.size(); ++j) {
      const Told &a = history[i], &b = history[j];
      const bool one_seat = a.kind == b.kind && a.organization == b.organization &&
                            (a.kind == StatementKind::oversees || a.person == b.person);
      if (one_seat && a.first - 1 <= b.first + b.length && b.first - 1 <= a.first + a.length)
        return false;
    }
  }
  return true;
}

using View = std::set<FactKey>;

View view(const std::vector<Spell>& spells, Day d) {
  View result;
  for (const Spell& s : spells) {
    if (holds_on(s, d) == Certainty::certain) result.insert(fact_of(s));
  }
  return result;
}

// A fact with the way it turns.
using Change = std::pair<Way, FactKey>;

std::set<Change> changes(const std::vector<Turn>& turns, bool only_sure) {
  std::set<Change> result;
  for (const Turn& t : turns) {
    if (!only_sure || t.certainty == Certainty::certain) result.emplace(t.way, fact_of(*t.spell));
  }
  return result;
}

// All choices of the days of an imprecise history.
void for_each_choice(const std::vector<Told>& history,
                     const std::function<void(const std::vector<int>&)>& look) {
  std::vector<int> days;
  const std::function<void()> next = [&] {
    if (days.size() == history.size()) return look(days);
    const Told& t = history[days.size()];
    for (int d = t.first; d <= t.first + t.length; ++d) {
      days.push_back(d);
      next();
      days.pop_back();
    }
  };
  next();
}

// Ends that nobody saw begin are sightings; what they say of earlier days is of another kind.
bool begins_in_sight(const std::vector<Spell>& spells) {
  return std::ranges::all_of(spells, [](const Spell& s) { return s.from.kind == EndKind::date; });
}

Day some_day() { return at(*rc::gen::inRange(0, last_day)); }

}  // namespace

TEST_CASE("nothing differs between a day and itself") {
  tests::require_for_all([] {
    const auto spells = spells_of(drawn(3));
    const Day d = some_day();
    RC_ASSERT(turns(spells, d, d).empty());
  });
}

TEST_CASE("applied to the view of the one day, the turns give the view of the other") {
  tests::require_for_all([] {
    const auto history = drawn(1);
    RC_PRE(is_in_order(history));
    const auto spells = spells_of(history);
    RC_PRE(begins_in_sight(spells));
    const Day a = some_day(), b = some_day();
    View then = view(spells, a);
    for (const Turn& t : turns(spells, a, b)) {
      RC_ASSERT(t.certainty == Certainty::certain);
      const FactKey fact = fact_of(*t.spell);
      if (t.way == Way::ends)
        RC_ASSERT(then.erase(fact) == 1U);
      else
        RC_ASSERT(then.insert(fact).second);
    }
    RC_ASSERT(then == view(spells, b));
  });
}

TEST_CASE("backwards, what began ends and what ended begins, on the same days") {
  tests::require_for_all([] {
    const auto spells = spells_of(drawn(3));
    const Day a = some_day(), b = some_day();
    const auto there = turns(spells, a, b), back = turns(spells, b, a);
    RC_ASSERT(there.size() == back.size());
    for (std::size_t i = 0; i < there.size(); ++i) {
      RC_ASSERT(there[i].spell == back[i].spell);
      RC_ASSERT(there[i].certainty == back[i].certainty);
      RC_ASSERT(&there[i].bound() == &back[i].bound());
      RC_ASSERT((there[i].way == Way::first_seen || there[i].way != back[i].way) || a == b);
    }
  });
}

TEST_CASE("whichever days they were: all that is sure, and nothing but what is sure or possible") {
  tests::require_for_all([] {
    const auto history = drawn(3);
    RC_PRE(is_in_order(history));
    const auto spells = spells_of(history);
    RC_PRE(begins_in_sight(spells));
    const Day a = some_day(), b = some_day();
    const auto told = turns(spells, a, b);
    const auto sure = changes(told, true), all = changes(told, false);
    for_each_choice(history, [&](const std::vector<int>& days) {
      const auto exact = changes(turns(spells_of(history, days), a, b), false);
      RC_ASSERT(std::ranges::includes(exact, sure));
      RC_ASSERT(std::ranges::includes(all, exact));
    });
  });
}
