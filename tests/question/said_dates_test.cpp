#include <catch2/catch.hpp>

#include "core/question/dates.hpp"
#include "tests/question/small_index.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

// What follows "who oversees Acme", on 2026-11-23.
std::string day(const std::string& said) {
  const std::string whole = understood("who oversees Acme " + said);
  const std::string before = "overseers {Acme} --as-of ";
  return whole.starts_with(before) ? whole.substr(before.size()) : whole;
}

std::string tag(const std::string& said) {
  const std::string whole = understood(said + "谁负责艾克米");
  const std::string before = "overseers {艾克米} --as-of ";
  return whole.starts_with(before) ? whole.substr(before.size()) : whole;
}

bool refused(const std::string& answer, const std::string& why) {
  INFO(answer);
  return answer.starts_with("not understood: ") && answer.find(why) != std::string::npos;
}

}  // namespace

TEST_CASE("dates are read in EDTF") {
  for (const char* edtf :
       {"2018-11-26", "2018-11", "2018", "2018-Q3", "201X", "2018~", "2018-11-26~",
        "[2018-11-26..2018-12-02]", "2018/2019", "../2018", "2018/.."}) {
    CHECK(day(std::string("on ") + edtf) == edtf);
    CHECK(day(edtf) == edtf);
  }
  CHECK(day("in 2018-q3?") == "2018-Q3");
}

TEST_CASE("dates are read as people say them") {
  const auto [said, edtf] = GENERATE(table<std::string, std::string>({
      {"in March 2018", "2018-03"},
      {"in Mar 2018", "2018-03"},
      {"in Sept. 2018", "2018-09"},
      {"in March of 2018", "2018-03"},
      {"March 2018", "2018-03"},
      {"on 26 November 2018", "2018-11-26"},
      {"on 26 Nov 2018", "2018-11-26"},
      {"on the 26th of November 2018", "2018-11-26"},
      {"on November 26, 2018", "2018-11-26"},
      {"on November 26th, 2018?", "2018-11-26"},
      {"on Nov. 26, 2018", "2018-11-26"},
      {"at 1 May 2018", "2018-05-01"},
      {"in Q3 2018", "2018-Q3"},
      {"in the third quarter of 2018", "2018-Q3"},
      {"in the year 2018", "2018"},
      {"in the 2010s", "201X"},
      {"during 2018", "2018"},
      {"throughout 2018", "2018"},
      {"as of 2018-11-26", "2018-11-26"},
      {"by 2018-11-26", "2018-11-26"},
      {"today", "2026-11-23"},
      {"now", "2026-11-23"},
      {"currently", "2026-11-23"},
      {"right now", "2026-11-23"},
      {"at present", "2026-11-23"},
      {"yesterday", "2026-11-22"},
      {"tomorrow", "2026-11-24"},
      {"last year", "2025"},
      {"this year", "2026"},
      {"in the last year", "not understood: “in the last year” says no day that is understood"},
      {"next year", "2027"},
      {"last month", "2026-10"},
      {"this month", "2026-11"},
      {"last quarter", "2026-Q3"},
  }));
  CAPTURE(said);
  CHECK(day(said) == edtf);
}

TEST_CASE("January's last month is December of the year before") {
  const Query q = understand("who oversees Acme last month", acme_names(), day_of(2026, 1, 31));
  CHECK(q.as_of == "2025-12");
  CHECK(understand("who oversees Acme last quarter", acme_names(), day_of(2026, 1, 31)).as_of ==
        "2025-Q4");
}

