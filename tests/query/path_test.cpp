#include "core/query/path.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: Acme }
  labs:  { kind: unit, name: Labs }
  toys:  { kind: unit, name: Toys }
  games: { kind: unit, name: Games }
  shop:  { kind: company, name: Shop }
  boss:  { kind: post, name: chief executive, in: acme }
  ann:   { kind: person, name: Ann }
  bob:   { kind: person, name: Bob }
)";

// "ann oversees labs, labs part_of acme: certain, 2010-01-01 to ∞".
std::string text(const ToldSource& source, const std::optional<Path>& path) {
  if (!path) return "none";
  std::string steps;
  for (const PathStep& s : path->steps) {
    steps += (steps.empty() ? "" : ", ") + source.key(s.entity) +
             (s.spell.subject == s.entity ? " > " : " < ") + source.key(s.other);
  }
  return steps + (path->certainty == Certainty::certain ? ": certain " : ": possible ") +
         to_string(path->days.from.latest) + " to " + to_string(path->days.until.earliest);
}

PathAnswer ask(const ToldSource& source, const std::string& a, const std::string& b,
               const std::string& day, Along along = Along::everything,
               std::size_t limit = path_limit) {
  return find_path(source, source.id(a), source.id(b), along, ToldSource::on(day), limit);
}

std::string found(const ToldSource& source, const std::string& a, const std::string& b,
                  const std::string& day, Along along = Along::everything) {
  return text(source, ask(source, a, b, day, along).path);
}

const char* const history = R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: acme }, { found: toys, in: acme }, { found: games, in: labs } ] }
  - { date: 2011-01-01, appoint: ann, over: games }
  - { date: 2012-01-01, appoint: bob, to: boss }
  - { date: 2013-01-01, own: shop, by: toys, share: 60 }
)";

}  // namespace

TEST_CASE("the shortest path goes along relations in either direction, with the days they share") {
  const ToldSource acme(entities, history);
  CHECK(found(acme, "ann", "toys", "2012-01-01") ==
        "ann > games, games > labs, labs > acme, acme < toys: certain 2011-01-01 to ∞");
  CHECK(found(acme, "toys", "ann", "2012-01-01") ==
        "toys > acme, acme < labs, labs < games, games < ann: certain 2011-01-01 to ∞");
  CHECK(found(acme, "bob", "acme", "2012-06-01") ==
        "bob > boss, boss > acme: certain 2012-01-01 to ∞");
  CHECK(found(acme, "ann", "toys", "2010-06-01") == "none");
}

TEST_CASE("along one sort of lines the others are no connection") {
  const ToldSource acme(entities, history);
  CHECK(found(acme, "acme", "shop", "2014-01-01") ==
        "acme < toys, toys > shop: certain 2013-01-01 to ∞");
  CHECK(found(acme, "acme", "shop", "2014-01-01", Along::structure) == "none");
  CHECK(found(acme, "toys", "shop", "2014-01-01", Along::ownership) ==
        "toys > shop: certain 2013-01-01 to ∞");
  CHECK(found(acme, "ann", "games", "2014-01-01", Along::oversight) ==
        "ann > games: certain 2011-01-01 to ∞");
  CHECK(found(acme, "ann", "labs", "2014-01-01", Along::oversight) == "none");
}

TEST_CASE("over a stretch all steps must hold on one common day") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, found: games, in: labs }
  - { date: 2011-01-01, move: games, from: labs, to: toys }
  - { date: 2012-01-01, appoint: ann, over: labs }
)");
  // Games was in Labs until 2011; Ann came in 2012.
  CHECK(found(acme, "ann", "games", "../..") == "none");
  CHECK(found(acme, "labs", "games", "../..") == "labs < games: certain 2010-01-01 to 2011-01-01");
  CHECK(found(acme, "labs", "games", "2011-06-01/2013-01-01") == "none");
}

