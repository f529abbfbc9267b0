// Whom somebody reports to: what is stated, and apart from it what the structure suggests.
#include "core/query/reporting.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: Acme }
  tools: { kind: unit, name: Tools }
  saws:  { kind: unit, name: Saws }
  boss:  { kind: post, name: chief executive, in: acme, over: acme }
  aide:  { kind: post, name: assistant, in: acme }
  ann:   { kind: person, name: Ann Alpha }
  bob:   { kind: person, name: Bob Beta }
  cat:   { kind: person, name: Cat Gamma }
)";

const std::string structure = R"(
changes:
  - date: 2010-01-01
    do:
      - { found: tools, in: acme }
      - { found: saws, in: tools }
      - { appoint: ann, to: boss }
      - { appoint: bob, over: tools }
      - { appoint: cat, over: saws }
)";

struct Asked {
  ToldSource source;
  std::unique_ptr<Scene> scene;
  ReportsAnswer answer;

  Asked(const std::string& who, const std::string& rest, const std::string& day)
      : source(entities, rest),
        scene(reports_scene(source, source.id(who), ToldSource::on(day))),
        answer(reports(*scene, source.id(who))) {}

  // "up ann certain, down cat possible dotted".
  std::string stated() const {
    std::string text;
    for (const ReportLine& l : answer.lines) {
      text += (text.empty() ? "" : ", ") + std::string(l.up ? "up " : "down ") +
              source.key(l.other) + " " + std::string(word(l.tenure.certainty)) +
              (l.tenure.spell->dotted ? " dotted" : "");
    }
    return text;
  }
  // "up ann (acme)".
  std::string structural() const {
    std::string text;
    for (const StructuralLine& l : answer.structural) {
      text += (text.empty() ? "" : ", ") + std::string(l.up ? "up " : "down ") +
              source.key(l.other) + " (" + source.key(l.theirs) + ")";
    }
    return text;
  }
};

}  // namespace

TEST_CASE("what the structure suggests is never among what is stated") {
  const Asked bob("bob", structure, "2011-01-01");
  CHECK(bob.stated().empty());
  CHECK(bob.structural() == "up ann (acme), down cat (saws)");
  CHECK(Asked("ann", structure, "2011-01-01").structural() == "down bob (tools)");
}

TEST_CASE("where a line is stated for the job the structure suggests none") {
  const std::string told =
      structure + "  - { date: 2010-02-01, report: bob, to: cat, as: tools }\n";
  const Asked bob("bob", told, "2011-01-01");
  CHECK(bob.stated() == "up cat certain");
  CHECK(bob.structural() == "down cat (saws)");
  CHECK(Asked("cat", told, "2011-01-01").stated() == "down bob certain");
  CHECK(Asked("bob", told, "2010-01-15").stated().empty());
}

TEST_CASE("solid lines come before dotted ones, upward before downward") {
  const Asked bob("bob", structure + R"(
  - { date: 2010-02-01, report: bob, to: cat, dotted: true }
  - { date: 2010-03-01, report: bob, to: ann, as: tools }
  - { date: 2010-03-01, report: cat, to: bob, as: saws }
)",
                  "2011-01-01");
  CHECK(bob.stated() == "up ann certain, up cat certain dotted, down cat certain");
  CHECK(bob.structural().empty());
}

TEST_CASE("R6: a line ends with the job it goes with") {
  const std::string told = structure + R"(
  - { date: 2010-02-01, report: bob, to: ann, as: tools }
  - { date: 2012-01-01, leave: bob, from: tools }
)";
  CHECK(Asked("bob", told, "2011-12-31").stated() == "up ann certain");
  CHECK(Asked("bob", told, "2012-01-01").stated().empty());
}

TEST_CASE("a line of a post is its holder's for as long as he or she holds it") {
  const std::string told = structure + R"(
  - { date: 2010-02-01, appoint: bob, to: aide }
  - { date: 2012-02-01, appoint: cat, to: aide }
statements:
  - { subject: aide, reports_to: boss, from: 2009-01-01 }
)";
  const Asked bob("bob", told, "2011-01-01");
  REQUIRE(bob.answer.lines.size() == 1);
  const ReportLine& line = bob.answer.lines[0];
  CHECK(bob.source.key(line.other) == "boss");
  CHECK(bob.source.key(line.post) == "aide");
  CHECK(line.tenure.from.earliest == parse_date("2010-02-01").earliest);
  CHECK(line.tenure.until.earliest == parse_date("2012-02-01").earliest);
  REQUIRE(line.holders.size() == 1);
  CHECK(bob.source.key(line.holders[0].other) == "ann");
  CHECK(Asked("bob", told, "2013-01-01").stated().empty());
  CHECK(Asked("ann", told, "2011-01-01").stated() == "down aide certain");
  CHECK(Asked("aide", told, "2011-01-01").stated() == "up boss certain");
}

TEST_CASE("a post's answer has the lines of whoever reports in the capacity of it") {
  const std::string told = structure + R"(
  - { date: 2010-02-01, appoint: bob, to: aide }
  - { date: 2010-02-01, report: bob, to: ann, as: aide }
)";
  CHECK(Asked("aide", told, "2011-01-01").stated() == "up ann certain");
}

TEST_CASE("two heads of each other's units, and a loop of units, come to an end") {
  const Asked bob("bob", R"(
changes:
  - date: 2010-01-01
    do:
      - { appoint: bob, over: tools }
      - { appoint: cat, over: saws }
statements:
  - { subject: tools, part_of: saws, from: 2010-01-01 }
  - { subject: saws, part_of: tools, from: 2010-01-01 }
)",
                  "2011-01-01");
  CHECK(bob.structural() == "up cat (saws), down cat (saws)");
}
