// Who owns how much of whom, as a chart: small invented histories.
#include "graphviz/ownership_chart.hpp"

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
  ann:   { kind: person, name: Ann Alpha }
  bob:   { kind: person, name: Bob Beta }
  fund:  { kind: company, name: Fund }
  acme:  { kind: company, name: Acme }
  tools: { kind: company, name: Tools }
  saws:  { kind: company, name: Saws }
  other: { kind: company, name: Other }
)";

// Ann has Fund, Fund has part of Acme; Acme has Tools and with somebody else Saws.
const std::string history = R"(
changes:
  - date: 2010-01-01
    do:
      - { own: fund, by: ann, share: 50 }
      - { own: acme, by: fund, share: 40 }
      - { own: tools, by: acme, share: 100 }
      - { own: saws, by: acme, share: 30..40 }
      - { own: saws, by: other, share: 10 }
      - { appoint: bob, over: acme, as: president }
  - date: 2012-01-01
    own: acme
    by: ann
    interest: votes
    share: ">50"
)";

struct Asked {
  ToldSource source;
  std::unique_ptr<Scene> scene;
  StakeCounts counts;
  Chart chart;

  Asked(const std::string& who, const std::string& day, const Shown& shown = {},
        const std::string& rest = history)
      : source(entities, rest),
        scene(ownership_scene_around(source, source.id(who), ToldSource::on(day))),
        chart(ownership_chart_around(*scene, source.id(who), stakes(*scene), shown, counts)) {}

