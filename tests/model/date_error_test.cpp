// What people write instead of a date, and what they are told.
#include <catch2/catch.hpp>

#include "core/model/date.hpp"

using namespace reorg;

namespace {

struct Mistake {
  const char* text;
  const char* message;  // after the text and ": "
};

std::string error_of(std::string_view text) {
  try {
    return "read as " + print(parse_date(text));
  } catch (const DateError& error) {
    return error.what();
  }
}

template <std::size_t size>
void check_errors(const Mistake (&mistakes)[size]) {
  for (const Mistake& m : mistakes)
    CHECK(error_of(m.text) == std::string(m.text) + ": " + m.message);
}

}  // namespace

TEST_CASE("days, months and years that do not exist are refused", "[date]") {
  check_errors({
      {"2018-02-30", "February 2018 has 28 days"},
      {"2018-02-3X", "February 2018 has 28 days"},
      {"1900-02-29", "February 1900 has 28 days"},
      {"2018-09-31", "September 2018 has 30 days"},
      {"2018-09-00", "there is no day 00; write XX if the day is unknown"},
      {"2018-13", "there is no month 13; months are 01 to 12, quarters Q1 to Q4"},
      {"2018-2X", "there is no month 2X; months are 01 to 12, quarters Q1 to Q4"},
      {"2018-30-09", "there is no month 30; did you mean \"2018-09-30\"?"},
      {"2018-Q5", "quarters are Q1 to Q4"},
      {"2018-Q3-01", "a quarter has no days; write YYYY, YYYY-MM or YYYY-MM-DD"},
      {"0000", "there is no year 0000; years are 0001 to 9999"},
      {"-0044", "a date begins with its year, 0001 to 9999; write YYYY, YYYY-MM or YYYY-MM-DD"},
  });
}

TEST_CASE("seasons are refused, and quarters or months offered", "[date]") {
  check_errors({
      {"2018-22",
       "seasons (21 to 32) are not read, for they differ from place to place; write a quarter such "
       "as 2018-Q3, or months such as [2018-06..2018-08]"},
      {"2018-40",
       "thirds and halves of a year (37 to 41) are not read; write months such as "
       "[2018-01..2018-06]"},
  });
}

TEST_CASE("an X before a known digit is refused, for the days would not be one stretch", "[date]") {
  const std::string why = "after an X only X may follow, for the days must be one stretch; ";
  CHECK(error_of("2018-XX-15") == "2018-XX-15: " + why + "did you mean \"2018-XX-XX\"?");
  CHECK(error_of("2018-X1") == "2018-X1: " + why + "did you mean \"2018-XX\"?");
  CHECK(error_of("201X-05") == "201X-05: " + why + "did you mean \"201X-XX\"?");
  CHECK(error_of("2X18") == "2X18: " + why + "write X to the end, or a set [first..last]");
  CHECK(error_of("2XXX") ==
        "2XXX: a year keeps its first two digits, as in 20XX; write a set such as [1000..1999], "
        "or leave the date out");
}

TEST_CASE("a date in another order or with other signs is recognized", "[date]") {
  check_errors({
      {"20188", "years have four digits, 0001 to 9999; did you mean \"2018-08\"?"},
      {"201809", "years have four digits, 0001 to 9999; did you mean \"2018-09\"?"},
      {"20180930", "years have four digits, 0001 to 9999; did you mean \"2018-09-30\"?"},
      {"18", "years have four digits, 0001 to 9999; write YYYY, YYYY-MM or YYYY-MM-DD"},
      {"2018-9-30", "months have two digits; did you mean \"2018-09-30\"?"},
      {"2018-12-9", "days have two digits; did you mean \"2018-12-09\"?"},
      {"2018-09-3", "days have two digits; did you mean \"2018-09-03\"?"},
      {"30.9.2018", "'.' has no place in a date; did you mean \"2018-09-30\"?"},
      {"2018/09/30", "'/' has no place in a date; did you mean \"2018-09-30\"?"},
      {"9/30/2018", "'/' has no place in a date; did you mean \"2018-09-30\"?"},
      {"5/6/2018", "'/' has no place in a date; did you mean \"2018-06-05\" or \"2018-05-06\"?"},
      {"2018-q3", "'q' has no place in a date; did you mean \"2018-Q3\"?"},
      {"201x", "'x' has no place in a date; did you mean \"201X\"?"},
      {"2018?-11", "one ~ ? or % closes the whole date; did you mean \"2018-11?\"?"},
      {"2018?~", "one ~ ? or % closes the whole date; did you mean \"2018%\"?"},
      {"2018-2019",
       "two years make no date; write [2018..2019] for one day in them, 2018/2019 for a period"},
      {"2018-09-30T10:00Z", "a date has no time of day; write \"2018-09-30\""},
  });
}

