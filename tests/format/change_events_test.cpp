#include <set>

#include <catch2/catch.hpp>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

namespace {

Batch batch_of(std::string_view changes) {
  return read_text(std::string(cast) + "changes:\n" + std::string(changes) + "\n");
}

Lines keys_of(std::string_view changes) {
  Lines keys;
  for (const Event& event : batch_of(changes).events) keys.push_back(event.key);
  return keys;
}

}  // namespace

TEST_CASE("all changes of an event share its dates, sources and name", "[events]") {
  const Batch batch = batch_of(R"(
- date: 2018-09-30
  announced: 2018-10-01
  event: The third reorganization
  note: by open letter
  ref: [r-1, r-2]
  sources: [times]
  do:
    - { found: robotics, in: acme }
    - { appoint: jane, over: robotics, sources: [undated, times], ref: a-7 })");
  REQUIRE(batch.events.size() == 1);
  const Event& event = batch.events.front();
  CHECK(event.name == "The third reorganization");
  CHECK(event.effective->edtf == "2018-09-30");
  CHECK(event.announced->edtf == "2018-10-01");
  CHECK(event.note == "by open letter");
  CHECK(event.refs == Lines{"r-1", "r-2"});
  CHECK(to_string(event.known) == "2018-10-01");
  CHECK_FALSE(event.known_assumed);
  const Statement& last = batch.statements.back();
  CHECK(last.event == event.id);
  CHECK(last.sources == std::vector<SourceId>{SourceId{1}, SourceId{2}});
  CHECK(last.refs == Lines{"a-7"});
  CHECK(batch.changes.back().event == event.id);
  CHECK(batch.changes.back().id == last.change);
}

TEST_CASE("places are those of the file's own name", "[events]") {
  const InputFile file{"far/away/acme.yaml",
                       "reorg: 1\nfile: acme\nentities:\n  acme: { kind: company }\n"
                       "changes:\n  - { date: 2018, found: acme }\n"};
  const Batch batch = read_change_files({&file, 1});
  CHECK(batch.files == Lines{"acme"});
  CHECK(batch.statements.back().place.file == "acme");
  CHECK(batch.statements.back().place.line == 6);
  CHECK(batch.statements.back().place.column == 26);
  CHECK(batch.events.back().place.column == 5);
  CHECK(batch.entities.back().place.line == 4);
}

TEST_CASE("a file is known by its name without the folder", "[events]") {
  const InputFile file{"far/away/acme.yaml", "reorg: 1\n"};
  CHECK(read_change_files({&file, 1}).files == Lines{"acme.yaml"});
}

TEST_CASE("an event's key stays when only sources, notes and layout change", "[events]") {
  const auto keys = keys_of("- { date: 2018, found: robotics, in: acme }");
  CHECK(keys.front().size() == 18);
  CHECK(
      keys ==
      keys_of(
          "- in: acme\n  found: robotics\n  date: 2018\n  note: x\n  sources: [times]\n  ref: r"));
  CHECK(keys != keys_of("- { date: 2019, found: robotics, in: acme }"));
  CHECK(keys != keys_of("- { date: 2018, found: robotics, in: umbrella }"));
  CHECK(keys != keys_of("- { date: 2018, found: robotics, in: acme, event: Beginnings }"));
}

TEST_CASE("a key made from content is the same on every machine", "[events]") {
  CHECK(keys_of("- { date: 2018, found: robotics, in: acme }") == Lines{"e-3d305cbf55b3ca44"});
}

TEST_CASE("events that begin alike have keys of their own", "[events]") {
  const auto keys = keys_of(R"(
- { date: 2018, event: One, do: [{ note: acme, text: x }, { found: robotics }] }
- { date: 2018, event: One, do: [{ found: optics }, { found: engines }] }
- { date: 2018, event: One, do: [{ attest: acme }] }
- { date: 2018, event: One, id: mine, do: [{ attest: jane }] })");
  CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == 4);
  CHECK(keys.back() == "mine");
}