  // "fund → acme 40 %".
  Words links() const {
    Words all;
    for (const Link& l : chart.links) {
      all.push_back(l.from + " → " + l.to + " " + l.label +
                    (l.certainty == Certainty::certain ? "" : " possibly") +
                    (l.note.empty() ? "" : " (" + l.note + ")"));
    }
    std::ranges::sort(all);
    return all;
  }
  const Card& card(const std::string& id) const {
    const auto at = std::ranges::find(chart.cards, id, [](const Branch& b) { return b.card.id; });
    if (at == chart.cards.end()) throw std::runtime_error("no card " + id);
    return at->card;
  }
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("owners stand above with theirs, what is owned below, each with the share in words") {
  const Asked acme("acme", "2011-01-01");
  CHECK(acme.links() ==
        Words{"acme → saws 30 to 40 % (since 2010-01-01)", "acme → tools 100 % (since 2010-01-01)",
              "ann → fund 50 % (since 2010-01-01)", "fund → acme 40 % (since 2010-01-01)"});
  CHECK(acme.counts.owners == 2);
  CHECK(acme.counts.owned == 2);
  CHECK(acme.chart.shape == Shape::network);
}

TEST_CASE("whoever is asked about is the one card on top of all others") {
  const Asked acme("acme", "2011-01-01");
  CHECK(acme.chart.cards.front().card.id == "acme");
  CHECK(std::ranges::count(acme.chart.cards, 0, &Branch::depth) == 1);
  CHECK(acme.card("acme").note == "60 %: no owner recorded");
}

TEST_CASE("what somebody has in all through others is said on the card") {
  const Asked acme("acme", "2011-01-01");
  CHECK(acme.card("ann").note == "20 % of Acme in all");
  CHECK(acme.card("fund").note.empty());
  CHECK(Asked("ann", "2011-01-01").card("tools").note == "Ann Alpha: 20 % in all");
}

TEST_CASE("other owners of what is owned are counted, not drawn") {
  CHECK(Asked("acme", "2011-01-01").card("saws").hidden == "+ 1 other owner");
}

TEST_CASE("votes and control are told apart from shares, on the same line") {
  const Asked acme("acme", "2013-01-01");
  CHECK(std::ranges::count(acme.links(),
                           "ann → acme more than 50 % of the votes (since 2012-01-01)") == 1);
}

TEST_CASE("of several shares of which one is right the line is certain and the label says or") {
  const Asked acme("acme", "2010-06-15", {}, R"(
changes:
  - { date: 2010-01-01, own: acme, by: fund, share: 40 }
  - { date: 2010-06, own: acme, by: fund, share: 60, from: 40 }
)");
  CHECK(acme.links() == Words{"fund → acme 40 % or 60 %"});
  const Asked doubtful("acme", "2010-06-15", {}, R"(
changes:
  - { date: 2010-06, own: acme, by: fund, share: 60 }
)");
  CHECK(doubtful.links() == Words{"fund → acme 60 % possibly (since 2010-06)"});
}

TEST_CASE("a share held through others says so") {
  const Asked acme("acme", "2011-01-01", {}, R"(
changes:
  - { date: 2010-01-01, own: acme, by: ann, share: 20, held: indirect }
)");
  CHECK(acme.links() == Words{"ann → acme 20 % (through others, since 2010-01-01)"});
}

TEST_CASE("heads stand on the cards of organizations, unless people are left out") {
  REQUIRE(Asked("acme", "2011-01-01").card("acme").heads.size() == 1);
  CHECK(Asked("acme", "2011-01-01").card("acme").heads.front().name == "Bob Beta");
  Shown without;
  without.people = false;
  CHECK(Asked("acme", "2011-01-01", without).card("acme").heads.empty());
}

TEST_CASE("levels count both ways; what is cut off is counted on the card that is left") {
  Shown one;
  one.depth = 1;
  const Asked acme("acme", "2011-01-01", one);
  CHECK(acme.chart.links.size() == 3);
  CHECK(acme.card("fund").hidden == "+ 1 more owner");
  const Asked ann("ann", "2011-01-01", one);
  CHECK(ann.card("fund").hidden == "+ 1 more company owned");
}

TEST_CASE("a loop of owners ends, and nobody owned by nobody is a card alone") {
  const Asked loop("acme", "2011-01-01", {}, R"(
changes:
  - date: 2010-01-01
    do:
      - { own: acme, by: fund, share: 10 }
      - { own: fund, by: acme, share: 10 }
)");
  CHECK(loop.links().size() == 2);
  CHECK(loop.chart.cards.size() == 2);
  const Asked alone("other", "2009-01-01");
  CHECK(alone.chart.links.empty());
  CHECK(alone.chart.cards.size() == 1);
}

TEST_CASE("many that hang from one card are counted beyond those side by side, and stand in rows") {
  std::string many = entities, changes = "changes:\n  - date: 2010-01-01\n    do:\n";
  for (int i = 10; i < 30; ++i) {
    many += "  c" + std::to_string(i) + ": { kind: company, name: C" + std::to_string(i) + " }\n";
    changes += "      - { own: c" + std::to_string(i) + ", by: acme, share: 100 }\n";
  }
  const ToldSource source(many, changes);
  const auto scene =
      ownership_scene_around(source, source.id("acme"), ToldSource::on("2011-01-01"));
  StakeCounts counts;
  Shown ten;
  ten.collapse_over = 10;
  const Chart few = ownership_chart_around(*scene, source.id("acme"), stakes(*scene), ten, counts);
  CHECK(few.links.size() == 10);
  CHECK(few.cards.front().card.hidden == "+ 10 more companies owned");
  CHECK(counts.owned == 20);
  const std::string dot = write_dot(few, {});
  CHECK(count(dot, "rank=same") == 2);
  CHECK(count(dot, "id=\"link.") == 10);
}

TEST_CASE("without a name all stakes are drawn, and nobody is asked about") {
  const ToldSource source(entities, history);
  const std::vector<EntityId> everyone{source.id("ann"), source.id("fund"), source.id("acme"),
                                       source.id("other")};
  const auto scene = ownership_scene_of(source, everyone, ToldSource::on("2011-01-01"));
  const Chart all = ownership_chart(*scene, stakes(*scene), {});
  CHECK(all.links.size() == 5);
  CHECK(std::ranges::count(all.cards, 0, &Branch::depth) == 0);
}

TEST_CASE("a hostile name in a network stays text") {
  const ToldSource source(R"(
  bad: { kind: company, name: "<B>\"Bad\" & Sons\\" }
  good: { kind: company, name: Good }
)",
                          "changes:\n  - { date: 2010-01-01, own: good, by: bad, share: 10 }\n");
  const auto scene =
      ownership_scene_around(source, source.id("good"), ToldSource::on("2011-01-01"));
  StakeCounts counts;
  const std::string dot =
      write_dot(ownership_chart_around(*scene, source.id("good"), stakes(*scene), {}, counts), {});
  CHECK(dot.find("<B>\"Bad\"") == std::string::npos);
  CHECK(dot.find("&lt;B&gt;") != std::string::npos);
}
