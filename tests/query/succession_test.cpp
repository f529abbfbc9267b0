// What became of organizations, and where they came from.
#include "core/query/succession.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

namespace reorg {
namespace {

using tests::ToldSource;

const std::string cast = R"(
  group: { kind: company, name: Group }
  old:   { kind: unit, name: Shops }
  small: { kind: unit, name: Corner Shop }
  new:   { kind: unit, name: Commerce }
  last:  { kind: unit, name: Trade }
  cloud: { kind: unit, name: Cloud }
)";

// "0 old>new dissolve ended began" for each step, in order.
std::vector<std::string> told(const ToldSource& source, const Succession& answer) {
  std::vector<std::string> said;
  for (const Descent& d : answer.steps) {
    said.push_back(std::to_string(d.depth) + " " + source.key(d.step.original) + ">" +
                   source.key(d.step.result) + " " + std::string(word(d.step.told->change.verb)) +
                   (d.step.ends ? " ended" : "") + (d.step.begins ? " began" : "") +
                   (d.certainty == Certainty::certain ? "" : " possible") +
                   (d.repeated ? " repeated" : ""));
  }
  return said;
}

struct Asked {
  Lineage lineage;  // steps refer to it
  Succession answer;
};

Asked ask(const ToldSource& source, const std::string& key, const std::string& day,
          Heading heading = Heading::became) {
  Asked asked{fetch_lineage(source, source.id(key), heading, ToldSource::on(day)), {}};
  asked.answer = succession(asked.lineage, source.id(key), heading);
  return asked;
}

using Steps = std::vector<std::string>;

Steps steps(const ToldSource& source, const std::string& key, const std::string& day,
            Heading heading = Heading::became) {
  return told(source, ask(source, key, day, heading).answer);
}

const std::string years = R"(
changes:
  - { date: 2000-01-01, found: old, in: group }
  - { date: 2005-01-01, split: old, into: [small], in: group, continuing: true }
  - date: 2010-01-01
    do:
      - { found: new, in: group }
      - { dissolve: old, into: [new] }
      - { transfer: the tills, from: old, to: new }
      - { transfer: the lorries, from: old, to: group }
  - { date: 2015-01-01, merge: [new, small], into: last, in: group }
)";

}  // namespace

TEST_CASE("successors are followed to those alive on the day") {
  const ToldSource source(cast, years);
  CHECK(steps(source, "old", "2012-01-01") ==
        Steps{"0 old>small split began", "0 old>new dissolve ended began"});
  CHECK(steps(source, "old", "2020-01-01") ==
        Steps{"0 old>small split began", "1 small>last merge ended began",
              "0 old>new dissolve ended began", "1 new>last merge ended began"});
  CHECK(ask(source, "old", "2012-01-01").answer.heirs == std::vector{source.id("new")});
  CHECK(ask(source, "old", "2020-01-01").answer.heirs == std::vector{source.id("last")});
}

TEST_CASE("what was split off while it lived is told, but is not what it became") {
  const ToldSource source(cast, years);
  const Succession living = ask(source, "old", "2007-01-01").answer;
  CHECK(living.life == Life::alive);
  CHECK(living.heirs.empty());
  CHECK(steps(source, "old", "2007-01-01") == Steps{"0 old>small split began"});
  CHECK(steps(source, "old", "2004-12-31").empty());
}

TEST_CASE("origins are the mirror of what became") {
  const ToldSource source(cast, years);
  CHECK(steps(source, "last", "2020-01-01", Heading::origins) ==
        Steps{"0 new>last merge ended began", "1 old>new dissolve ended began",
              "0 small>last merge ended began", "1 old>small split began"});
  CHECK(ask(source, "last", "2020-01-01", Heading::origins).answer.parents ==
        std::vector{source.id("new"), source.id("small")});
}

TEST_CASE("a function that passes with the change stands beside it, another one apart") {
  const ToldSource source(cast, years);
  const auto [lineage, answer] = ask(source, "old", "2012-01-01");
  REQUIRE(answer.steps.size() == 2);
  REQUIRE(answer.steps[1].step.handed.size() == 1);
  CHECK(answer.steps[1].step.handed[0]->change.text == "the tills");
  REQUIRE(answer.transfers.size() == 1);
  CHECK(answer.transfers[0]->change.text == "the lorries");
}