TEST_CASE("knowledge is that of each change's own sources", "[events]") {
  const Batch batch = batch_of(R"(
- date: 2018-09-30
  do:
    - { found: robotics, sources: [times] }
    - { found: optics, sources: [undated] })");
  CHECK(to_string(batch.events.front().known) == "2021-03-02");
  REQUIRE(batch.statements.size() >= 2);
  const Statement& optics = batch.statements.back();
  const Statement& robotics = batch.statements[batch.statements.size() - 2];
  CHECK(to_string(robotics.known) == "2021-03-02");
  CHECK_FALSE(robotics.known_assumed);
  CHECK(to_string(optics.known) == "2018-09-30");
  CHECK(optics.known_assumed);
}

TEST_CASE("a plan is announced on its date and has no effect on any", "[events]") {
  const Batch batch = batch_of(
      "- { date: 2018-03-01, id: new-arm, plan: A new arm, about: [acme, jane], do: [{ found: "
      "robotics, in: acme }] }");
  REQUIRE(batch.events.size() == 1);
  const Event& plan = batch.events.front();
  CHECK(plan.type == EventType::plan);
  CHECK(plan.announced->edtf == "2018-03-01");
  CHECK_FALSE(plan.effective);
  CHECK(told(batch, batch.changes[0]) == "plan:; about acme jane = A new arm");
  CHECK(told(batch, batch.changes[1]) == "found: → robotics; about acme");
  CHECK(told(batch, batch.statements.back()) == "begins part_of robotics acme (plan)");
  CHECK(batch.statements.back().mode == Mode::plan);
  CHECK(to_string(batch.statements.back().known) == "2018-03-01");
}

TEST_CASE("a plan announced beforehand keeps the day it is planned for", "[events]") {
  const Batch batch = batch_of(
      "- { announced: 2018-03-01, date: 2019, plan: A new arm, do: [{ found: robotics }] }");
  CHECK(batch.events.front().effective->edtf == "2019");
  CHECK(told(batch, batch.statements.back()) == "begins existence robotics (plan) from 2019");
}

TEST_CASE("a rumour is heard on its date", "[events]") {
  const Batch batch = batch_of("- { date: 2018, rumour: It is for sale, about: acme }");
  CHECK(batch.events.front().type == EventType::rumour);
  CHECK(told(batch, batch.changes.front()) == "rumour:; about acme = It is for sale");
}

TEST_CASE("withdrawing ends the knowledge of the event and of all it says", "[events]") {
  const Batch batch = batch_of(R"(
- { date: 2023-09-11, withdraw: full-time, sources: [times] }
- { announced: 2023-06-20, date: 2023-12-01, id: full-time, appoint: jane, to: cto })");
  REQUIRE(batch.events.size() == 2);
  CHECK(batch.events[0].type == EventType::withdrawal);
  CHECK(batch.events[0].target == "full-time");
  CHECK(to_string(batch.events[0].known) == "2023-09-11");
  CHECK(to_string(batch.events[1].known_until) == "2023-09-11");
  CHECK(to_string(batch.statements.back().known_until) == "2023-09-11");
}

TEST_CASE("the earliest of two withdrawals counts, by the day it was announced", "[events]") {
  const Batch batch = batch_of(R"(
- { announced: 2023-06-20, date: 2023-12-01, id: full-time, appoint: jane, to: cto }
- { date: 2023-09-11, deny: full-time }
- { date: 2023-09-20, announced: 2023-08-01, withdraw: full-time })");
  CHECK(to_string(batch.events[0].known_until) == "2023-08-01");
}

TEST_CASE("an event may withdraw a plan and make changes; each part is an event of its type",
          "[events]") {
  const Batch batch = batch_of(R"(
- { date: 2022, id: old-plan, plan: Jane runs it }
- date: 2023
  id: change-of-mind
  event: Change of mind
  do:
    - { withdraw: old-plan }
    - { appoint: john, over: acme }
    - { plan: John stays })");
  REQUIRE(batch.events.size() == 4);
  CHECK(batch.events[1].key == "change-of-mind");
  CHECK(batch.events[1].type == EventType::change);
  CHECK(batch.events[2].type == EventType::withdrawal);
  CHECK(batch.events[3].type == EventType::plan);
  CHECK(batch.events[3].name == "Change of mind");
  CHECK(to_string(batch.events[0].known_until) == "2023-12-31");
}

