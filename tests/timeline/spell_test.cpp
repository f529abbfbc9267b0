#include "core/timeline/spell.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace reorg;

namespace {

Bound between(Day earliest, Day latest, EndKind kind = EndKind::date) {
  Bound b;
  b.earliest = earliest;
  b.latest = latest;
  b.kind = kind;
  return b;
}

// A spell from one of the days a..b until one of c..d.
Spell spell(int a, int b, int c, int d) {
  Spell s;
  s.from = between(Day{a}, Day{b});
  s.until = between(Day{c}, Day{d});
  return s;
}

Spell open_since(int a, int b) {
  Spell s = spell(a, b, 0, 0);
  s.until = between(after_all, after_all, EndKind::open);
  return s;
}

// "nooppccppo": the answer for each of the days 0, 1, 2, …; "." no, "p" possible, "c" certain.
std::string drawn(const Spell& s, int days) {
  std::string line;
  for (int d = 0; d < days; ++d) line += ".pc"[static_cast<int>(holds_on(s, Day{d}))];
  return line;
}

}  // namespace

TEST_CASE("a spell holds from its first day and no longer on the day it ends", "[timeline]") {
  CHECK(drawn(spell(2, 2, 5, 5), 8) == "..ccc...");
}

TEST_CASE("between the days a bound may be, a spell is possible", "[timeline]") {
  CHECK(drawn(spell(1, 3, 6, 8), 10) == ".ppcccpp..");
  CHECK(drawn(spell(1, 6, 3, 8), 10) == ".ppppppp..");
}

TEST_CASE("an open end holds for good", "[timeline]") {
  CHECK(drawn(open_since(1, 3), 6) == ".ppccc");
  CHECK(holds_on(open_since(1, 3), Day{1'000'000}) == Certainty::certain);
}

TEST_CASE("an unknown end is certain up to the last sighting, possible afterwards", "[timeline]") {
  Spell s = spell(1, 1, 3, 0);
  s.until.latest = after_all;
  s.until.kind = EndKind::unknown;
  CHECK(drawn(s, 6) == ".ccppp");
}

TEST_CASE("an unknown beginning is possible before the first sighting", "[timeline]") {
  Spell s = spell(0, 3, 5, 5);
  s.from.earliest = before_all;
  CHECK(drawn(s, 7) == "pppcc..");
}

TEST_CASE("undated and outranked spells never hold, disputed ones only may", "[timeline]") {
  Spell s = open_since(1, 1);
  s.standing = Standing::disputed;
  CHECK(drawn(s, 4) == ".ppp");
  s.standing = Standing::outranked;
  CHECK(drawn(s, 4) == "....");
  s.standing = Standing::agreed;
  s.undated = true;
  CHECK(drawn(s, 4) == "....");
}

TEST_CASE("a period is touched when the spell holds on any of its days", "[timeline]") {
  const Spell s = spell(3, 3, 6, 6);  // 3, 4, 5
  CHECK(holds_within(s, Day{0}, Day{2}) == Certainty::no);
  CHECK(holds_within(s, Day{0}, Day{3}) == Certainty::certain);
  CHECK(holds_within(s, Day{5}, Day{9}) == Certainty::certain);
  CHECK(holds_within(s, Day{6}, Day{9}) == Certainty::no);
  CHECK(holds_within(s, before_all, after_all) == Certainty::certain);
}

TEST_CASE("a spell of unknown days inside a period touches it for certain", "[timeline]") {
  const Spell s = spell(2, 7, 2, 8);
  CHECK(holds_on(s, Day{4}) == Certainty::possible);
  CHECK(holds_within(s, Day{1}, Day{7}) == Certainty::certain);
  CHECK(holds_within(s, Day{1}, Day{6}) == Certainty::possible);
}

TEST_CASE("a period without days, or a spell without days, holds nothing", "[timeline]") {
  CHECK(holds_within(open_since(0, 0), Day{5}, Day{4}) == Certainty::no);
  CHECK(drawn(spell(3, 3, 3, 3), 6) == "......");
  CHECK(holds_within(spell(3, 3, 3, 3), Day{0}, Day{9}) == Certainty::no);
}

TEST_CASE("law: certainty is what all the days a spell may mean agree on", "[timeline]") {
  rc::prop("against every pair of days", [] {
    const auto day = [] { return *rc::gen::inRange(0, 8); };
    int a = day(), b = day(), c = day(), d = day();
    if (a > b) std::swap(a, b);
    if (c > d) std::swap(c, d);
    const int first = day(), last = day();
    bool all = true, some = false;
    for (int from = a; from <= b; ++from) {
      for (int until = c; until <= d; ++until) {
        const bool touched = first <= last && from <= last && first < until && from < until;
        some = some || touched;
        all = all && touched;
      }
    }
    const Certainty found = holds_within(spell(a, b, c, d), Day{first}, Day{last});
    RC_ASSERT((found != Certainty::no) == some);
    // Where the days of both bounds overlap, bounds alone cannot say more than "possible".
    if (b < c) RC_ASSERT((found == Certainty::certain) == all);
    RC_ASSERT(found != Certainty::certain || first <= last);
  });
}
