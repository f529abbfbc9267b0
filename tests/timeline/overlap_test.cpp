// Whether and when two states with imprecise bounds held at once: against every choice of days.
#include "core/timeline/overlap.hpp"

#include <array>
#include <set>

#include <catch2/catch.hpp>

#include "tests/property.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

Bound on(int earliest, int latest, unsigned event = 0) {
  Bound b;
  b.earliest = Day{earliest};
  b.latest = Day{latest};
  b.event = static_cast<EventId>(event);
  return b;
}

Bound open_end() {
  Bound b;
  b.earliest = b.latest = after_all;
  b.kind = EndKind::open;
  return b;
}

// The bounds of two stretches, chosen: a.from, a.until, b.from, b.until.
using Choice = std::array<int, 4>;

bool tied(const Bound& x, const Bound& y) {
  const bool may_meet = x.earliest <= y.latest && y.earliest <= x.latest;
  return x.event != EventId::none && x.event == y.event && may_meet;
}

// Every choice of the four days that leaves both stretches a day and gives bounds of one event one.
std::vector<Choice> choices(const Stretch& a, const Stretch& b) {
  const std::array<const Bound*, 4> bounds{&a.from, &a.until, &b.from, &b.until};
  std::vector<Choice> all;
  Choice c{};
  const auto choose = [&](const auto& self, std::size_t nth) -> void {
    if (nth == 4) {
      for (const auto& [x, y] :
           {std::pair<std::size_t, std::size_t>{0, 2}, {0, 3}, {1, 2}, {1, 3}}) {
        if (tied(*bounds[x], *bounds[y]) && c[x] != c[y]) return;
      }
      if (c[0] < c[1] && c[2] < c[3]) all.push_back(c);
      return;
    }
    for (c[nth] = bounds[nth]->earliest.n; c[nth] <= bounds[nth]->latest.n; ++c[nth])
      self(self, nth + 1);
  };
  choose(choose, 0);
  return all;
}

Certainty in_words(std::size_t yes, std::size_t all) {
  if (yes == 0) return Certainty::no;
  return yes == all ? Certainty::certain : Certainty::possible;
}

constexpr int days = 7;

Bound drawn_bound() {
  const int a = *rc::gen::inRange(0, days), b = *rc::gen::inRange(0, days);
  return on(std::min(a, b), std::max(a, b), *rc::gen::inRange(0u, 4u));
}

// A stretch whose two bounds are of different events: no change begins and ends one state.
Stretch drawn_stretch() {
  Stretch s{drawn_bound(), drawn_bound()};
  if (s.from.event == s.until.event) s.until.event = EventId::none;
  return s;
}

}  // namespace

TEST_CASE("two stretches overlap as surely as all choices of their days say, and on those days") {
  require_for_all([] {
    const Stretch a = drawn_stretch(), b = drawn_stretch();
    std::size_t all = 0, yes = 0;
    std::set<int> begins, ends;
    for (const Choice& c : choices(a, b)) {
      ++all;
      const int from = std::max(c[0], c[2]), until = std::min(c[1], c[3]);
      if (from >= until) continue;
      ++yes;
      begins.insert(from);
      ends.insert(until);
    }
    const Stretch both = overlap(a, b);
    RC_ASSERT(both.certainty == in_words(yes, all));
    if (yes == 0) return;
    RC_ASSERT(both.from.earliest.n == *begins.begin());
    RC_ASSERT(both.from.latest.n == *begins.rbegin());
    RC_ASSERT(both.until.earliest.n == *ends.begin());
    RC_ASSERT(both.until.latest.n == *ends.rbegin());
  });
}

TEST_CASE("they overlap within some days as surely as all choices say") {
  require_for_all([] {
    const Stretch a = drawn_stretch(), b = drawn_stretch();
    const int first = *rc::gen::inRange(0, days), last = first + *rc::gen::inRange(0, 3);
    std::size_t all = 0, yes = 0;
    for (const Choice& c : choices(a, b)) {
      ++all;
      if (std::max({c[0], c[2], first}) < std::min({c[1], c[3], last + 1})) ++yes;
    }
    RC_ASSERT(overlap_within(a, b, Day{first}, Day{last}) == in_words(yes, all));
  });
}

