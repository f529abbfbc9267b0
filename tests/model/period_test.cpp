#include <catch2/catch.hpp>

#include "core/model/date.hpp"

using namespace reorg;

namespace {

std::string error_of(std::string_view text) {
  try {
    return "read as " + print(parse_period(text));
  } catch (const DateError& error) {
    return error.what();
  }
}

bool begins_unknown(const char* text) { return !parse_period(text).from.has_value(); }
EndKind end_of(const char* text) { return parse_period(text).until.kind; }

}  // namespace

TEST_CASE("a period has the dates on both sides of its slash", "[period]") {
  const Period period = parse_period("2018-11~/2019-Q1");
  CHECK(period.from == parse_date("2018-11~"));
  CHECK(period.until == End{EndKind::date, parse_date("2019-Q1")});
  CHECK(print(period) == "2018-11~/2019-Q1");
}

TEST_CASE("a side of a period may be a set", "[period]") {
  const Period period = parse_period("[..2018]/[2019..2020]");
  CHECK(period.from == parse_date("[..2018]"));
  CHECK(period.until.date == parse_date("[2019..2020]"));
}

TEST_CASE("an open end is two dots, an unknown end is nothing", "[period]") {
  CHECK(end_of("2018/..") == EndKind::open);
  CHECK(end_of("2018/") == EndKind::unknown);
  CHECK(end_of("../..") == EndKind::open);
  CHECK(end_of("/") == EndKind::unknown);
}

TEST_CASE("two dots and nothing both mean an unknown beginning", "[period]") {
  CHECK(begins_unknown("../2018"));
  CHECK(begins_unknown("/2018"));
  CHECK(begins_unknown("../"));
  CHECK(begins_unknown("/.."));
  CHECK(print(parse_period("../2018")) == "../2018");
  CHECK(print(parse_period("/2018")) == "/2018");
}

TEST_CASE("a period of one day ends on the next", "[period]") {
  CHECK_NOTHROW(parse_period("2018-09-30/2018-10-01"));
  CHECK(error_of("2018-09-30/2018-09-30") ==
        "2018-09-30/2018-09-30: the period is empty, for its end is the first day on which it no "
        "longer holds; end it on a later day, such as 2018-10-01");
}

TEST_CASE("a period is empty if its end can be no later than its beginning", "[period]") {
  CHECK_THROWS_AS(parse_period("2018/2018-01-01"), DateError);
  CHECK_THROWS_AS(parse_period("2018/[..2018-01-01]"), DateError);
  CHECK_NOTHROW(parse_period("2018/2018-01-02"));
  CHECK_NOTHROW(parse_period("2018/2018"));
  CHECK_NOTHROW(parse_period("[..2018]/[..2017]"));
}

TEST_CASE("a period that ends before it begins is refused unless its dates may still fit",
          "[period]") {
  CHECK(error_of("2018-10/2018-09") ==
        "2018-10/2018-09: the period ends before it begins; swap the two dates?");
  CHECK_NOTHROW(parse_period("2018-10/2018-09~"));
}

TEST_CASE("one date is no period, and the period is offered", "[period]") {
  CHECK(
      error_of("2018-09") ==
      "2018-09: a period is asked for, and this is one date; write 2018-09/.. for what began then "
      "and goes on, 2018-09/ for what ended some day");
  CHECK(error_of("Sept 2018") ==
        "Sept 2018: 'S' has no place in a date; did you mean \"2018-09\"?");
  CHECK(error_of("") == "\"\": no period at all; write A/B, or A/.. if nothing ended it");
}

TEST_CASE("a mistake on one side of a period is named with its side", "[period]") {
  CHECK(error_of("2018-9/..") ==
        "2018-9/..: 2018-9: months have two digits; did you mean \"2018-09\"?");
  CHECK(error_of("2018/2019-02-30") == "2018/2019-02-30: 2019-02-30: February 2019 has 28 days");
}

TEST_CASE("dates with slashes and ends in words are refused in a period", "[period]") {
  CHECK(error_of("2018/09/30") ==
        "2018/09/30: a period has one \"/\", between dates written with \"-\", as in 2018-09/2019");
  CHECK(error_of("2018/present") ==
        "2018/present: an open end is written \"..\", an unknown one is left empty");
}
