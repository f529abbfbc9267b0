#include "core/timeline/knowledge.hpp"

#include <catch2/catch.hpp>

using namespace reorg;

namespace {

Date date(int year, int month, int day) {
  const Day d = day_of(year, month, day);
  return {"", d, d, false};
}

Source published(std::optional<Date> date) {
  Source source;
  source.published = std::move(date);
  return source;
}

}  // namespace

TEST_CASE("a fact is known from its earliest source's publication", "[knowledge]") {
  const Source article = published(date(2018, 12, 6));
  const Source scmp = published(date(2018, 11, 26));
  const Source undated = published(std::nullopt);
  const Source* const sources[] = {&article, &scmp, &undated};
  const Knowledge known = known_from({}, {}, sources, date(2018, 11, 20));
  CHECK(known.day == day_of(2018, 11, 26));
  CHECK_FALSE(known.assumed);
}

TEST_CASE("an announcement outdoes a publication, and `known` outdoes both", "[knowledge]") {
  const Source article = published(date(2018, 12, 6));
  const Source* const sources[] = {&article};
  CHECK(known_from({}, date(2018, 11, 26), sources, {}).day == day_of(2018, 11, 26));
  CHECK(known_from(date(2018, 12, 1), date(2018, 11, 26), sources, {}).day == day_of(2018, 12, 1));
}

TEST_CASE("an imprecise publication is read at its latest day", "[knowledge]") {
  const Source report = published(Date{"2018", day_of(2018, 1, 1), day_of(2018, 12, 31), false});
  const Source* const sources[] = {&report};
  CHECK(known_from({}, {}, sources, {}).day == day_of(2018, 12, 31));
}

TEST_CASE("a day with no latest is read at its first", "[knowledge]") {
  const Source page = published(Date{"[2018-12-06..]", day_of(2018, 12, 6), after_all, false});
  const Source* const sources[] = {&page};
  CHECK(known_from({}, {}, sources, {}).day == day_of(2018, 12, 6));
}

TEST_CASE("without a dated source the day it took effect stands in, marked assumed",
          "[knowledge]") {
  const Source undated = published(std::nullopt);
  const Source* const sources[] = {&undated};
  const Knowledge known = known_from({}, {}, sources, date(2009, 9, 10));
  CHECK(known.day == day_of(2009, 9, 10));
  CHECK(known.assumed);
}

TEST_CASE("what has no date at all counts as always known, marked assumed", "[knowledge]") {
  const Knowledge known = known_from({}, {}, {}, {});
  CHECK(known.day == before_all);
  CHECK(known.assumed);
}
