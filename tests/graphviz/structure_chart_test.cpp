// The structure of a day as a chart: what stands on each card, what is left out, and that what is
// left out is counted.
#include "graphviz/structure_chart.hpp"

#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "tests/property.hpp"
#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::charts;
using reorg::tests::ToldSource;

namespace {

const char* const entities = R"(
  acme:   { kind: company, name: { en: Acme, zh-Hans: 艾克米 }, acronym: ACM }
  labs:   { kind: unit, classification: business group, name: { en: Labs, zh-Hans: 实验室 } }
  toys:   { kind: unit, classification: business group, name: Toys Business Group }
  games:  { kind: unit, name: Games }
  robot:  { kind: unit, classification: product, name: Robot }
  chess:  { kind: unit, classification: product, name: Chess }
  go:     { kind: unit, classification: product, name: Go }
  shop:   { kind: company, name: Shop }
  ann:    { kind: person, name: { en: Ann, zh-Hans: 安安 } }
  bob:    { kind: person, name: Bob }
  cat:    { kind: person, name: Cat }
)";

const char* const post = R"(
  boss:   { kind: post, name: chief executive officer, in: acme, over: acme }
)";

const char* const structure = R"(
changes:
  - date: 2010-01-01
    do:
      - { found: labs, in: acme }
      - { found: toys, in: acme }
      - { found: games, in: toys }
      - { found: chess, in: games }
      - { found: go, in: games }
      - { found: robot, in: labs }
)";

Chart chart(const ToldSource& source, const std::string& day, const Shown& shown = {},
            const std::string& root = "acme") {
  const EntityId roots[] = {source.id(root)};
  const auto scene = tree_scene(source, roots, any_number, ToldSource::on(day));
  return structure_chart(*scene, tree(*scene, roots, any_number), shown);
}

std::string in_words(const Head& h) {
  std::string text = h.vacant ? "vacant" : h.name.empty() ? "nobody" : h.name + h.native;
  if (!h.role.empty()) text += ", " + h.role;
  if (!h.since.empty()) text += ", " + h.since;
  if (h.acting) text += ", acting";
  if (h.certainty != Certainty::certain) text += ", possibly";
  return text;
}

// "Acme: Ann, head, since 2010-01-01 / Labs + 1 unit below": cards by depth, one after another.
std::string drawn(const Chart& chart) {
  std::string all;
  for (const Branch& b : chart.cards) {
    const Card& c = b.card;
    all += (all.empty() ? "" : " / ") + std::string(static_cast<std::size_t>(b.depth), '>');
    all += c.name;
    if (c.certainty != Certainty::certain) all += "?";
    for (std::size_t i = 0; i < c.heads.size(); ++i)
      all += (i == 0 ? ": " : "; ") + in_words(c.heads[i]);
    if (!c.note.empty()) all += " (" + c.note + ")";
    if (!c.hidden.empty()) all += " " + c.hidden;
  }
  return all;
}

const Card& card(const Chart& chart, const std::string& id) {
  for (const Branch& b : chart.cards) {
    if (b.card.id == id) return b.card;
  }
  throw std::runtime_error("no card " + id);
}

// Who heads the labs on a day, after these changes.
std::string heads(const std::string& changes, const std::string& day = "2015-01-01") {
  const ToldSource acme(entities,
                        "changes:\n  - { date: 2010-01-01, found: labs, in: acme }\n" + changes);
  const Chart c = chart(acme, day);
  std::string all;
  for (const Head& h : card(c, "labs").heads) all += (all.empty() ? "" : "; ") + in_words(h);
  return all;
}

Shown with(std::size_t collapse_over, int depth = any_number) {
  Shown shown;
  shown.collapse_over = collapse_over;
  shown.depth = depth;
  return shown;
}

}  // namespace

TEST_CASE("a card has the name of the day, the Chinese one beside it, the acronym and the sort") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: acme }, { found: toys, in: acme } ] }
  - { date: 2012-01-01, rename: labs, to: { en: Acme Research, zh-Hans: 研究院 } }
)");
  const Chart before = chart(acme, "2011-01-01"), after = chart(acme, "2013-01-01");
  CHECK(card(before, "labs").name == "Labs");
  CHECK(card(before, "labs").native == "实验室");
  CHECK(card(after, "labs").name == "Acme Research");
  CHECK(card(after, "labs").native == "研究院");
  CHECK(card(after, "labs").sort == "business group");
  CHECK(card(after, "acme").acronym == "ACM");
  CHECK(card(after, "labs").tooltip == "Acme Research 研究院 (business group)");
}

