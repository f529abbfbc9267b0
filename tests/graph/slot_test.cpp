// An edge in 16 bytes gives back every day and mark that it was made of.
#include "core/graph/slot.hpp"

#include <catch2/catch.hpp>

using namespace reorg;

namespace {

EdgeDays exactly(Day from, Day until) { return {from, from, until, until}; }

}  // namespace

TEST_CASE("a slot holds exact days, endless ones and those far off", "[graph]") {
  const Day days[] = {before_all,         after_all,       Day{0},          Day{-1},
                      day_of(1999, 9, 9), day_of(1, 1, 1), Day{-8'388'607}, day_of(9999, 12, 31),
                      Day{8'388'606}};
  for (const Day from : days) {
    for (const Day until : days) {
      const auto slot = Slot::of(7, 8, exactly(from, until), 0);
      REQUIRE(slot);
      CHECK(slot->has_days());
      CHECK(slot->from() == from);
      CHECK(slot->until() == until);
      CHECK(slot->other == 7);
      CHECK(slot->id == 8);
      CHECK(slot->qualifier() == 0);
    }
  }
}

TEST_CASE("a slot keeps marks and qualifier apart from the days", "[graph]") {
  for (unsigned marks = 0; marks < 4; ++marks) {
    for (const std::uint32_t qualifier : {0U, 1U, 255U, 256U, 4096U, Slot::most_qualifiers}) {
      const auto slot = Slot::of(1, 2, exactly(Day{-1}, after_all), marks, qualifier);
      REQUIRE(slot);
      CHECK(slot->marks() == marks);
      CHECK(slot->is(EdgeMark::dotted) == (marks % 2 == 1));
      CHECK(slot->is(EdgeMark::disputed) == (marks >= 2));
      CHECK(slot->qualifier() == qualifier);
      CHECK(slot->from() == Day{-1});
      CHECK(slot->until() == after_all);
    }
  }
}

TEST_CASE("days that are not exact, or that no calendar has, stand elsewhere", "[graph]") {
  CHECK_FALSE(Slot::of(1, 2, {Day{1}, Day{2}, after_all, after_all}, 0));
  CHECK_FALSE(Slot::of(1, 2, {Day{1}, Day{1}, Day{4}, after_all}, 0));
  CHECK_FALSE(Slot::of(1, 2, exactly(Day{8'388'607}, after_all), 0));
  CHECK_FALSE(Slot::of(1, 2, exactly(before_all, Day{-8'388'608}), 0));
  const Slot slot = Slot::elsewhere(1, 2, 0xfffffffe, 3);
  CHECK_FALSE(slot.has_days());
  CHECK(slot.until_or_place == 0xfffffffe);
  CHECK(slot.marks() == 3);
  CHECK(slot.qualifier() == 0);
}
