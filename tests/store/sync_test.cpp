// R16: import is a sync.
#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using reorg::tests::Teller;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;

struct Counts {
  std::size_t added, removed, changed;
  friend bool operator==(const Counts&, const Counts&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Counts& c) {
    return out << '+' << c.added << " -" << c.removed << " ~" << c.changed;
  }
};
Counts counts(const ImportReport& r) { return {r.added, r.removed, r.changed}; }

EntityId id(const Store& store, const std::string& key) {
  const auto e = store.entity(key);
  return e ? e->id : EntityId::none;
}

std::vector<Spell> overseers(const RelationSource& store, EntityId of) {
  const EntityId frontier[] = {of};
  return store.relations(frontier, {{}, KindSet(Kind::oversees)});
}

Teller article() {
  Teller t("article.yaml");
  t.source("ej", "2018-12-06");
  t.declare("cloud");
  t.declare("p-zhang");
  t.begins(Kind::name, "cloud", "Alibaba Cloud Intelligence Group", "2018-11-26");
  t.begins(Kind::oversees, "p-zhang", "cloud", "2018-11-26");
  return t;
}

}  // namespace

TEST_CASE("a first import is revision 1 and counts every statement") {
  Store store = Store::in_memory();
  const ImportReport r = store.import(article().batch(), real);
  CHECK(counts(r) == Counts{2, 0, 0});
  CHECK(r.revision == 1);
  CHECK(store.files() == std::vector<std::string>{"article.yaml"});
}

TEST_CASE("what was imported is read back") {
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  const auto heads = overseers(store, id(store, "cloud"));
  REQUIRE(heads.size() == 1);
  CHECK(heads[0].subject == id(store, "p-zhang"));
  CHECK(heads[0].from.edtf == "2018-11-26");
  CHECK(heads[0].until.kind == EndKind::open);
  REQUIRE(heads[0].sources.size() == 1);
  CHECK(store.sources(heads[0].sources)[0].key == "ej");
  REQUIRE(heads[0].evidence.size() == 1);
  CHECK(store.statements(heads[0].evidence)[0].place.file == "article.yaml");
}

TEST_CASE("importing an unchanged file again changes nothing") {
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  const ImportReport again = store.import(article().batch(), real);
  CHECK(counts(again) == Counts{0, 0, 0});
  CHECK_FALSE(again.revision);
  CHECK(store.stats().revision == 1);
}

TEST_CASE("an edited file adds and retracts exactly the difference") {
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  Teller edited("article.yaml");
  edited.source("ej", "2018-12-06");
  edited.declare("cloud");
  edited.declare("p-zhang");
  edited.begins(Kind::name, "cloud", "Alibaba Cloud Intelligence Group", "2018-11-26");
  edited.begins(Kind::oversees, "p-zhang", "cloud", "2018-11-27");
  const ImportReport r = store.import(edited.batch(), real);
  CHECK(counts(r) == Counts{1, 1, 0});
  CHECK(r.revision == 2);
  const auto heads = overseers(store, id(store, "cloud"));
  REQUIRE(heads.size() == 1);
  CHECK(heads[0].from.edtf == "2018-11-27");
}

TEST_CASE("lines that only moved are noted without a revision") {
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  Batch moved = article().batch();
  for (Statement& s : moved.statements) s.place.line += 10;
  for (Entity& e : moved.entities) e.place.line += 10;
  for (Source& s : moved.sources) s.place.line += 10;
  const ImportReport r = store.import(moved, real);
  CHECK_FALSE(r.revision);
  CHECK(counts(r) == Counts{0, 0, 0});
  const auto heads = overseers(store, id(store, "cloud"));
  CHECK(store.statements(heads.at(0).evidence).at(0).place.line == moved.statements[1].place.line);
  CHECK(store.stats().revision == 1);
}

TEST_CASE("changing only a remark, a source's text or which source is cited is a change") {
  const auto change = GENERATE(0, 1, 2);
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  Batch edited = article().batch();
  if (change == 0) edited.statements[1].note = "as the article words it";
  if (change == 1) edited.statements[1].sources.clear();
  if (change == 2) edited.sources[0].publisher = "EJ Insight";
  const ImportReport r = store.import(edited, real);
  CHECK(counts(r) == Counts{0, 0, change == 2 ? 2U : 1U});
  CHECK(r.revision == 2);
  const auto heads = overseers(store, id(store, "cloud"));
  REQUIRE(heads.size() == 1);
  CHECK(heads[0].sources.size() == (change == 1 ? 0 : 1));
  if (change == 2) CHECK(store.sources(heads[0].sources).at(0).publisher == "EJ Insight");
  CHECK(store.stats().sources == 1);
}

