// A withdrawal ends what is known of an event, in whichever file each of them stands (R9, R10).
#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"
#include "tests/store/told_spells.hpp"

using namespace reorg;
using reorg::tests::Teller;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;

Teller plan() {
  Teller t("plan.yaml");
  t.source("june", "2023-06-20");
  t.event("chair-plan", "2023-06-20");
  t.begins(Kind::oversees, "p-zhang", "cloud", "2023-09-10");
  return t;
}

Teller withdrawal() {
  Teller t("withdrawal.yaml");
  t.source("september", "2023-09-11");
  Event& e = t.event("withdrawn", "2023-09-11");
  e.type = EventType::withdrawal;
  e.target = "chair-plan";
  return t;
}

std::size_t overseers(const RelationSource& source, const Store& store) {
  const auto cloud = store.entity("cloud");
  const EntityId of[] = {cloud ? cloud->id : EntityId::none};
  return source.relations(of, {{}, KindSet(Kind::oversees)}).size();
}

Day day(const char* text) { return parse_date(text).earliest; }

}  // namespace

TEST_CASE(
    "a withdrawal in another file ends the knowledge of what it names, whichever comes first") {
  const bool plan_first = GENERATE(true, false);
  Store store = Store::in_memory();
  store.import(plan_first ? plan().batch() : withdrawal().batch(), real);
  store.import(plan_first ? withdrawal().batch() : plan().batch(), real);
  CHECK(overseers(store, store) == 0);
  CHECK(overseers(*store.known_at(day("2023-09-10")), store) == 1);
  CHECK(overseers(*store.known_at(day("2023-09-11")), store) == 0);
  CHECK(store.event("chair-plan")->known_until == day("2023-09-11"));
}

TEST_CASE("a withdrawal that is taken back gives the plan its knowledge again") {
  Store store = Store::in_memory();
  store.import(plan().batch(), real);
  const ImportReport withdrawn = store.import(withdrawal().batch(), real);
  CHECK(withdrawn.changed == 1);
  const auto gone = store.forget("withdrawal.yaml");
  CHECK(gone->changed == 1);
  CHECK(overseers(store, store) == 1);
  CHECK(store.event("chair-plan")->known_until == after_all);
}

TEST_CASE("a withdrawal read together with its plan is taken back with its own file alone") {
  Teller both = plan();
  both.file("withdrawal.yaml");
  both.source("september", "2023-09-11");
  Event& e = both.event("withdrawn", "2023-09-11");
  e.type = EventType::withdrawal;
  e.target = "chair-plan";
  // As the reader of change files settles it.
  both.batch().events[0].known_until = both.batch().statements[0].known_until = day("2023-09-11");
  Store store = Store::in_memory();
  store.import(both.batch(), real);
  CHECK(overseers(store, store) == 0);
  store.forget("withdrawal.yaml");
  CHECK(overseers(store, store) == 1);
}

TEST_CASE("what is told later of an event that was withdrawn long ago is withdrawn too") {
  Store store = Store::in_memory();
  store.import(withdrawal().batch(), real);
  store.import(plan().batch(), real);
  Teller more = plan();
  more.begins(Kind::oversees, "p-wu", "cloud", "2023-09-10");
  store.import(more.batch(), real);
  CHECK(overseers(store, store) == 0);
}

TEST_CASE("a statement that no longer belongs to a withdrawn event counts again") {
  Store store = Store::in_memory();
  store.import(withdrawal().batch(), real);
  store.import(plan().batch(), real);
  Batch apart = plan().batch();
  apart.statements[0].event = EventId::none;
  store.import(apart, real);
  CHECK(overseers(store, store) == 1);
}

TEST_CASE("what became known later is left out and counted") {
  Store store = Store::in_memory();
  store.import(plan().batch(), real);
  const EntityId cloud[] = {store.entity("cloud")->id};
  CHECK(store.known_at(day("2023-06-19"))->left_out(cloud) == 1);
  CHECK(store.known_at(day("2023-06-20"))->left_out(cloud) == 0);
  CHECK(store.left_out(cloud) == 0);
}

TEST_CASE("rivals in different files outrank each other") {
  Store store = Store::in_memory();
  const auto tell = [](const std::string& file, const std::string& from, Rank rank, int position) {
    Teller t(file);
    Statement& s = t.begins(Kind::existence, "wxg", "", from);
    s.claim = "founding of WXG";
    s.rank = rank;
    s.position = position;
    return t.batch();
  };
  store.import(tell("kwx.yaml", "2014-05-07", Rank::normal, 1), real);
  const EntityId wxg[] = {store.entity("wxg")->id};
  CHECK(store.values(wxg, KindSet(Kind::existence)).at(0).standing == Standing::agreed);
  store.import(tell("caijing.yaml", "2014-05-06", Rank::preferred, 0), real);
  for (const Spell& s : store.values(wxg, KindSet(Kind::existence))) {
    CHECK(s.standing == (s.from.edtf == "2014-05-06" ? Standing::agreed : Standing::outranked));
  }
  store.forget("caijing.yaml");
  CHECK(store.values(wxg, KindSet(Kind::existence)).at(0).standing == Standing::agreed);
}

TEST_CASE("what is odd is told with the file and line of what is said") {
  Teller t("odd.yaml");
  t.event("one");
  t.begins(Kind::oversees, "p-a", "unit", "2018-01-01");
  t.event("two");
  t.begins(Kind::oversees, "p-b", "unit", "2018-01-01");
  Store store = Store::in_memory();
  const ImportReport r = store.import(t.batch(), real);
  REQUIRE(r.findings.size() == 1);
  CHECK(r.findings[0].message.starts_with("odd.yaml:"));
}