TEST_CASE("a sort that the name says already, or that says nothing, is not said") {
  const ToldSource acme(entities, structure);
  const Chart c = chart(acme, "2011-01-01");
  CHECK(card(c, "toys").sort.empty());
  CHECK(card(c, "games").sort.empty());
  CHECK(card(c, "robot").sort == "product");
}

TEST_CASE("names are in the languages asked for, in others where there is none") {
  const ToldSource acme(entities, structure);
  Shown shown;
  shown.languages = {"zh"};
  CHECK(card(chart(acme, "2011-01-01", shown), "labs").name == "实验室");
  CHECK(card(chart(acme, "2011-01-01", shown), "labs").native.empty());
  CHECK(card(chart(acme, "2011-01-01", shown), "games").name == "Games");
  shown.languages = {"zh-Hans", "en"};
  CHECK(card(chart(acme, "2011-01-01", shown), "labs").native == "Labs");
  CHECK(card(chart(acme, "2011-01-01", shown), "games").native.empty());
  shown.languages = {"en"};
  CHECK(card(chart(acme, "2011-01-01", shown), "labs").native.empty());
}

TEST_CASE("a head has a name, a role and the day since when") {
  CHECK(heads("  - { date: 2012-03-01, appoint: ann, over: labs, as: president }\n") ==
        "Ann安安, president, since 2012-03-01");
  CHECK(heads("  - { date: 2012-03, appoint: bob, over: labs }\n") == "Bob, since 2012-03");
  CHECK(heads("  - { date: 2012~, appoint: bob, over: labs }\n") == "Bob, since about 2012");
  CHECK(heads("  - { date: \"2012-03-01?\", appoint: bob, over: labs }\n") ==
        "Bob, since 2012-03-01 (uncertain)");
  CHECK(heads("  - { date: \"[..2012-03-01]\", appoint: bob, over: labs }\n") ==
        "Bob, since 2012-03-01 or before");
  CHECK(heads("  - { date: 2012-03-01, attest: bob, over: labs }\n", "2012-03-01") ==
        "Bob, since 2012-03-01 or before");
}

TEST_CASE("whoever heads by a post is told with the post") {
  const ToldSource acme(std::string(entities) + post, R"(
changes:
  - { date: 2010-01-01, appoint: ann, to: boss }
)");
  CHECK(drawn(chart(acme, "2011-01-01")) ==
        "Acme: Ann安安, chief executive officer, since 2010-01-01");
}

