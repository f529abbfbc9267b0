// Who held a post, and what is said of the days between holders.
#include "core/query/holders.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme: { kind: company, name: Acme }
  boss: { kind: post, name: chief executive, in: acme }
  vice: { kind: post, name: vice president, in: acme, seats: 0 }
  ann:  { kind: person, name: Ann Alpha }
  bob:  { kind: person, name: Bob Beta }
  cat:  { kind: person, name: Cat Gamma }
)";

struct Asked {
  ToldSource source;
  std::unique_ptr<Scene> scene;
  HoldersAnswer answer;

  explicit Asked(const std::string& rest, const std::string& days = "../..",
                 const std::string& post = "boss")
      : source(entities, rest),
        scene(holders_scene(source, source.id(post), ToldSource::on(days))),
        answer(holders(*scene, source.id(post))) {}

  // "ann certain, nobody certain": nobody is a vacancy that a source tells.
  std::string who() const {
    std::string text;
    for (const Holding& h : answer.rows) {
      text += (text.empty() ? "" : ", ") + source.key(h.person) + " " +
              std::string(word(h.tenure.certainty));
    }
    return text;
  }
  std::string gaps() const {
    std::string text;
    for (const Gap& g : answer.gaps) {
      text += (text.empty() ? "" : ", ") + to_string(g.first) + ".." + to_string(g.last) + " " +
              std::string(word(g.certainty));
    }
    return text;
  }
};

}  // namespace

TEST_CASE("holders are told in order of time, and days that no source speaks of as a gap") {
  const Asked a(R"(
changes:
  - { date: 2015-06-01, appoint: bob, to: boss }
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2014-03-01, leave: ann, from: boss }
)");
  CHECK(a.who() == "ann certain, bob certain");
  CHECK(a.gaps() == "2014-03-01..2015-05-31 certain");
  CHECK(a.source.key(a.answer.organization) == "acme");
}

TEST_CASE("R12: a vacancy that a source tells is a row and no gap") {
  const Asked a(R"(
changes:
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2012-03-01, vacate: boss, leaving: ann }
  - { date: 2013-01-01, appoint: bob, to: boss }
)");
  CHECK(a.who() == "ann certain, nobody certain, bob certain");
  CHECK(a.answer.rows[1].vacant());
  CHECK(a.gaps().empty());
}

TEST_CASE("who ends on the unknown day on which the next begins leaves no gap") {
  const Asked a(R"(
changes:
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2012, appoint: bob, to: boss }
)");
  CHECK(a.gaps().empty());
  const auto length = a.answer.rows[0].tenure.days;
  REQUIRE(length);
  CHECK(length->least == 730);
  CHECK(length->most == 730 + 365);
}

TEST_CASE("when it is not known how long a holder stayed the days after are perhaps a gap") {
  const Asked a(R"(
changes:
  - { date: 2010-01-01, attest: ann, to: boss }
  - { date: 2012-01-01, attest: bob, to: boss }
)");
  CHECK(a.who() == "ann certain, bob certain");
  CHECK(a.gaps() == "2010-01-02..2011-12-31 possible, 2012-01-02..∞ possible");
}

TEST_CASE("a post that began before its first known holder has a gap from then on") {
  const Asked a(R"(
changes:
  - { date: 2009-01-01, create: boss, in: acme }
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2011-01-01, leave: ann, from: boss }
  - { date: 2012-01-01, abolish: boss }
)");
  CHECK(a.gaps() == "2009-01-01..2009-12-31 certain, 2011-01-01..2011-12-31 certain");
}

TEST_CASE("on one day only its holders and its gap are told, certain ones first") {
  const std::string history = R"(
changes:
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2014-03-01, leave: ann, from: boss }
  - { date: 2015-06-01, appoint: bob, to: boss }
)";
  const Asked then(history, "2013-01-01");
  CHECK(then.who() == "ann certain");
  CHECK(then.gaps().empty());
  const Asked between(history, "2015-01-01");
  CHECK(between.who().empty());
  CHECK(between.gaps() == "2014-03-01..2015-05-31 certain");
}

TEST_CASE("R5: rivals of equal rank both hold it, disputed, and leave no gap between them") {
  const Asked a(R"(
changes:
  - claims: Who followed
    positions:
      - { date: 2010-01-01, appoint: ann, to: boss }
      - { date: 2010-03-01, appoint: bob, to: boss }
)",
                "2011-01-01");
  CHECK(a.who() == "ann possible, bob possible");
  CHECK(a.answer.rows[0].tenure.conflicts.size() == 1);
  CHECK(a.gaps().empty());
}

TEST_CASE("a post with any number of seats is never without a holder by mere silence") {
  const Asked a(R"(
changes:
  - { date: 2010-01-01, appoint: ann, to: vice }
  - { date: 2011-01-01, leave: ann, from: vice }
  - { date: 2012-01-01, appoint: bob, to: vice }
)",
                "../..", "vice");
  CHECK(a.who() == "ann certain, bob certain");
  CHECK(a.gaps().empty());
}
