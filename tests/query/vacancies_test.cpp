// Posts that nobody holds: told vacancies apart from mere silence (R12).
#include "core/query/vacancies.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: Acme }
  tools: { kind: unit, name: Tools }
  other: { kind: company, name: Other }
  boss:  { kind: post, name: chief executive, in: acme }
  head:  { kind: post, name: head of tools, in: tools }
  vice:  { kind: post, name: vice president, in: acme, seats: 0 }
  away:  { kind: post, name: chief elsewhere, in: other }
  loose: { kind: post, name: overseer, over: tools }
  ann:   { kind: person, name: Ann Alpha }
  bob:   { kind: person, name: Bob Beta }
)";

const std::string history = R"(
changes:
  - { date: 2010-01-01, found: tools, in: acme }
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2012-03-01, vacate: boss, leaving: ann }
  - { date: 2011-01-01, appoint: bob, to: head }
  - { date: 2012, leave: bob, from: head }
  - { date: 2011-01-01, appoint: bob, to: away }
  - { date: 2011-06-01, leave: bob, from: away }
  - { date: 2010-05-01, attest: ann, to: loose }
  - { date: 2020-01-01, dissolve: tools }
)";

struct Asked {
  ToldSource source;
  std::unique_ptr<Scene> scene;
  std::vector<VacancyRow> rows;

  explicit Asked(const std::string& day, const std::string& rest = history)
      : source(entities, rest),
        scene(vacancies_scene_below(source, source.id("acme"), ToldSource::on(day))),
        rows(vacancies_below(*scene, source.id("acme"))) {}

  // "boss vacant certain after ann, head unknown certain".
  std::string text() const {
    std::string all;
    for (const VacancyRow& r : rows) {
      all += (all.empty() ? "" : ", ") + source.key(r.post) + (r.told ? " vacant " : " unknown ") +
             std::string(word(r.certainty));
      if (r.last_holder != EntityId::none) all += " after " + source.key(r.last_holder);
      for (const Hit& h : r.perhaps) all += " perhaps " + source.key(h.other);
    }
    return all;
  }
};

}  // namespace

TEST_CASE("told vacancies come first, then posts without a known holder, then the doubtful") {
  CHECK(Asked("2013-06-01").text() ==
        "boss vacant certain after ann, head unknown certain after bob, "
        "loose unknown possible perhaps ann");
}

TEST_CASE("in the year of an imprecise end the holder may still be there") {
  CHECK(Asked("2012-06-01").text() ==
        "boss vacant certain after ann, head unknown possible perhaps bob, "
        "loose unknown possible perhaps ann");
}

TEST_CASE("days without a known holder begin as imprecisely as the last holder ended") {
  const Asked a("2013-06-01");
  REQUIRE(a.rows.size() == 3);
  REQUIRE(a.rows[1].from);
  CHECK(a.rows[1].from->edtf == "2012");
  CHECK(a.rows[1].until->kind == EndKind::open);
}

TEST_CASE("a post counts from its first known holder on, and as long as its organization lives") {
  CHECK(Asked("2010-02-01").text().empty());
  CHECK(Asked("2020-06-01").text() == "boss vacant certain after ann");
}

TEST_CASE("a post that nobody was ever known to hold is told so") {
  const Asked a("2010-06-01", "changes:\n  - { date: 2010-01-01, appoint: ann, to: boss }\n");
  CHECK(a.text().empty());  // tools are not known to be part of acme
  const Asked b("2010-06-01", "changes:\n  - { date: 2010-01-01, found: tools, in: acme }\n");
  CHECK(b.text() == "boss unknown certain, head unknown certain, loose unknown certain");
  CHECK_FALSE(b.rows[0].from);
}

TEST_CASE("everywhere means the posts of every organization, and of none") {
  const ToldSource source(entities, history);
  const std::vector<EntityId> posts{source.id("boss"), source.id("head"), source.id("vice"),
                                    source.id("away"), source.id("loose")};
  const auto scene = vacancies_scene(source, posts, ToldSource::on("2013-06-01"));
  CHECK(vacancies(*scene, posts).size() == 4);
  CHECK(source.asked.size() == 1);
}