TEST_CASE("a date in words or in Chinese is recognized", "[date]") {
  check_errors({
      {"Sept 2018", "'S' has no place in a date; did you mean \"2018-09\"?"},
      {"September 30th, 2018", "'S' has no place in a date; did you mean \"2018-09-30\"?"},
      {"30 September 2018", "a date has no spaces; did you mean \"2018-09-30\"?"},
      {"c. 2018", "'c' has no place in a date; did you mean \"2018~\"?"},
      {"2018 Q3", "a date has no spaces; did you mean \"2018-Q3\"?"},
      {"2018年9月30日", "'年' (U+5E74) has no place in a date; did you mean \"2018-09-30\"?"},
      {"２０１８－０９", "'２' (U+FF12) has no place in a date; did you mean \"2018-09\"?"},
      {"2018–09", "'–' (U+2013) has no place in a date; did you mean \"2018-09\"?"},
      {"spring 2018", "'s' has no place in a date; write YYYY, YYYY-MM or YYYY-MM-DD"},
  });
}

TEST_CASE("empty texts, blanks and unseen characters are made visible", "[date]") {
  CHECK(error_of("") == "\"\": no date at all; write YYYY, YYYY-MM or YYYY-MM-DD");
  CHECK(error_of("2018 ") == "\"2018 \": a date has no spaces; did you mean \"2018\"?");
  CHECK(error_of("2018\n") == "2018\\x0A: '\\x0A' has no place in a date; did you mean \"2018\"?");
  CHECK(error_of("2018\u200B") ==
        "2018<U+200B>: '<U+200B>' has no place in a date; did you mean \"2018\"?");
  CHECK(error_of("\xFF") ==
        "\\xFF: '\\xFF' has no place in a date; write YYYY, YYYY-MM or YYYY-MM-DD");
  CHECK(error_of(std::string(1000, '9')) ==
        std::string(40, '9') +
            "…: years have four digits, 0001 to 9999; write YYYY, YYYY-MM or "
            "YYYY-MM-DD");
}

TEST_CASE("a text far longer than any date is cut, and nothing is proposed", "[date]") {
  const std::string blank(100, ' ');
  CHECK(error_of(blank + "2018") == "\"" + blank.substr(0, 40) +
                                        "…\": a date has no spaces; write YYYY, YYYY-MM or "
                                        "YYYY-MM-DD");
}

TEST_CASE("lists, reversed sets and sets of all their dates are refused", "[date]") {
  check_errors({
      {"[2018,2019]",
       "a list of dates is not read, for the days must be one stretch; write [first..last]"},
      {"{2018..2019}",
       "{} means all of its dates, but a date here is one day; write [first..last] for one of "
       "them"},
      {"[2019..2018]", "the set ends before it begins; did you mean \"[2018..2019]\"?"},
      {"[2018..2019]~", "a set carries no ~ ? or %; put it after a date inside the set"},
      {"[..]", "a set needs a date; write [first..] or leave the date out"},
      {"[2018]", "a set is written [first..last]; did you mean \"2018\"?"},
      {"2018..2019",
       "a set is written [first..last], [..last] or [first..]; did you mean \"[2018..2019]\"?"},
      {"[2018 .. 2019]", "a date has no spaces; did you mean \"[2018..2019]\"?"},
      {"[2018..2019-02-30]", "February 2019 has 28 days"},
      {"[[2018..2019]..2020]", "'[' has no place in a date; write YYYY, YYYY-MM or YYYY-MM-DD"},
  });
}

TEST_CASE("a period is not a date", "[date]") {
  const std::string why =
      ": this is a period, and one date is asked for; write [first..last] for one day from the "
      "first to the last";
  CHECK(error_of("2018/2019") == "2018/2019" + why);
  CHECK(error_of("2018/..") == "2018/.." + why);
  CHECK(error_of("/2018") == "/2018" + why);
}