TEST_CASE("a stretch is open on one side, or has two ends") {
  const auto [said, edtf] = GENERATE(table<std::string, std::string>({
      {"since 2018", "2018/.."},
      {"ever since March 2018", "2018-03/.."},
      {"from 2018 on", "2018/.."},
      {"from 2018 onwards", "2018/.."},
      {"until 2018-11", "../2018-11"},
      {"till 2018", "../2018"},
      {"up to 2018", "../2018"},
      {"before 2018-11-26", "../2018-11-25"},
      {"before 2018-11", "../2018-10-31"},
      {"before March 2018", "../2018-02-28"},
      {"after 2018-11-26", "2018-11-27/.."},
      {"after 2018", "2019-01-01/.."},
      {"between 2018-01-01 and 2018-06-30", "2018-01-01/2018-06-30"},
      {"between March and May 2018", "2018-03/2018-05"},
      {"between 26 November and 3 December 2018", "2018-11-26/2018-12-03"},
      {"from 2015 to 2018", "2015/2018"},
      {"from March 2015 until today", "2015-03/2026-11-23"},
      {"from Q1 2018 through Q3 2018", "2018-Q1/2018-Q3"},
      {"since last year", "2025/.."},
  }));
  CAPTURE(said);
  CHECK(day(said) == edtf);
}

TEST_CASE("dates are read in Chinese") {
  const auto [said, edtf] = GENERATE(table<std::string, std::string>({
      {"2018年", "2018"},
      {"2018年9月", "2018-09"},
      {"2018年9月30日", "2018-09-30"},
      {"2018年9月30号", "2018-09-30"},
      {"在2018年9月", "2018-09"},
      {"2018年第三季度", "2018-Q3"},
      {"2018-09-30", "2018-09-30"},
      {"去年", "2025"},
      {"去年9月", "2025-09"},
      {"今年", "2026"},
      {"前年", "2024"},
      {"今天", "2026-11-23"},
      {"现在", "2026-11-23"},
      {"昨天", "2026-11-22"},
      {"上个月", "2026-10"},
      {"本月", "2026-11"},
      {"2018年以前", "../2017-12-31"},
      {"2018年9月30日之前", "../2018-09-29"},
      {"2018年以后", "2019-01-01/.."},
      {"2018年之后", "2019-01-01/.."},
      {"2018年以来", "2018/.."},
      {"自2018年起", "2018/.."},
      {"截至2018年", "../2018"},
      {"从2015年到2018年", "2015/2018"},
      {"2015年至2018年", "2015/2018"},
      {"从2018年9月到10月", "2018-09/2018-10"},
      {"2018年9月29日到10月1日之间", "2018-09-29/2018-10-01"},
      {"2018年的时候", "2018"},
  }));
  CAPTURE(said);
  CHECK(tag(said) == edtf);
}

TEST_CASE("a date that does not exist is an error about the date, not a name") {
  CHECK(refused(day("on 2018-02-30"), "2018-02-30: February 2018 has 28 days"));
  CHECK(refused(day("on 31 February 2018"), "February 2018 has 28 days"));
  CHECK(refused(day("in 2018-13"), "no month 13"));
  CHECK(refused(day("on 30.9.2018"), "2018-09-30"));
  CHECK(refused(day("on 9/30/2018"), "2018-09-30"));
  CHECK(refused(day("2018-02-30"), "February 2018 has 28 days"));
  CHECK(refused(tag("2018年13月"), "no month 13"));
  CHECK(refused(tag("2018年2月30日"), "February 2018 has 28 days"));
  CHECK(refused(understood("who oversees Nobody on 2018-02-30"), "February 2018 has 28 days"));
  CHECK(refused(day("between 2019 and 2018"), "ends before it begins"));
  CHECK(refused(day("in 2019/2018"), "ends before it begins"));
}

TEST_CASE("a date that says too little is refused with what is missing") {
  CHECK(refused(day("in March"), "of which year?"));
  CHECK(refused(day("on 26 November"), "26 November: of which year?"));
  CHECK(refused(day("in early 2018"), "“early” is no date by itself: say 2018"));
  CHECK(refused(day("at the end of March 2018"), "say 2018-03"));
  CHECK(refused(day("on Tuesday"), "“on Tuesday” says no day that is understood"));
  CHECK(refused(day("in 2017 in 2019"), "in 2017 in 2019"));
}

TEST_CASE("a question whose date is wrong is shown with one that is right") {
  try {
    understand("who oversees Acme on 2018-02-30", acme_names(), question_day);
    FAIL("understood");
  } catch (const NotUnderstood& e) {
    REQUIRE(e.nearest == std::vector<std::string>{"who oversees Acme on 2018-12-06"});
  }
}