TEST_CASE("a second file that tells the same corroborates; its going takes only its source") {
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  Teller second("scmp.yaml");
  second.source("scmp", "2018-11-27");
  second.begins(Kind::oversees, "p-zhang", "cloud", "2018-11-26");
  CHECK(counts(store.import(second.batch(), real)) == Counts{0, 0, 1});
  auto heads = overseers(store, id(store, "cloud"));
  REQUIRE(heads.size() == 1);
  CHECK(heads[0].sources.size() == 2);
  CHECK(heads[0].evidence.size() == 2);

  const auto gone = store.forget("scmp.yaml");
  REQUIRE(gone);
  CHECK(counts(*gone) == Counts{0, 0, 1});
  CHECK(gone->revision == 3);
  heads = overseers(store, id(store, "cloud"));
  REQUIRE(heads.size() == 1);
  CHECK(heads[0].sources.size() == 1);
}

TEST_CASE("forgetting a file keeps the entities that others use") {
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  Teller second("second.yaml");
  second.begins(Kind::oversees, "p-zhang", "dingtalk", "2019-01-01");
  store.import(second.batch(), real);
  const auto gone = store.forget("article.yaml");
  REQUIRE(gone);
  CHECK(counts(*gone) == Counts{0, 2, 0});
  CHECK(store.entity_keys() == std::vector<std::string>{"dingtalk", "p-zhang"});
  CHECK(store.exact("cloud").empty());
  CHECK(store.files() == std::vector<std::string>{"second.yaml"});
  store.forget("second.yaml");
  const StoreStats stats = store.stats();
  CHECK(stats.statements + stats.spells + stats.events + stats.sources + stats.organizations +
            stats.people ==
        0);
  CHECK(store.damage().empty());
}

TEST_CASE("forgetting a file that is not known does nothing") {
  Store store = Store::in_memory();
  CHECK_FALSE(store.forget("nothing.yaml"));
}

TEST_CASE("several files given together are one revision") {
  Store store = Store::in_memory();
  Teller both = article();
  both.file("second.yaml");
  both.begins(Kind::oversees, "p-zhang", "dingtalk", "2019-01-01");
  const ImportReport r = store.import(both.batch(), real);
  CHECK(counts(r) == Counts{3, 0, 0});
  CHECK(store.stats().revision == 1);
  CHECK(store.files().size() == 2);
}

TEST_CASE("a dry run reports the same and writes nothing") {
  Store store = Store::in_memory();
  const ImportReport dry = store.import(article().batch(), Store::Run::dry);
  CHECK(counts(dry) == Counts{2, 0, 0});
  CHECK_FALSE(dry.revision);
  CHECK(store.stats().statements == 0);
  CHECK(store.entity_keys().empty());
  CHECK(counts(store.import(article().batch(), real)) == Counts{2, 0, 0});
}

TEST_CASE("an event's new name is a revision though no statement changed") {
  Teller t("a.yaml");
  t.event("third-reorganization").name = "Third";
  t.begins(Kind::part_of, "pcg", "tencent", "2018-09-30");
  t.change(Verb::found, "", "pcg");
  Store store = Store::in_memory();
  store.import(t.batch(), real);
  t.batch().events[0].name = "Third reorganization";
  const ImportReport r = store.import(t.batch(), real);
  CHECK(counts(r) == Counts{0, 0, 0});
  CHECK(r.revision == 2);
  const EntityId pcg[] = {id(store, "pcg")};
  const auto told = store.changes(pcg);
  REQUIRE(told.size() == 1);
  CHECK(told[0].event.name == "Third reorganization");
  CHECK(told[0].change.results == std::vector<EntityId>{pcg[0]});
}

TEST_CASE("what is no longer said stays in the log") {
  Store store = Store::in_memory();
  store.import(article().batch(), real);
  store.forget("article.yaml");
  CHECK(store.stats().revision == 2);
  CHECK(store.damage().empty());
}
