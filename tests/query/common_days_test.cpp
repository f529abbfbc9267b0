#include "core/query/common_days.hpp"

#include <catch2/catch.hpp>

#include "core/timeline/overlap.hpp"
#include "tests/property.hpp"

using namespace reorg;

namespace {

Bound between(int earliest, int latest, EventId event = EventId::none) {
  Bound b;
  b.earliest = Day{earliest};
  b.latest = Day{latest};
  b.event = event;
  return b;
}

Bound open_end() {
  Bound b;
  b.earliest = b.latest = after_all;
  b.kind = EndKind::open;
  return b;
}

Spell spell(const Bound& from, const Bound& until) {
  Spell s;
  s.kind = StatementKind::part_of;
  s.from = from;
  s.until = until;
  s.last_evidence = from.latest;
  return s;
}

CommonDays days(const Bound& from, const Bound& until) { return days_of(spell(from, until)); }

// A day for each number from `first` on: # certain, ? possible, . no.
std::string draw(const CommonDays& d, int first, int last) {
  std::string text;
  for (int n = first; n <= last; ++n) {
    const Certainty c = holds_within(d, Day{n}, Day{n});
    text += c == Certainty::certain ? '#' : c == Certainty::possible ? '?' : '.';
  }
  return text;
}

const EventId move = static_cast<EventId>(7);

}  // namespace

TEST_CASE("two exact stretches have in common the days of both") {
  const auto both = common(days(between(2, 2), between(8, 8)), days(between(5, 5), open_end()));
  REQUIRE(both);
  CHECK(draw(*both, 1, 10) == "....###...");
}

TEST_CASE("stretches that only meet have nothing in common") {
  CHECK_FALSE(common(days(between(2, 2), between(5, 5)), days(between(5, 5), open_end())));
}

TEST_CASE("a day is certain in what several have in common if it is certain in each") {
  const auto both = common(days(between(1, 4), between(9, 9)), days(between(2, 3), between(7, 10)));
  REQUIRE(both);
  CHECK(draw(*both, 1, 10) == ".??###??..");
}

TEST_CASE("what one event ends and begins never held together, on whichever day it was") {
  const CommonDays before = days(between(1, 1), between(4, 8, move));
  const CommonDays after = days(between(4, 8, move), open_end());
  CHECK_FALSE(common(before, after));
  // Two events of the same imprecise days may have been in either order.
  const CommonDays other = days(between(4, 8, static_cast<EventId>(8)), open_end());
  const auto perhaps = common(before, other);
  REQUIRE(perhaps);
  CHECK(holds_within(*perhaps, before_all, after_all) == Certainty::possible);
}

TEST_CASE("the event is remembered through what lies between") {
  const CommonDays before = days(between(1, 1), between(4, 8, move));
  const CommonDays within = days(between(2, 2), between(6, 6));
  const auto first_two = common(before, within);
  REQUIRE(first_two);
  CHECK_FALSE(common(*first_two, days(between(4, 8, move), open_end())));
}

TEST_CASE(
    "an edge stays as it was told, where the overlap of two narrows it and forgets its event") {
  const Spell part = spell(between(4, 8, move), between(4, 8));
  const Spell whole = spell(between(1, 1), open_end());
  CHECK(common(days_of(part), days_of(whole))->from == part.from);
  const Stretch narrowed = overlap(part, whole);
  CHECK(narrowed.from.latest == Day{7});
  CHECK(narrowed.from.event == EventId::none);
}

TEST_CASE("a stretch that may be empty is never certain, though it touches the days asked about") {
  const auto both = common(days(between(1, 6), open_end()), days(between(0, 0), between(4, 9)));
  REQUIRE(both);
  CHECK_FALSE(both->sure);
  CHECK(holds_within(*both, Day{0}, Day{20}) == Certainty::possible);
}

TEST_CASE("a disputed part makes the whole possible") {
  Spell disputed = spell(between(1, 1), open_end());
  disputed.standing = Standing::disputed;
  const auto both = common(days_of(disputed), days(between(2, 2), open_end()));
  REQUIRE(both);
  CHECK(draw(*both, 1, 3) == ".??");
}

TEST_CASE("a move between two leaves no gap, even on an unknown day") {
  const auto one = united(
      {days(between(4, 8, move), between(12, 12)), days(between(1, 1), between(4, 8, move))});
  REQUIRE(one.size() == 1);
  CHECK(draw(one.front(), 0, 13) == ".###########..");
}

TEST_CASE("stretches that perhaps do not touch stay apart") {
  const auto two = united({days(between(1, 1), between(4, 6)), days(between(5, 7), open_end())});
  CHECK(two.size() == 2);
}

TEST_CASE("a third stretch can join two others") {
  const auto one = united({days(between(1, 1), between(3, 3)), days(between(6, 6), between(9, 9)),
                           days(between(2, 2), between(7, 7))});
  REQUIRE(one.size() == 1);
  CHECK(draw(one.front(), 0, 9) == ".########.");
}

namespace {

// Every choice of the days of two spells that gives each of them one.
template <class Visit>
void choices(const CommonDays& a, const CommonDays& b, Visit visit) {
  const auto each = [](const Bound& edge, auto next) {
    for (int n = edge.earliest.n; n <= edge.latest.n; ++n) next(n);
  };
  each(a.from, [&](int a_from) {
    each(a.until, [&](int a_until) {
      each(b.from, [&](int b_from) {
        each(b.until, [&](int b_until) {
          if (a_from < a_until && b_from < b_until) visit(a_from, a_until, b_from, b_until);
        });
      });
    });
  });
}

}  // namespace

TEST_CASE("common and united days agree with every choice of the days") {
  tests::require_for_all([] {
    const auto edge = [](int low) {
      const int earliest = *rc::gen::inRange(low, low + 6);
      return between(earliest, earliest + *rc::gen::inRange(0, 4));
    };
    const CommonDays a = days(edge(0), edge(9)), b = days(edge(3), edge(7));
    const int first = *rc::gen::inRange(0, 20), last = first + *rc::gen::inRange(0, 5);
    bool always = true, sometimes = false, always_either = true, sometimes_either = false;
    choices(a, b, [&](int a_from, int a_until, int b_from, int b_until) {
      const auto touches = [&](int from, int until) {
        return from < until && from <= last && first < until;
      };
      const bool both = touches(std::max(a_from, b_from), std::min(a_until, b_until));
      const bool either = touches(a_from, a_until) || touches(b_from, b_until);
      always = always && both;
      sometimes = sometimes || both;
      always_either = always_either && either;
      sometimes_either = sometimes_either || either;
    });
    RC_PRE(holds_within(a, before_all, after_all) != Certainty::no);
    RC_PRE(holds_within(b, before_all, after_all) != Certainty::no);
    const auto both = common(a, b);
    const Certainty found = both ? holds_within(*both, Day{first}, Day{last}) : Certainty::no;
    if (found == Certainty::certain) RC_ASSERT(always);
    RC_ASSERT((found != Certainty::no) == sometimes);
    const Certainty any = holds_within(united({a, b}), Day{first}, Day{last});
    if (any == Certainty::certain) RC_ASSERT(always_either);
    RC_ASSERT((any != Certainty::no) == sometimes_either);
  });
}
