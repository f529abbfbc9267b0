// When nobody is known to head an organization, over a period.
#include <catch2/catch.hpp>

#include "core/query/gaps.hpp"
#include "core/query/overseers.hpp"
#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:   { kind: company, name: Acme }
  robots: { kind: unit, name: Acme Robots }
  boss:   { kind: post, name: chief executive, in: acme, over: acme }
  lead:   { kind: post, name: lead of robots, in: acme }
  ann:    { kind: person, name: Ann Alpha }
  bob:    { kind: person, name: Bob Beta }
)";

std::string gaps_of(const std::string& history, const std::string& days,
                    const std::string& organization = "robots") {
  const ToldSource source(entities, "changes:\n" + history);
  const EntityId id = source.id(organization);
  const auto scene = overseers_scene(source, id, ToldSource::on(days));
  std::string text;
  for (const Gap& g : overseers(*scene, id).gaps) {
    text += (text.empty() ? "" : ", ") + to_string(g.first) + ".." + to_string(g.last) + " " +
            std::string(word(g.certainty));
  }
  return text;
}

const std::string two_heads = R"(
  - { date: 2010-01-01, appoint: ann, over: robots }
  - { date: 2014-03-01, leave: ann, from: robots }
  - { date: 2015-06-01, appoint: bob, over: robots }
)";

}  // namespace

TEST_CASE("between two heads lie the days on which no source names one") {
  CHECK(gaps_of(two_heads, "2009/2020") == "2014-03-01..2015-05-31 certain");
}

TEST_CASE("a gap is told whole when it touches the days asked about, and not when it does not") {
  CHECK(gaps_of(two_heads, "2015") == "2014-03-01..2015-05-31 certain");
  CHECK(gaps_of(two_heads, "2016/2020").empty());
}

TEST_CASE("on one day the rows say who heads it, and no gap is told") {
  CHECK(gaps_of(two_heads, "2015-01-01").empty());
}

TEST_CASE("from its foundation to the first head there is a gap, and none before it was founded") {
  const std::string founded = "  - { date: 2009-01-01, found: robots, in: acme }\n";
  CHECK(gaps_of(founded + two_heads, "2008/2012") == "2009-01-01..2009-12-31 certain");
  CHECK(gaps_of(founded, "2008/2012").empty());  // nobody was ever known: the answer says so
}

TEST_CASE("before a head who was merely seen somebody may have been there or not") {
  CHECK(gaps_of(R"(
  - { date: 2009-01-01, found: robots, in: acme }
  - { date: 2012-01-01, attest: ann, over: robots }
)",
                "2008/2020") == "2009-01-01..2011-12-31 possible, 2012-01-02..∞ possible");
}

TEST_CASE("a gap ends with the organization") {
  CHECK(gaps_of(R"(
  - { date: 2010-01-01, appoint: ann, over: robots }
  - { date: 2014-03-01, leave: ann, from: robots }
  - { date: 2016-01-01, dissolve: robots }
)",
                "2010/2020") == "2014-03-01..2015-12-31 certain");
}

TEST_CASE("whoever holds a post that heads it is a head; an empty post is none") {
  CHECK(gaps_of(R"(
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2012-01-01, leave: ann, from: boss }
  - { date: 2013-01-01, appoint: bob, to: boss }
)",
                "2011/2020", "acme") == "2012-01-01..2012-12-31 certain");
}

TEST_CASE("R12: a vacancy of the post that heads it, told by a source, is a row and no gap") {
  CHECK(gaps_of(R"(
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2012-01-01, vacate: boss, leaving: ann }
  - { date: 2013-01-01, appoint: bob, to: boss }
)",
                "2011/2020", "acme")
            .empty());
}

TEST_CASE("a post that headed it only before the days asked about bounds the gap") {
  const ToldSource source(entities, R"(
statements:
  - { subject: lead, oversees: robots, from: 2010-01-01, until: 2012-01-01 }
  - { subject: ann, holds: lead, from: 2010-01-01, until: 2011-06-01 }
  - { subject: bob, oversees: robots, from: 2015-01-01 }
)");
  const EntityId robots = source.id("robots");
  const auto scene = overseers_scene(source, robots, ToldSource::on("2013/2014"));
  const std::vector<Gap> gaps = overseers(*scene, robots).gaps;
  REQUIRE(gaps.size() == 1);
  CHECK(to_string(gaps[0].first) == "2011-06-01");
  CHECK(to_string(gaps[0].last) == "2014-12-31");
  CHECK(gaps[0].certainty == Certainty::certain);
}

TEST_CASE("a chair, a deputy or a dotted line fills no gap") {
  CHECK(gaps_of(two_heads + R"(
  - { date: 2014-03-01, appoint: bob, over: robots, capacity: chair }
  - { date: 2014-04-01, appoint: ann, over: robots, capacity: deputy }
)",
                "2009/2020") == "2014-03-01..2015-05-31 certain");
}

TEST_CASE("an acting head is a head") {
  CHECK(gaps_of(two_heads + "  - { date: 2014-03-01, appoint: bob, over: robots, acting: true }\n",
                "2009/2020")
            .empty());
}

TEST_CASE("rivals about who headed it leave no gap") {
  CHECK(gaps_of(R"(
  - { date: 2010-01-01, appoint: ann, over: robots }
  - { date: 2010-01-01, appoint: bob, over: robots }
)",
                "2009/2020")
            .empty());
}