TEST_CASE("a shorter way that never held does not hide a longer one that did") {
  const ToldSource acme(entities, R"(
statements:
  - { subject: ann, oversees: labs, from: 2010-01-01, until: 2011-01-01 }
  - { subject: labs, part_of: acme, from: 2012-01-01 }
  - { subject: labs, part_of: toys, dotted: true, from: 2009-01-01 }
  - { subject: toys, part_of: acme, from: 2009-01-01 }
)");
  CHECK(found(acme, "ann", "acme", "../..") ==
        "ann > labs, labs > toys, toys > acme: certain 2010-01-01 to 2011-01-01");
}

TEST_CASE("the shortest certain path comes before a shorter possible one, which is told too") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: acme }, { found: games, in: labs } ] }
  - { date: "[2010-03-01..2010-03-31]", appoint: ann, over: acme }
  - { date: 2010-01-01, appoint: ann, over: games }
)");
  const PathAnswer answer = ask(acme, "ann", "acme", "2010-03-15");
  CHECK(text(acme, answer.path) ==
        "ann > games, games > labs, labs > acme: certain 2010-01-01 to ∞");
  CHECK(text(acme, answer.shorter) == "ann > acme: possible 2010-03-31 to ∞");
  const PathAnswer later = ask(acme, "ann", "acme", "2010-04-01");
  CHECK(text(acme, later.path) == "ann > acme: certain 2010-03-31 to ∞");
  CHECK(text(acme, later.shorter) == "none");
  const PathAnswer possible = ask(acme, "ann", "labs", "2009-12-31");
  CHECK(text(acme, possible.path) == "none");
}

TEST_CASE("what one event moved was never in both places, though each is possible on its days") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, found: games, in: labs }
  - { date: "[2010-03-01..2010-03-31]", move: games, from: labs, to: toys }
)");
  CHECK(found(acme, "games", "labs", "2010-03-15") ==
        "games > labs: possible 2010-01-01 to 2010-03-01");
  CHECK(found(acme, "games", "toys", "2010-03-15") == "games > toys: possible 2010-03-31 to ∞");
  CHECK(found(acme, "labs", "toys", "2010-03-15") == "none");
  CHECK(found(acme, "labs", "toys", "../..") == "none");
}

TEST_CASE("the search asks once a level, of the side with fewer to ask about") {
  std::string units, founded;
  for (int n = 0; n < 50; ++n) {
    const std::string key = "unit-" + std::to_string(n);
    units += "  " + key + ": { kind: unit, name: U" + std::to_string(n) + " }\n";
    founded += (n > 0 ? ", " : "") + std::string("{ found: ") + key + ", in: acme }";
  }
  const ToldSource hub(entities + units, R"(
changes:
  - { date: 2010-01-01, do: [ )" + founded + R"( ] }
  - { date: 2010-01-01, do: [ { found: games, in: unit-7 }, { appoint: ann, over: games } ] }
)");
  CHECK(found(hub, "ann", "acme", "2011-01-01") ==
        "ann > games, games > unit-7, unit-7 > acme: certain 2010-01-01 to ∞");
  REQUIRE(hub.asked.size() == 3);
  for (const auto& frontier : hub.asked) CHECK(frontier.size() == 1);
}

TEST_CASE("two members of one organization meet there without unfolding it") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, do: [ { appoint: ann, in: acme, as: member }, { appoint: bob, in: acme, as: member } ] }
)");
  CHECK(found(acme, "ann", "bob", "2011-01-01") ==
        "ann > acme, acme < bob: certain 2010-01-01 to ∞");
  REQUIRE(acme.asked.size() == 2);
  for (const auto& frontier : acme.asked) CHECK(frontier.front() != acme.id("acme"));
}

TEST_CASE("it gives up when it has read too much, and says so") {
  const ToldSource acme(entities, history);
  const PathAnswer answer = ask(acme, "ann", "shop", "2014-01-01", Along::everything, 2);
  CHECK_FALSE(answer.path);
  CHECK(answer.gave_up);
  CHECK_FALSE(ask(acme, "ann", "shop", "2014-01-01").gave_up);
}
