#include "core/query/units.hpp"

#include <catch2/catch.hpp>

#include "core/walk/walk.hpp"
#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:   { kind: company, name: Acme }
  labs:   { kind: unit, classification: business group, name: Labs }
  toys:   { kind: unit, classification: Business Group, name: Toys }
  games:  { kind: unit, name: Games }
  robot:  { kind: unit, classification: product, name: Robot }
  shop:   { kind: company, name: Shop }
  ann:    { kind: person, name: Ann }
)";

// "labs 1 certain, toys 1 possible".
std::string line(const ToldSource& source, const std::vector<Unit>& all) {
  std::string text;
  for (const Unit& u : all) {
    text += (text.empty() ? "" : ", ") + source.key(u.organization) + " " +
            std::to_string(u.depth) +
            (u.certainty == Certainty::certain ? " certain" : " possible");
  }
  return text;
}

std::string below(const ToldSource& source, const std::string& day, const std::string& sort = "",
                  int depth = any_number) {
  const EntityId root[] = {source.id("acme")};
  const auto scene = units_scene(source, root, depth, ToldSource::on(day));
  return line(source, units(*scene, root[0], SortAsked(sort), depth));
}

}  // namespace

TEST_CASE("a product is no unit unless asked for; what is below it is") {
  const ToldSource acme(entities, R"(
changes:
  - date: 2010-01-01
    do: [ { found: labs, in: acme }, { found: robot, in: labs }, { found: games, in: robot } ]
)");
  CHECK(below(acme, "2011-01-01") == "labs 1 certain, games 3 certain");
  CHECK(below(acme, "2011-01-01", "products") == "robot 2 certain");
  CHECK(below(acme, "2011-01-01", "", 1) == "labs 1 certain");
  CHECK(below(acme, "2009-12-31") == "");
}

TEST_CASE("a sort is asked for in any case, in the plural, and in Chinese") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: acme }, { found: toys, in: acme }, { found: shop, in: toys } ] }
)");
  for (const char* sort : {"business group", "Business Groups", "事业群", "  BUSINESS  groups "}) {
    INFO(sort);
    CHECK(below(acme, "2011-01-01", sort) == "labs 1 certain, toys 1 certain");
  }
  CHECK(below(acme, "2011-01-01", "companies") == "shop 2 certain");
  CHECK(below(acme, "2011-01-01", "公司") == "shop 2 certain");
  CHECK(below(acme, "2011-01-01", "units") == "labs 1 certain, toys 1 certain");
  CHECK(below(acme, "2011-01-01", "committee") == "");
}

TEST_CASE("it is as certain as its line, and as its sort on that day") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: acme }, { found: games, in: acme } ] }
  - { date: "[2012-03-01..2012-03-31]", reclassify: games, to: business group }
  - { date: "[2013-03-01..2013-03-31]", dissolve: labs }
)");
  CHECK(below(acme, "2012-02-28", "business group") == "labs 1 certain");
  CHECK(below(acme, "2012-03-15", "business group") == "labs 1 certain, games 1 possible");
  CHECK(below(acme, "2013-03-15", "business group") == "games 1 certain, labs 1 possible");
  CHECK(below(acme, "2013-04-01", "business group") == "games 1 certain");
}

TEST_CASE("on the unknown day of a move between two parts it is certainly below the whole") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: acme }, { found: toys, in: acme }, { found: games, in: labs } ] }
  - { date: "[2012-03-01..2012-03-31]", move: games, from: labs, to: toys }
)");
  CHECK(below(acme, "2012-03-15") == "labs 1 certain, toys 1 certain, games 2 certain");
  const EntityId root[] = {acme.id("acme")};
  const auto scene = units_scene(acme, root, any_number, ToldSource::on("2012-03-15"));
  const auto all = units(*scene, root[0], SortAsked(""), any_number);
  REQUIRE(all.back().organization == acme.id("games"));
  REQUIRE(all.back().beside.size() == 1);
  CHECK(all.back().line->object != all.back().beside.front()->object);
}

TEST_CASE("over a stretch a way counts only if all of it holds on one day") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: shop }, { found: games, in: labs } ] }
  - { date: 2011-01-01, move: games, from: labs, to: toys }
  - { date: 2012-01-01, move: labs, from: shop, to: acme }
)");
  CHECK(below(acme, "2010-01-01/2013-01-01") == "labs 1 certain");
}

TEST_CASE("of everything, the first level is what nothing stands above on the day") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { found: acme }, { found: labs, in: acme }, { appoint: ann, over: shop } ] }
  - { date: 2012-01-01, spin_off: labs, from: acme }
)");
  const auto at = [&](const std::string& day, int depth) {
    const EntityId roots[] = {acme.id("acme"), acme.id("shop"), acme.id("games")};
    const auto scene = all_units_scene(acme, roots, ToldSource::on(day));
    return line(acme, all_units(*scene, SortAsked(""), depth));
  };
  CHECK(at("2009-01-01", any_number) == "");
  CHECK(at("2011-01-01", 1) == "acme 1 certain, shop 1 certain");
  CHECK(at("2011-01-01", any_number) == "acme 1 certain, shop 1 certain, labs 2 certain");
  CHECK(at("2012-06-01", 1) == "acme 1 certain, labs 1 certain, shop 1 certain");
}

TEST_CASE("one call to the source a level, whatever the number of units") {
  const ToldSource acme(entities, R"(
changes:
  - date: 2010-01-01
    do: [ { found: labs, in: acme }, { found: toys, in: acme }, { found: robot, in: labs }, { found: games, in: toys } ]
)");
  below(acme, "2011-01-01");
  CHECK(acme.asked.size() == 4);  // Acme, its parts, theirs; then who oversees any of them
}
