#include "core/query/places.hpp"

#include <catch2/catch.hpp>

#include "core/query/events_behind.hpp"
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
)";

std::string mark(Certainty c) { return c == Certainty::certain ? "certain" : "possible"; }

// "labs certain, toys possible (dotted)".
std::string seats(const ToldSource& source, const std::string& key, const std::string& day) {
  const auto scene = places_scene(source, source.id(key), ToldSource::on(day));
  std::string text;
  for (const Seat& s : places(*scene, source.id(key))) {
    text += (text.empty() ? "" : ", ") + source.key(s.parent) + " " + mark(s.certainty) +
            (s.line->dotted ? " (dotted)" : "");
  }
  return text;
}

// "2010-01-01 to 2012-06-30 certain by 2 ways": first certain days.
std::string stretches(const ToldSource& source, const std::string& key, const std::string& above,
                      const std::string& day = "../..") {
  const auto scene = above_scene(source, source.id(key), source.id(above), ToldSource::on(day));
  std::string text;
  for (const Below& b : below(*scene, source.id(key), source.id(above))) {
    text += (text.empty() ? "" : "; ") + to_string(b.days.from.latest) + " to " +
            to_string(b.days.until.earliest) + " " + mark(b.certainty) + " by " +
            std::to_string(b.ways.size());
  }
  return text;
}

const char* const moves = R"(
changes:
  - { date: 2010-01-01, do: [ { found: labs, in: acme }, { found: toys, in: acme }, { found: games, in: labs } ] }
  - { date: 2012-07-01, event: The games move, do: [ { move: games, from: labs, to: toys } ] }
  - { date: 2014-01-01, move: games, from: toys, to: shop }
  - { date: 2016-01-01, move: games, from: shop, to: labs }
)";

}  // namespace

TEST_CASE("the parents of an organization come in turn, solid lines before dotted ones") {
  const ToldSource acme(entities, std::string(moves) + R"(
statements:
  - { subject: games, part_of: acme, dotted: true, from: 2009-01-01 }
)");
  CHECK(seats(acme, "games", "../..") ==
        "labs certain, toys certain, shop certain, labs certain, acme certain (dotted)");
  CHECK(seats(acme, "games", "2012-07-01") == "toys certain, acme certain (dotted)");
  CHECK(seats(acme, "games", "2012") == "labs certain, toys certain, acme certain (dotted)");
}

TEST_CASE("each move is told with its event") {
  const ToldSource acme(entities, moves);
  const auto scene = places_scene(acme, acme.id("games"), ToldSource::on("2013-01-01"));
  const auto found = places(*scene, acme.id("games"));
  REQUIRE(found.size() == 1);
  const Spell* lines[] = {found.front().line};
  const auto events = events_behind(acme, lines);
  REQUIRE(events.size() == 2);
  const Told* began = find_event(events, lines[0]->from.event);
  REQUIRE(began != nullptr);
  CHECK(began->event.name == "The games move");
  CHECK(find_event(events, EventId::none) == nullptr);
}

TEST_CASE("a seat of which only the eve of the move is known is possible before that day") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2013-01-28, move: games, from: labs, to: toys }
)");
  CHECK(seats(acme, "games", "2012-12-31") == "labs possible");
  CHECK(seats(acme, "games", "2013-01-27") == "labs certain");
  CHECK(seats(acme, "games", "2013-01-28") == "toys certain");
}

TEST_CASE("it was below another in as many stretches as there are gaps between") {
  const ToldSource acme(entities, moves);
  CHECK(stretches(acme, "games", "acme") ==
        "2010-01-01 to 2014-01-01 certain by 2; 2016-01-01 to ∞ certain by 1");
  CHECK(stretches(acme, "games", "labs") ==
        "2010-01-01 to 2012-07-01 certain by 1; 2016-01-01 to ∞ certain by 1");
  CHECK(stretches(acme, "games", "acme", "2015-01-01") == "");
  CHECK(stretches(acme, "games", "acme", "2013-01-01") == "2010-01-01 to 2014-01-01 certain by 1");
  CHECK(stretches(acme, "acme", "games") == "");
}

TEST_CASE("a way counts only on the days on which all of its lines hold") {
  const ToldSource acme(entities, R"(
changes:
  - { date: 2010-01-01, found: games, in: labs }
  - { date: 2012-01-01, move: games, from: labs, to: toys }
  - { date: 2011-01-01, found: labs, in: acme }
)");
  CHECK(stretches(acme, "games", "acme") == "2011-01-01 to 2012-01-01 certain by 1");
  const ToldSource never(entities, R"(
changes:
  - { date: 2010-01-01, move: games, from: toys, to: labs }
  - { date: 2012-01-01, move: games, from: labs, to: toys }
  - { date: 2012-01-01, move: labs, from: shop, to: acme }
)");
  CHECK(stretches(never, "games", "acme") == "");
}

TEST_CASE("cycles end, and dotted lines lead nowhere") {
  const ToldSource acme(entities, R"(
statements:
  - { subject: games, part_of: labs, from: 2010-01-01 }
  - { subject: labs, part_of: toys, from: 2010-01-01 }
  - { subject: toys, part_of: games, from: 2010-01-01 }
  - { subject: toys, part_of: acme, dotted: true, from: 2010-01-01 }
)");
  CHECK(stretches(acme, "games", "toys") == "2010-01-01 to ∞ certain by 1");
  CHECK(stretches(acme, "games", "acme") == "");
}
