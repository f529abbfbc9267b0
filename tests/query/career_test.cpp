// What a person did, in order, and what at the same time.
#include "core/query/career.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: Acme }
  tools: { kind: unit, name: Tools }
  toys:  { kind: unit, name: Toys }
  boss:  { kind: post, name: chief executive, in: acme }
  ann:   { kind: person, name: Ann Alpha }
)";

struct Asked {
  ToldSource source;
  std::unique_ptr<Scene> scene;
  CareerAnswer answer;

  explicit Asked(const std::string& rest, const std::string& days = "../..")
      : source(entities, rest),
        scene(career_scene(source, source.id("ann"), ToldSource::on(days))),
        answer(career(*scene, source.id("ann"))) {}

  // "charge tools, post acme".
  std::string rows() const {
    std::string text;
    for (const CareerRow& r : answer.rows) {
      text += (text.empty() ? "" : ", ") + std::string(word(r.position.kind)) + " " +
              source.key(r.position.organization);
    }
    return text;
  }
};

}  // namespace

TEST_CASE("posts, charges and memberships stand in order of time") {
  const Asked a(R"(
changes:
  - { date: 2016-01-01, appoint: ann, to: boss }
  - { date: 2012-01-01, found: toys, in: acme, by: ann }
  - { date: 2014-01-01, appoint: ann, over: tools, as: president }
)");
  CHECK(a.rows() == "membership toys, charge tools, post acme");
  CHECK(a.answer.rows[0].tenure.spell->role == "founder");
  CHECK(a.answer.rows[1].position.capacity == "head");
}

TEST_CASE("rows held together name each other, certainly or possibly") {
  const Asked a(R"(
changes:
  - { date: 2010-01-01, appoint: ann, over: tools }
  - { date: 2011-01-01, appoint: ann, to: boss }
  - { date: 2012, leave: ann, from: tools }
  - { date: 2012, appoint: ann, over: toys }
)");
  REQUIRE(a.rows() == "charge tools, post acme, charge toys");
  const auto& tools = a.answer.rows[0].meetings;
  REQUIRE(tools.size() == 2);
  CHECK(tools[0].row == 1);
  CHECK(tools[0].both.certainty == Certainty::certain);
  CHECK(tools[0].both.from.earliest == parse_date("2011-01-01").earliest);
  CHECK(tools[1].row == 2);
  CHECK(tools[1].both.certainty == Certainty::possible);
}

TEST_CASE("one change of jobs on an unknown day is no time with both, and no gap") {
  const Asked a(R"(
changes:
  - { date: 2010-01-01, appoint: ann, over: tools }
  - { date: 2012, do: [ { leave: ann, from: tools }, { appoint: ann, over: toys } ] }
)");
  REQUIRE(a.rows() == "charge tools, charge toys");
  CHECK(a.answer.rows[0].meetings.empty());
  CHECK(a.answer.gaps.empty());
}

TEST_CASE("days without a known post or charge are a gap, whatever the person belongs to") {
  const Asked a(R"(
changes:
  - { date: 2009-01-01, found: toys, by: ann }
  - { date: 2010-01-01, appoint: ann, over: tools }
  - { date: 2018-11-26, leave: ann, from: tools }
  - { date: 2018-11-29, appoint: ann, to: boss }
)");
  REQUIRE(a.answer.gaps.size() == 1);
  CHECK(to_string(a.answer.gaps[0].first) == "2018-11-26");
  CHECK(to_string(a.answer.gaps[0].last) == "2018-11-28");
  CHECK(a.answer.gaps[0].certainty == Certainty::certain);
}

TEST_CASE("a changed role is a row of its own, and no time with itself") {
  const Asked a(R"(
changes:
  - { date: 2010-01-01, appoint: ann, over: tools, as: manager }
  - { date: 2012-01-01, appoint: ann, over: tools, as: president }
)");
  REQUIRE(a.rows() == "charge tools, charge tools");
  CHECK(a.answer.rows[0].meetings.empty());
  CHECK(a.answer.rows[1].tenure.spell->since == a.answer.rows[0].tenure.spell->from);
}
