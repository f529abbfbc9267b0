// People by reporting line, as a chart: small invented histories.
#include "graphviz/reporting_chart.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "graphviz/write_dot.hpp"
#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::charts;
using namespace reorg::tests;
using Words = std::vector<std::string>;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: Acme }
  tools: { kind: unit, name: Tools }
  saws:  { kind: unit, name: Saws }
  cfo:   { kind: post, name: chief financial officer, in: acme }
  ann:   { kind: person, name: { en: Ann Alpha, zh-Hans: 安 } }
  bob:   { kind: person, name: Bob Beta }
  cat:   { kind: person, name: Cat Gamma }
  dan:   { kind: person, name: Dan Delta }
  eve:   { kind: person, name: Eve Epsilon }
)";

const std::string history = R"(
changes:
  - date: 2010-01-01
    do:
      - { found: tools, in: acme }
      - { found: saws, in: tools }
      - { appoint: ann, over: acme, as: president }
      - { appoint: eve, over: acme, capacity: chair }
      - { appoint: bob, over: tools, as: general manager, acting: true }
      - { appoint: cat, over: saws }
      - { appoint: dan, to: cfo }
      - { report: dan, to: eve, as: cfo }
      - { report: cat, to: bob }
      - { report: cat, to: dan, dotted: true }
)";

struct Drawn {
  ToldSource source;
  std::unique_ptr<Scene> scene;
  Chart chart;

  explicit Drawn(const std::string& rest = history, const Shown& shown = {},
                 const std::string& day = "2011-01-01")
      : source(entities, rest) {
    const EntityId ids[] = {source.id("acme")};
    scene = reporting_scene_of(source, ids, ToldSource::on(day));
    const ReportingPart part{ids[0], reporting_tree(*scene, ids[0])};
    chart = reporting_chart(*scene, {&part, 1}, shown);
  }

  // "1 bob": depth first.
  Words cards() const {
    Words all;
    for (const Branch& b : chart.cards) all.push_back(std::to_string(b.depth) + " " + b.card.id);
    return all;
  }
  const Card& card(const std::string& id) const {
    const auto at = std::ranges::find(chart.cards, id, [](const Branch& b) { return b.card.id; });
    if (at == chart.cards.end()) throw std::runtime_error("no card " + id);
    return at->card;
  }
};

}  // namespace

TEST_CASE("whoever heads and chairs the organization stands on its card, all others below") {
  const Drawn acme;
  CHECK(acme.cards() == Words{"0 acme", "1 bob", "2 cat", "1 dan"});
  const Card& top = acme.card("acme");
  REQUIRE(top.heads.size() == 2);
  CHECK(top.heads[0].name == "Ann Alpha");
  CHECK(top.heads[0].native == "安");
  CHECK(top.heads[1].name == "Eve Epsilon");
}

TEST_CASE("who reports to another than the first on the card says to whom") {
  CHECK(Drawn().card("dan").note == "to Eve Epsilon");
  CHECK(Drawn().card("bob").note.empty());
}

TEST_CASE("lines that nobody states are suggested, stated ones are not") {
  const Drawn acme;
  CHECK(acme.card("bob").suggested);
  CHECK_FALSE(acme.card("cat").suggested);
  CHECK_FALSE(acme.card("dan").suggested);
  CHECK_FALSE(acme.card("acme").suggested);
}

TEST_CASE("a card says what somebody does: where, in which role, acting, and since when") {
  const Head bob = Drawn().card("bob").heads.at(0);
  CHECK(bob.name == "Tools");
  CHECK(bob.role == "acting general manager");
  CHECK(bob.since == "since 2010-01-01");
  CHECK(Drawn().card("cat").heads.at(0).role == "head");
}

TEST_CASE("in the organization on top the role is enough") {
  const Head dan = Drawn().card("dan").heads.at(0);
  CHECK(dan.name == "chief financial officer");
  CHECK(dan.role.empty());
}

TEST_CASE("a dotted line is a note on the card, which stands below the solid one") {
  CHECK(Drawn().card("cat").note == "dotted line to Dan Delta");
}

TEST_CASE("a vacant post is a card that says so") {
  const Drawn acme(history + "  - { date: 2010-06-01, vacate: cfo }\n");
  const Card& cfo = acme.card("cfo");
  CHECK(cfo.name == "chief financial officer");
  REQUIRE(cfo.heads.size() == 1);
  CHECK(cfo.heads.front().vacant);
}

TEST_CASE("levels that are cut off are counted in people") {
  Shown one;
  one.depth = 1;
  const Drawn acme(history, one);
  CHECK(acme.cards() == Words{"0 acme", "1 bob", "1 dan"});
  CHECK(acme.card("bob").hidden == "+ 1 person below");
}

TEST_CASE("around a person: the chain above in order, those below as a tree") {
  const ToldSource source(entities, history);
  const EntityId bob = source.id("bob");
  const auto scene = reporting_scene_around(source, bob, ToldSource::on("2011-01-01"));
  const Chart chart = reporting_chart_around(*scene, reporting_chain(*scene, bob),
                                             reporting_tree_below(*scene, bob), {});
  REQUIRE(chart.above.size() == 1);
  CHECK(chart.above.front().id == "ann");
  REQUIRE(chart.cards.size() == 2);
  CHECK(chart.cards[0].card.id == "bob");
  CHECK(chart.cards[0].depth == 0);
  CHECK(chart.cards[1].card.id == "cat");
  CHECK(chart.cards[1].depth == 1);
  const std::string dot = write_dot(chart, {});
  CHECK(dot.find("\"ann\" -> \"bob\" [weight=100, style=dashed]") != std::string::npos);
}

TEST_CASE("a day on which nobody is recorded is one card") {
  const Drawn acme("changes:\n  - { date: 2010-01-01, found: tools, in: acme }\n");
  CHECK(acme.cards() == Words{"0 acme"});
}

TEST_CASE("the legend tells stated lines from suggested ones, and is silent without any") {
  CHECK(write_dot(Drawn().chart, {}).find("by the structure alone, stated by nobody") !=
        std::string::npos);
  CHECK(write_dot(Drawn("changes:\n  - { date: 2010-01-01, found: tools, in: acme }\n").chart, {})
            .find("by the structure alone") == std::string::npos);
}

TEST_CASE("somebody with jobs in two organizations has a card in each, with ids of their own") {
  const ToldSource source(std::string(entities) + "  other: { kind: company, name: Other }\n" +
                              "  parts: { kind: unit, name: Parts }\n",
                          history + R"(
  - date: 2010-02-01
    do:
      - { found: parts, in: other }
      - { appoint: bob, over: parts }
)");
  const EntityId ids[] = {source.id("acme"), source.id("other")};
  const auto scene = reporting_scene_of(source, ids, ToldSource::on("2011-01-01"));
  const ReportingPart parts[] = {{ids[0], reporting_tree(*scene, ids[0])},
                                 {ids[1], reporting_tree(*scene, ids[1])}};
  const Chart chart = reporting_chart(*scene, parts, {});
  const auto has = [&](const std::string& id) {
    return std::ranges::any_of(chart.cards, [&](const Branch& b) { return b.card.id == id; });
  };
  CHECK(has("bob"));
  CHECK(has("bob.2"));
}