TEST_CASE("rival claims share a group and are counted from one", "[events]") {
  const Batch batch = batch_of(R"(
- claims: Day on which it was founded
  positions:
    - { rank: preferred, date: 2014-05-06, found: robotics, in: acme }
    - { rank: deprecated, date: 2014-05-07, event: A later day, do: [{ found: robotics }, { found: optics }] }
    - { date: 2014, statements: [{ subject: robotics, exists: true, from: 2014-05-08, sources: [times] }] })");
  REQUIRE(batch.events.size() == 3);
  const std::string& claim = batch.events[0].claim;
  CHECK(claim.starts_with("c-"));
  CHECK(batch.events[0].name == "Day on which it was founded");
  CHECK(batch.events[1].name == "A later day");
  CHECK(batch.events[0].rank == Rank::preferred);
  CHECK(batch.events[2].rank == Rank::normal);
  std::vector<int> positions;
  for (const Statement& s : batch.statements) {
    if (s.claim.empty()) continue;
    CHECK(s.claim == claim);
    positions.push_back(s.position);
  }
  CHECK(positions == std::vector<int>{1, 1, 2, 2, 3});
  CHECK(batch.statements.back().event == batch.events[2].id);
  CHECK(to_string(batch.statements.back().known) == "2021-03-02");
}

TEST_CASE("a plan, rumour, withdrawal or denial in an event may have a key of its own",
          "[events]") {
  const Batch batch = batch_of(R"(
- { date: 2022, id: old-plan, plan: Jane runs it }
- { date: 2022, id: old-rumour, rumour: Jane leaves }
- date: 2023
  id: change-of-mind
  do:
    - { withdraw: old-plan, id: no-plan }
    - { deny: old-rumour, id: no-rumour }
    - { plan: John stays, id: new-plan }
    - { rumour: John leaves, id: new-rumour }
    - { rumour: Jane joins }
    - { appoint: john, over: acme }
- { date: 2024, withdraw: new-plan })");
  const std::vector<std::string> expected{"old-plan",  "old-rumour", "change-of-mind", "no-plan",
                                          "no-rumour", "new-plan",   "new-rumour"};
  REQUIRE(batch.events.size() == 9);
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(batch.events[i].key == expected[i]);
  CHECK(batch.events[2].type == EventType::change);
  CHECK(to_string(batch.events[5].known_until) == "2024-12-31");
}

TEST_CASE("the id of an item goes to the first of its plans that has none", "[events]") {
  const Batch batch = batch_of(R"(
- date: 2023
  id: both
  do: [{ plan: John stays, id: stays }, { plan: Jane leaves }])");
  REQUIRE(batch.events.size() == 2);
  CHECK(batch.events[0].key == "stays");
  CHECK(batch.events[1].key == "both");
}

TEST_CASE("an id for nothing is refused", "[events]") {
  const auto refused = [](const std::string& changes) {
    try {
      batch_of(changes);
      return std::string{};
    } catch (const BadInput& bad) {
      return std::string(bad.what());
    }
  };
  CHECK_THAT(refused("- { date: 2023, id: both, do: [{ plan: John stays, id: stays }] }"),
             Catch::Contains("leave this one out"));
  CHECK_THAT(refused("- { date: 2023, do: [{ found: robotics, id: begun }] }"),
             Catch::Contains("'id' belongs to the event"));
  CHECK_THAT(refused("- { date: 2023, do: [{ plan: A, id: one }, { plan: B, id: one }] }"),
             Catch::Contains("another event has the id 'one'"));
}

TEST_CASE("a group of claims may have a key of its own", "[events]") {
  const Batch batch = batch_of(R"(
- claims: Founded
  id: founding-day
  positions: [{ date: 2014, found: robotics }, { date: 2015, found: robotics }])");
  CHECK(batch.events[1].claim == "founding-day");
}

TEST_CASE("the same change on two days, or in two rival positions, is said once each", "[events]") {
  CHECK(statements_of("- { date: 2018, attest: acme }\n- { date: 2019, attest: acme }").size() ==
        2);
}