TEST_CASE("the same person in two places at the top is told once") {
  CHECK(heads(R"(
  - { date: 2011-01-01, appoint: ann, over: labs, as: president }
  - { date: 2012-01-01, appoint: ann, over: labs, capacity: chair }
)") == "Ann安安, president, chair, since 2011-01-01");
}

TEST_CASE("what somebody certainly is, is not told as possible because another charge is") {
  CHECK(heads(R"(
  - { date: "[2014-12-01..2015-02-01]", appoint: ann, over: labs, as: president }
  - { date: 2012-01-01, appoint: ann, over: labs, capacity: chair }
)") == "Ann安安, president, since some day from 2014-12-01 to 2015-02-01, possibly; "
       "Ann安安, chair, since 2012-01-01");
}

TEST_CASE("several heads stand beside one another, very many are counted") {
  CHECK(heads(R"(
  - date: 2011-01-01
    do: [ { appoint: ann, over: labs }, { appoint: bob, over: labs, as: co-head } ]
)") == "Ann安安, since 2011-01-01; Bob, co-head, since 2011-01-01");

  std::string people, appointed;
  for (char c = 'a'; c < 'a' + 12; ++c) {
    people += std::string("  p") + c + ": { kind: person, name: P" + c + " }\n";
    appointed += std::string(c == 'a' ? "" : ", ") + "{ appoint: p" + c + ", over: labs }";
  }
  const ToldSource acme(entities + people,
                        "changes:\n  - { date: 2010-01-01, found: labs, in: acme }\n"
                        "  - { date: 2011-01-01, do: [ " +
                            appointed + " ] }\n");
  const Chart c = chart(acme, "2012-01-01");
  const auto& twelve = card(c, "labs").heads;
  REQUIRE(twelve.size() == 4);
  CHECK(twelve[2].name == "Pc");
  CHECK(twelve[3].name == "and 9 more");
}

TEST_CASE("acting, vacant and possible heads are told to be so") {
  CHECK(heads("  - { date: 2012-03-01, appoint: ann, over: labs, acting: true }\n") ==
        "Ann安安, since 2012-03-01, acting");
  CHECK(heads("  - { date: \"[2014-12-01..2015-02-01]\", appoint: ann, over: labs }\n") ==
        "Ann安安, since some day from 2014-12-01 to 2015-02-01, possibly");
  const ToldSource acme(std::string(entities) + post, R"(
changes:
  - { date: 2010-01-01, appoint: ann, to: boss }
  - { date: 2012-01-01, vacate: boss, leaving: ann }
)");
  CHECK_THAT(drawn(chart(acme, "2013-01-01")),
             Catch::StartsWith("Acme: vacant, chief executive officer"));
}

TEST_CASE("without people no card has any") {
  Shown shown;
  shown.people = false;
  const ToldSource acme(std::string(entities) + post,
                        "changes:\n  - { date: 2010-01-01, appoint: ann, to: boss }\n");
  CHECK(drawn(chart(acme, "2011-01-01", shown)) == "Acme");
  CHECK(chart(acme, "2011-01-01", shown).cards.front().card.tooltip == "Acme 艾克米 (company)");
}

TEST_CASE("what is only possible is drawn so that the doubt shows") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, found: labs, in: acme }
  - { date: "[2014-12-01..2015-02-01]", found: toys, in: acme }
)");
  CHECK(drawn(chart(acme, "2014-11-30")) == "Acme / >Labs");
  CHECK(drawn(chart(acme, "2015-01-01")) ==
        "Acme / >Labs / >Toys Business Group? (possibly existing)");
  CHECK(drawn(chart(acme, "2015-02-01")) == "Acme / >Labs / >Toys Business Group");
}

TEST_CASE("an organization with several parents stands under each, and is unfolded once") {
  const ToldSource acme(entities, R"(
changes:
  - date: 2010-01-01
    do:
      - { found: labs, in: acme }
      - { found: toys, in: acme }
      - { found: games, in: labs }
      - { found: chess, in: games }
      - { appoint: bob, over: games }
statements:
  - { subject: games, part_of: toys, from: 2011-01-01 }
)");
  const Chart c = chart(acme, "2012-01-01");
  CHECK(drawn(c) ==
        "Acme / >Labs / >>Games: Bob, since 2010-01-01 / >>>Chess / >Toys Business Group / "
        ">>Games (shown elsewhere too)");
  CHECK(card(c, "games.1").address == "#games");
  CHECK(card(c, "games").address.empty());
}

TEST_CASE("a dotted line is told from a solid one") {
  const ToldSource acme(entities, R"(
changes:
  - date: 2010-01-01
    do:
      - { found: labs, in: acme }
      - { found: games, in: labs }
      - { found: toys, in: acme }
  - { date: 2011-01-01, move: games, to: toys, dotted: true }
)");
  const Chart c = chart(acme, "2012-01-01");
  CHECK_THAT(drawn(c), Catch::Contains("Games"));
  std::map<bool, int> lines;
  for (const Branch& b : c.cards) ++lines[b.card.dotted];
  CHECK(lines[true] == 1);
}

TEST_CASE("below the depth asked for, what is there is counted on the cards") {
  const ToldSource acme(entities, structure);
  CHECK(drawn(chart(acme, "2011-01-01", with(99))) ==
        "Acme / >Labs / >>Robot / >Toys Business Group / >>Games / >>>Chess / >>>Go");
  CHECK(drawn(chart(acme, "2011-01-01", with(99, 2))) ==
        "Acme / >Labs / >>Robot / >Toys Business Group / >>Games + 2 units below");
  CHECK(drawn(chart(acme, "2011-01-01", with(99, 1))) ==
        "Acme / >Labs + 1 unit below / >Toys Business Group + 3 units below");
  CHECK(drawn(chart(acme, "2011-01-01", with(99, 0))) == "Acme + 6 units below");
}

TEST_CASE("more units side by side than asked for are counted, but on the first level") {
  const ToldSource acme(entities, structure);
  CHECK(drawn(chart(acme, "2011-01-01", with(1))) ==
        "Acme / >Labs / >>Robot / >Toys Business Group / >>Games + 1 more unit / >>>Chess");
}

