#include "core/model/date.hpp"

#include <catch2/catch.hpp>

using namespace reorg;

namespace {

struct Reading {
  const char* text;
  const char* earliest;
  const char* latest;
};

void check(const Reading& expected) {
  CAPTURE(expected.text);
  const Date date = parse_date(expected.text);
  CHECK(to_string(date.earliest) == expected.earliest);
  CHECK(to_string(date.latest) == expected.latest);
  CHECK(print(date) == expected.text);
}

template <std::size_t size>
void check_all(const Reading (&readings)[size]) {
  for (const Reading& reading : readings) check(reading);
}

}  // namespace

TEST_CASE("a date is a year, a month or a day", "[date]") {
  check_all({
      {"2018", "2018-01-01", "2018-12-31"},
      {"2018-11", "2018-11-01", "2018-11-30"},
      {"2018-11-28", "2018-11-28", "2018-11-28"},
      {"2016-02", "2016-02-01", "2016-02-29"},
      {"2016-02-29", "2016-02-29", "2016-02-29"},
      {"0001", "0001-01-01", "0001-12-31"},
      {"9999-12-31", "9999-12-31", "9999-12-31"},
  });
}

TEST_CASE("quarters are written Q1 to Q4 or, as in EDTF, 33 to 36", "[date]") {
  check_all({
      {"2018-Q1", "2018-01-01", "2018-03-31"},
      {"2018-Q3", "2018-07-01", "2018-09-30"},
      {"2018-33", "2018-01-01", "2018-03-31"},
      {"2018-36", "2018-10-01", "2018-12-31"},
  });
}

TEST_CASE("an X is any digit that makes a date", "[date]") {
  check_all({
      {"201X", "2010-01-01", "2019-12-31"},
      {"20XX", "2000-01-01", "2099-12-31"},
      {"000X", "0001-01-01", "0009-12-31"},
      {"201X-XX-XX", "2010-01-01", "2019-12-31"},
      {"2018-XX", "2018-01-01", "2018-12-31"},
      {"2018-XX-XX", "2018-01-01", "2018-12-31"},
      {"2018-0X", "2018-01-01", "2018-09-30"},
      {"2018-1X", "2018-10-01", "2018-12-31"},
      {"2018-1X-XX", "2018-10-01", "2018-12-31"},
      {"2018-11-XX", "2018-11-01", "2018-11-30"},
      {"2018-11-0X", "2018-11-01", "2018-11-09"},
      {"2018-11-2X", "2018-11-20", "2018-11-29"},
      {"2018-02-2X", "2018-02-20", "2018-02-28"},
      {"2018-11-3X", "2018-11-30", "2018-11-30"},
  });
}

TEST_CASE("a day with ~ may be seven days earlier or later", "[date]") {
  check_all({
      {"2018-11-28~", "2018-11-21", "2018-12-05"},
      {"2018-11-2X~", "2018-11-13", "2018-12-06"},
  });
}

TEST_CASE("a month, quarter, year, decade or century with ~ may be its neighbour", "[date]") {
  check_all({
      {"2018-11~", "2018-10-01", "2018-12-31"},
      {"2018-01~", "2017-12-01", "2018-02-28"},
      {"2018-11-XX~", "2018-10-01", "2018-12-31"},
      {"2018-1X~", "2018-09-01", "2019-01-31"},
      {"2018-Q1~", "2017-10-01", "2018-06-30"},
      {"2018-36~", "2018-07-01", "2019-03-31"},
      {"2018~", "2017-01-01", "2019-12-31"},
      {"2018-XX~", "2017-01-01", "2019-12-31"},
      {"2018-XX-XX~", "2017-01-01", "2019-12-31"},
      {"201X~", "2000-01-01", "2029-12-31"},
      {"201X-XX~", "2000-01-01", "2029-12-31"},
      {"20XX~", "1900-01-01", "2199-12-31"},
  });
}

TEST_CASE("~ does not leave the years 0001 to 9999", "[date]") {
  check_all({
      {"0001~", "0001-01-01", "0002-12-31"},
      {"000X~", "0001-01-01", "0019-12-31"},
      {"0001-01-03~", "0001-01-01", "0001-01-10"},
      {"9999-12~", "9999-11-01", "9999-12-31"},
      {"99XX~", "9800-01-01", "9999-12-31"},
  });
}

TEST_CASE("? marks a date without widening it, and % marks and widens", "[date]") {
  check_all({
      {"2018-11?", "2018-11-01", "2018-11-30"},
      {"2018-11%", "2018-10-01", "2018-12-31"},
      {"[2018-11?..2018-12]", "2018-11-01", "2018-12-31"},
  });
  CHECK(parse_date("2018-11?").uncertain);
  CHECK(parse_date("2018-11%").uncertain);
  CHECK(parse_date("[2018-11?..2018-12]").uncertain);
  CHECK(parse_date("[2018-11..2018-12%]").uncertain);
  CHECK_FALSE(parse_date("2018-11~").uncertain);
  CHECK_FALSE(parse_date("[2018-11~..2018-12]").uncertain);
}

TEST_CASE("a set means one day from its first to its last", "[date]") {
  check_all({
      {"[2018-11-26..2018-12-02]", "2018-11-26", "2018-12-02"},
      {"[2018-11-28..2018-11-28]", "2018-11-28", "2018-11-28"},
      {"[2018-11..2018-Q4]", "2018-11-01", "2018-12-31"},
      {"[2018-11-28~..2018-12]", "2018-11-21", "2018-12-31"},
      {"[2018..2018-06]", "2018-01-01", "2018-06-30"},
      {"[..2018-11]", "-∞", "2018-11-30"},
      {"[2018-11..]", "2018-11-01", "∞"},
  });
}

TEST_CASE("a date knows its days", "[date]") {
  CHECK(parse_date("2018-11-28").is_one_day());
  CHECK(parse_date("2018-11-3X").is_one_day());
  CHECK_FALSE(parse_date("2018-11").is_one_day());
  CHECK(parse_date("2018-11").contains(day_of(2018, 11, 30)));
  CHECK_FALSE(parse_date("2018-11").contains(day_of(2018, 12, 1)));
}

TEST_CASE("exactly one day is written as that day", "[date]") {
  CHECK(exactly(day_of(2018, 9, 30)) == parse_date("2018-09-30"));
  CHECK(exactly(day_of(9999, 12, 31)) == parse_date("9999-12-31"));
  CHECK_THROWS_AS(exactly(day_of(9999, 12, 31) + 1), DateError);
  CHECK_THROWS_AS(exactly(day_of(1, 1, 1) - 1), DateError);
  CHECK_THROWS_AS(exactly(after_all), DateError);
}