TEST_CASE(
    "a day is a gap when no choice has anybody there, a possible one when some choice has none") {
  require_for_all([] {
    const std::vector<Stretch> line{drawn_stretch(), drawn_stretch()};
    const auto all = choices(line[0], line[1]);
    RC_PRE(!all.empty());
    const int begin = std::min(line[0].from.earliest.n, line[1].from.earliest.n);
    const auto found = gaps(line);
    for (int d = 0; d <= days; ++d) {
      std::size_t empty = 0;
      for (const Choice& c : all) {
        if ((d < c[0] || c[1] <= d) && (d < c[2] || c[3] <= d)) ++empty;
      }
      const Certainty expected = d < begin ? Certainty::no : in_words(empty, all.size());
      Certainty told = Certainty::no;
      for (const Gap& g : found) {
        if (g.first.n <= d && Day{d} <= g.last) told = g.certainty;
      }
      // Days that only both together rule out are told as possible gaps: never the other way.
      RC_ASSERT(told == expected || told == Certainty::possible);
    }
  });
}

TEST_CASE("who leaves one job for another on one unknown day never has both") {
  const Stretch before{on(0, 0), on(10, 16, 5)}, after{on(10, 16, 5), on(30, 30)};
  CHECK(overlap(before, after).certainty == Certainty::no);
  CHECK(gaps(std::vector{before, after}) ==
        std::vector<Gap>{{Day{30}, after_all, Certainty::certain}});
  const Stretch elsewhere{on(10, 16, 6), on(30, 30)};
  CHECK(overlap(before, elsewhere).certainty == Certainty::possible);
  CHECK(gaps(std::vector{before, elsewhere}).front() == Gap{Day{10}, Day{15}, Certainty::possible});
}

TEST_CASE("who was gone, nobody knows when, by the day the next began may have left a gap") {
  Stretch before{on(0, 0), on(10, 16, 5)};
  before.until.kind = EndKind::unknown;
  const Stretch after{on(14, 16, 5), on(30, 30)};
  CHECK(overlap(before, after).certainty == Certainty::no);
  CHECK(gaps(std::vector{before, after}).front() == Gap{Day{10}, Day{15}, Certainty::possible});
}

TEST_CASE("a time in common keeps the bound that decides as it was told") {
  Stretch a{on(0, 0), open_end()}, b{on(5, 9), on(20, 20)};
  b.from.edtf = "about then";
  const Stretch both = overlap(a, b);
  CHECK(both.certainty == Certainty::certain);
  CHECK(both.from == b.from);
  CHECK(both.until == b.until);
  a.from = on(6, 7);
  CHECK(overlap(a, b).from.edtf.empty());
  CHECK(overlap(a, b).from.earliest == Day{6});
}

TEST_CASE("two open ends have an open one in common; a disputed state overlaps only possibly") {
  Stretch a{on(0, 0), open_end()};
  const Stretch b{on(5, 5), open_end()};
  CHECK(overlap(a, b).until.kind == EndKind::open);
  a.certainty = Certainty::possible;
  CHECK(overlap(a, b).certainty == Certainty::possible);
  a.certainty = Certainty::no;
  CHECK(overlap(a, b).certainty == Certainty::no);
  CHECK(overlap_within(b, b, Day{3}, Day{4}) == Certainty::no);
  CHECK(overlap_within(b, b, Day{3}, Day{5}) == Certainty::certain);
}

TEST_CASE("a length is counted between the fewest and the most days, and not without an end") {
  const auto exact = length(on(3, 3), on(10, 10));
  REQUIRE(exact);
  CHECK(exact->least == 7);
  CHECK(exact->most == 7);
  const auto about = length(on(3, 12), on(10, 14));
  REQUIRE(about);
  CHECK(about->least == 1);
  CHECK(about->most == 11);
  CHECK_FALSE(length(on(3, 3), open_end()));
}

TEST_CASE("nothing is a gap before the first one, or after one whose end is open") {
  CHECK(gaps({}).empty());
  CHECK(gaps(std::vector{Stretch{on(5, 5), open_end()}}).empty());
  Stretch unknown{on(0, 8), on(10, 10)};
  unknown.from.earliest = before_all;
  CHECK(gaps(std::vector{unknown, Stretch{on(12, 12), open_end()}}) ==
        std::vector<Gap>{{Day{10}, Day{11}, Certainty::certain}});
}