TEST_CASE("a column longer than asked for is cut at the level at which it grows too long") {
  const ToldSource acme(entities, structure);
  Shown shown;
  shown.most_in_column = 3;
  CHECK(drawn(chart(acme, "2011-01-01", shown)) ==
        "Acme / >Labs / >>Robot / >Toys Business Group / >>Games + 2 units below");
  shown.most_in_column = 4;
  CHECK_THAT(drawn(chart(acme, "2011-01-01", shown)), Catch::EndsWith(">>>Chess / >>>Go"));
}

TEST_CASE("only one sort, and whatever it hangs from") {
  const ToldSource acme(entities, structure);
  Shown shown;
  shown.only = "products";
  CHECK(drawn(chart(acme, "2011-01-01", shown)) ==
        "Acme / >Labs / >>Robot / >Toys Business Group / >>Games / >>>Chess / >>>Go");
  shown.only = "Business Groups";
  CHECK(drawn(chart(acme, "2011-01-01", shown)) == "Acme / >Labs / >Toys Business Group");
  shown.only = "committee";
  CHECK(drawn(chart(acme, "2011-01-01", shown)) == "Acme");
}

TEST_CASE("what is highlighted is drawn whatever else is left out, with what it hangs from") {
  const ToldSource acme(entities, structure);
  Shown shown = with(1, 1);
  shown.highlighted = {acme.id("go")};
  const Chart c = chart(acme, "2011-01-01", shown);
  CHECK(drawn(c) ==
        "Acme / >Labs + 1 unit below / >Toys Business Group / >>Games + 1 more unit below / >>>Go");
  CHECK(card(c, "go").highlighted);
  CHECK_FALSE(card(c, "games").highlighted);
  shown = with(1);
  shown.highlighted = {acme.id("go")};
  CHECK_THAT(drawn(chart(acme, "2011-01-01", shown)), Catch::Contains(">>>Chess / >>>Go"));
}

namespace {

// A tree of so many units below acme, deterministic in `shape`: each hangs from one before it.
std::pair<std::string, std::string> grown(const std::vector<int>& shape) {
  std::string units, found;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const std::string key = "u" + std::to_string(i);
    units += "  " + key + ": { kind: unit, name: Unit " + std::to_string(i) + " }\n";
    const std::size_t parent = static_cast<std::size_t>(shape[i]) % (i + 1);
    found += "      - { found: " + key +
             ", in: " + (parent == 0 ? "acme" : "u" + std::to_string(parent - 1)) + " }\n";
  }
  return {units, "changes:\n  - date: 2010-01-01\n    do:\n" + found};
}

int hidden_on(const Card& c) { return c.hidden.empty() ? 0 : std::stoi(c.hidden.substr(2)); }

}  // namespace

TEST_CASE("whatever is left out is counted: cards and counts together are everything") {
  reorg::tests::require_for_all(
      [] {
        const auto shape = *rc::gen::container<std::vector<int>>(
            *rc::gen::inRange<std::size_t>(1, 30), rc::gen::inRange(0, 30));
        const auto [units, changes] = grown(shape);
        const ToldSource acme(entities + units, changes);
        Shown shown;
        shown.depth = *rc::gen::element(any_number, 0, 1, 2, 3);
        shown.collapse_over = *rc::gen::inRange<std::size_t>(1, 6);
        shown.most_in_column = *rc::gen::inRange<std::size_t>(1, 12);
        const auto wanted = *rc::gen::inRange<std::size_t>(0, shape.size());
        shown.highlighted = {acme.id("u" + std::to_string(wanted))};
        const Chart c = chart(acme, "2011-01-01", shown);
        std::size_t counted = c.cards.size();
        std::set<std::string> ids;
        for (const Branch& b : c.cards) {
          counted += static_cast<std::size_t>(hidden_on(b.card));
          ids.insert(b.card.id);
        }
        RC_ASSERT(counted == shape.size() + 1);
        RC_ASSERT(ids.size() == c.cards.size());
        RC_ASSERT(ids.contains("u" + std::to_string(wanted)));
        for (std::size_t i = 1; i < c.cards.size(); ++i)
          RC_ASSERT(c.cards[i].depth <= c.cards[i - 1].depth + 1);
      },
      100);
}