TEST_CASE("renaming and moving are no succession") {
  const ToldSource source(cast, R"(
changes:
  - { date: 2000-01-01, found: cloud, in: group }
  - { date: 2005-01-01, rename: cloud, to: Cloud Intelligence }
  - { date: 2006-01-01, move: cloud, to: old }
)");
  CHECK(steps(source, "cloud", "2020-01-01").empty());
  const Lineage lineage = ask(source, "cloud", "2020-01-01").lineage;
  CHECK(name_on(*lineage.scene, source.id("cloud"), parse_date("2004-01-01").latest) == "Cloud");
  CHECK(name_on(*lineage.scene, source.id("cloud"), parse_date("2006-01-01").latest) ==
        "Cloud Intelligence");
}

TEST_CASE("members of a new group, and those who go on in a merger, have their own history") {
  const ToldSource source(cast, R"(
changes:
  - { date: 2000-01-01, group: [small, cloud], under: old, in: group }
  - { date: 2005-01-01, dissolve: old, into: [new] }
  - { date: 2010-01-01, merge: [new, cloud], into: last, in: group, continuing: [cloud] }
)");
  CHECK(steps(source, "small", "2020-01-01") == Steps{"0 small>old group began"});
  CHECK(steps(source, "cloud", "2020-01-01") ==
        Steps{"0 cloud>old group began", "0 cloud>last merge began"});
}

TEST_CASE("a date that may lie after the day makes the step possible") {
  const ToldSource source(cast, R"(
changes:
  - { date: 2000-01-01, found: old, in: group }
  - { date: "2010-06", dissolve: old, into: [new] }
)");
  CHECK(steps(source, "old", "2010-05-31").empty());
  CHECK(steps(source, "old", "2010-06-15") == Steps{"0 old>new dissolve ended possible"});
  CHECK(steps(source, "old", "2010-06-30") == Steps{"0 old>new dissolve ended"});
}

TEST_CASE("a spin-off leads from the parent; called off it leads nowhere") {
  const std::string spun = R"(
changes:
  - { date: 2000-01-01, found: cloud, in: group }
  - { date: 2010-01-01, announced: 2009-01-01, id: spin, spin_off: cloud, from: group }
)";
  CHECK(steps(ToldSource(cast, spun), "group", "2020-01-01") == Steps{"0 group>cloud spin_off"});
  CHECK(steps(ToldSource(cast, spun), "cloud", "2020-01-01", Heading::origins) ==
        Steps{"0 group>cloud spin_off"});
  const std::string off = spun + "  - { date: 2009-06-01, withdraw: spin }\n";
  CHECK(steps(ToldSource(cast, off), "group", "2020-01-01").empty());
}

TEST_CASE("a circle of successions ends") {
  const ToldSource source(cast, R"(
changes:
  - { date: 2000-01-01, dissolve: old, into: [new] }
  - { date: 2001-01-01, dissolve: new, into: [old] }
)");
  CHECK(steps(source, "old", "2020-01-01") == Steps{"0 old>new dissolve ended",
                                                    "1 new>old dissolve ended",
                                                    "2 old>new dissolve ended repeated"});
}

TEST_CASE("dissolved into what nobody told") {
  const ToldSource source(cast, R"(
changes:
  - { date: 2000-01-01, dissolve: old }
)");
  CHECK(steps(source, "old", "2020-01-01") == Steps{"0 old>nobody dissolve ended"});
  CHECK(ask(source, "old", "2020-01-01").answer.heirs.empty());
}

TEST_CASE("plans and outranked claims are no steps") {
  const ToldSource source(cast, R"(
changes:
  - { date: 2000-01-01, plan: Shops may be split, do: [ { split: old, into: [small], continuing: true } ] }
  - claims: When it was dissolved
    positions:
      - { rank: preferred, date: 2010-01-01, dissolve: old, into: [new] }
      - { rank: normal, date: 2011-01-01, dissolve: old, into: [last] }
)");
  CHECK(steps(source, "old", "2020-01-01") == Steps{"0 old>new dissolve ended"});
}

}  // namespace reorg
