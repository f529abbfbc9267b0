// A table goes in row by row: what it says is what a change file that says the same would have
// said, whatever it meets there.
#include <tuple>

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "tests/property.hpp"
#include "tests/store/all_answers.hpp"
#include "tests/store/plain_facts.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;

Statement& during(Teller& t, Kind kind, const std::string& subject, const std::string& object,
                  const std::string& from, const std::string& until = "") {
  Statement& s = t.begins(kind, subject, object, from);
  s.effect = Effect::period;
  s.place = {t.batch().files.front(), 0, 0};
  if (!until.empty()) s.until = {EndKind::date, parse_date(until)};
  return s;
}

// A company of `units` units, each with a head, a former name and a life.
Batch company(int units, int changed = 0) {
  Teller t("acme");
  t.source("register", "2016-06-01");
  for (int n = 0; n < units; ++n) {
    const std::string unit = "o-" + std::to_string(n), head = "p-" + std::to_string(n);
    t.declare(unit);
    t.declare(head);
    during(t, Kind::existence, unit, "", "2010-01-01");
    during(t, Kind::name, unit, "Unit " + std::to_string(n) + " Ltd", "2010-01-01", "2014-01-01");
    t.always(Kind::name, unit, "Division " + std::to_string(n)).aspect = "preferred:zh";
    t.always(Kind::name, head, "Person " + std::to_string(n));
    if (n > 0) during(t, Kind::part_of, unit, "o-" + std::to_string(n / 4), "2011-01-01");
    during(t, Kind::oversees, head, unit, n < changed ? "2013-05-05" : "2012-05-05");
  }
  for (Statement& s : t.batch().statements) s.place.line = s.place.column = 0;
  return t.batch();
}

ImportReport import_rows(Store& store, const Batch& batch, Store::Run run = real) {
  BatchRows rows(batch);
  return store.import_rows(rows, run);
}

std::string dump(const std::filesystem::path& path, const std::string& query) {
  SQLite::Database db(path.string());
  SQLite::Statement q(db, query);
  std::string text;
  while (q.executeStep()) {
    for (int n = 0; n < q.getColumnCount(); ++n) text += q.getColumn(n).getString() + "|";
    text += "\n";
  }
  return text;
}

std::string count(const std::filesystem::path& path, const std::string& table) {
  return dump(path, "SELECT count(*) FROM " + table);
}

}  // namespace

TEST_CASE("rows that mean exactly what they say are kept as literals, and as nothing else") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  Store store = Store::open(path, Store::Access::write);
  const ImportReport report = import_rows(store, company(20));
  CHECK(report.added == 20 * 5 + 19);
  CHECK(report.revision == 1);
  CHECK(count(path, "literal") == "119|\n");
  CHECK(count(path, "statement") == "0|\n");
  CHECK(count(path, "spell") == "0|\n");
  CHECK(store.stats().statements == 119);
  CHECK(store.stats().spells == 119);
}

TEST_CASE("both ways in give the same spells, names and entities") {
  ScratchFolder folder;
  const auto a = folder / "a.reorg", b = folder / "b.reorg";
  {
    Store by_rows = Store::open(a, Store::Access::write),
          whole = Store::open(b, Store::Access::write);
    import_rows(by_rows, company(20));
    whole.import(company(20), real);
    CHECK(SpellText(by_rows).of(by_rows) == SpellText(whole).of(whole));
    CHECK(by_rows.stats().companies == whole.stats().companies);
    CHECK(by_rows.stats().first_day == whole.stats().first_day);
  }
  for (const char* query :
       {"SELECT n.folded, e.key, n.aspect, n.text, n.bare FROM name n JOIN entity e ON e.id = "
        "n.entity ORDER BY 1, 2, 3, 4, 5",
        "SELECT p.part, e.key FROM name_part p JOIN entity e ON e.id = p.entity ORDER BY 1, 2",
        "SELECT key, kind, name, seats, description FROM entity ORDER BY key",
        "SELECT key, title FROM source ORDER BY key",
        "SELECT organization_key, person_key, role, since, from_latest, until_earliest, ending, "
        "last_evidence, sources FROM overseer ORDER BY 1, 2, 4",
        "SELECT organization_key, parent_key, since, ending FROM placement ORDER BY 1, 2",
        "SELECT key, name, type, language, since, from_earliest, from_latest, until_latest, ending "
        "FROM called ORDER BY 1, 2, 3, 4",
        "SELECT kind, subject_key, object_key, aspect, value, role, from_edtf, until_edtf, "
        "from_latest, until_earliest, until_latest, ending, known, last_evidence, sources FROM "
        "fact ORDER BY 1, 2, 3, 4, 5, 7",
        "SELECT file, kind, effect, mode, subject_key, object_key, aspect, value, from_edtf, "
        "until_kind, until_edtf, known, source FROM telling ORDER BY 2, 5, 6, 7, 8, 9"}) {
    INFO(query);
    CHECK(dump(a, query) == dump(b, query));
  }
}

TEST_CASE("what belongs together gets numbers that lie together") {
  Teller t("acme");
  for (const char* key : {"o-a", "o-b", "o-a1", "o-b1", "o-a2", "p-b1", "p-a1"}) t.declare(key);
  during(t, Kind::part_of, "o-a1", "o-a", "2011-01-01");
  during(t, Kind::part_of, "o-b1", "o-b", "2011-01-01");
  during(t, Kind::part_of, "o-a2", "o-a", "2011-01-01");
  during(t, Kind::oversees, "p-b1", "o-b1", "2011-01-01");
  during(t, Kind::oversees, "p-a1", "o-a1", "2011-01-01");
  Store store = Store::in_memory();
  import_rows(store, t.batch());
  std::vector<std::string> keys;
  store.visit_entities([&](const Entity& e) { keys.push_back(e.key); });
  CHECK(keys == std::vector<std::string>{"o-a", "o-a1", "p-a1", "o-a2", "o-b", "o-b1", "p-b1"});
}

TEST_CASE("part of itself in the end: everybody gets a number all the same") {
  Teller t("acme");
  during(t, Kind::part_of, "o-a", "o-b", "2011-01-01");
  during(t, Kind::part_of, "o-b", "o-a", "2011-01-01");
  Store store = Store::in_memory();
  import_rows(store, t.batch());
  CHECK(store.entity_keys() == std::vector<std::string>{"o-a", "o-b"});
}

TEST_CASE("the same table once more is no revision") {
  Store store = Store::in_memory();
  import_rows(store, company(20));
  const StoreStamp before = store.stamp();
  const ImportReport again = import_rows(store, company(20));
  CHECK_FALSE(again.revision);
  CHECK(store.stats().revision == 1);
  CHECK(store.stamp() == before);
}

TEST_CASE("a table in which a few rows changed is told by those rows alone") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  Store store = Store::open(path, Store::Access::write);
  import_rows(store, company(20));
  const StoreStamp before = store.stamp();
  const ImportReport report = import_rows(store, company(20, 2));
  CHECK(report.added == 2);
  CHECK(report.removed == 2);
  CHECK(report.changed == 0);
  CHECK(count(path, "literal") == "119|\n");
  CHECK(count(path, "retraction") == "2|\n");
  CHECK(store.stamp().identity == before.identity);
  CHECK(store.stamp().stamp != before.stamp);
  Store fresh = Store::in_memory();
  import_rows(fresh, company(20, 2));
  CHECK(SpellText(store).of(store) == SpellText(fresh).of(fresh));
  CHECK(store.damage().empty());
}

TEST_CASE("another source for the same claim changes it, and does not add one") {
  Teller one("acme"), other("acme");
  one.source("s-1", "2016-06-01");
  during(one, Kind::oversees, "p-a", "o-a", "2011-01-01");
  other.source("s-2", "2016-06-01");
  during(other, Kind::oversees, "p-a", "o-a", "2011-01-01");
  Store store = Store::in_memory();
  import_rows(store, one.batch());
  const ImportReport report = import_rows(store, other.batch());
  CHECK(report.added == 0);
  CHECK(report.removed == 0);
  CHECK(report.changed == 1);
  CHECK(store.source_keys() == std::vector<std::string>{"s-2"});
}

TEST_CASE("a statement is found by its number, as a literal and after it was promoted") {
  Store store = Store::in_memory();
  import_rows(store, company(300));
  std::vector<StatementId> ids;
  store.visit_spells([&](const Literal& l) { ids.push_back(static_cast<StatementId>(l.id)); },
                     [](const Spell&) { FAIL("all of them are literals"); });
  REQUIRE(ids.size() == 300 * 5 + 299);
  for (const StatementId id : {ids.front(), ids[777], ids.back()}) {
    const auto found = store.statements(std::span(&id, 1));
    REQUIRE(found.size() == 1);
    CHECK(found[0].id == id);
    CHECK(found[0].place.file == "acme");
  }
  Teller t("more.yaml");
  t.begins(Kind::oversees, "p-new", "o-7", "2015-05-05");
  store.import(t.batch(), real);
  CHECK(store.statements(ids).size() == ids.size());
}

TEST_CASE("a change file on top of a table closes what the table left open") {
  Store store = Store::in_memory();
  import_rows(store, company(20));
  Teller t("more.yaml");
  t.ends(Kind::oversees, "p-7", "o-7", "2015-05-05");
  store.import(t.batch(), real);
  const EntityId unit[] = {store.entity("o-7")->id};
  const auto spells = store.relations(unit, {{}, KindSet(Kind::oversees)});
  REQUIRE(spells.size() == 1);
  CHECK(spells[0].until.latest == parse_date("2015-05-05").latest);
  store.forget("more.yaml");
  const auto again = store.relations(unit, {{}, KindSet(Kind::oversees)});
  REQUIRE(again.size() == 1);
  CHECK(again[0].until.kind == EndKind::open);
}

TEST_CASE("a life that ends cuts what a table says of later days, and gives it back") {
  Store store = Store::in_memory();
  Teller rows("rows");
  during(rows, Kind::existence, "o-a", "", "2010-01-01");
  during(rows, Kind::oversees, "p-a", "o-a", "2012-01-01");
  import_rows(store, rows.batch());
  Teller t("more.yaml");
  t.ends(Kind::existence, "o-a", "", "2015-05-05");
  store.import(t.batch(), real);
  const EntityId unit[] = {store.entity("o-a")->id};
  const auto spells = store.relations(unit, {{}, KindSet(Kind::oversees)});
  REQUIRE(spells.size() == 1);
  CHECK(spells[0].until.basis == Basis::lifetime);
}

TEST_CASE("a stopped import leaves nothing behind") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  int asked = 0;
  BulkOptions options;
  SECTION("of a database that was not there") {
    Store store = Store::open(path, Store::Access::write);
    options.stop = [&] { return ++asked > 3; };
    BatchRows rows(company(2000));
    CHECK_THROWS_AS(store.import_rows(rows, real, {}, options), Interrupted);
    CHECK_FALSE(std::filesystem::exists(path));
  }
  SECTION("of one that was there") {
    Store store = Store::open(path, Store::Access::write);
    import_rows(store, company(20));
    const auto before = answers(store);
    const StoreStamp stamp = store.stamp();
    options.stop = [&] { return ++asked > 3; };
    BatchRows rows(company(2000, 20));
    CHECK_THROWS_AS(store.import_rows(rows, real, {}, options), Interrupted);
    CHECK(answers(store) == before);
    CHECK(store.stamp() == stamp);
    CHECK(store.stats().revision == 1);
  }
}

TEST_CASE("an import tells how far it is") {
  Store store = Store::in_memory();
  std::vector<std::string> stages;
  BulkOptions options;
  options.progress = [&](const BulkProgress& p) {
    if (stages.empty() || stages.back() != p.stage) stages.emplace_back(p.stage);
  };
  BatchRows rows(company(2000));
  store.import_rows(rows, real, {}, options);
  CHECK(stages.front() == "reading");
  CHECK(std::ranges::find(stages, "rows") != stages.end());
}

TEST_CASE("a dry run of a table tells the same and writes nothing") {
  Store store = Store::in_memory();
  import_rows(store, company(20));
  const auto before = answers(store);
  const ImportReport dry = import_rows(store, company(20, 2), Store::Run::dry);
  CHECK(dry.added == 2);
  CHECK(dry.removed == 2);
  CHECK_FALSE(dry.revision);
  CHECK(answers(store) == before);
}

TEST_CASE("a small table on top of a large one finds its entities as a large one does") {
  Teller small("small");
  small.source("register", "2016-06-01");
  for (const char* key : {"o-3", "o-7", "p-7", "o-new"}) small.declare(key);
  during(small, Kind::part_of, "o-new", "o-3", "2012-01-01");
  during(small, Kind::oversees, "p-7", "o-new", "2012-01-01");
  during(small, Kind::classification, "o-7", "", "2012-01-01").value = "department";
  const ScratchFolder folder;
  const auto a = folder / "a.reorg", b = folder / "b.reorg";
  Store by_rows = Store::open(a, Store::Access::write),
        whole = Store::open(b, Store::Access::write);
  import_rows(by_rows, company(40));
  import_rows(by_rows, small.batch());
  whole.import(company(40), real);
  whole.import(small.batch(), real);
  CHECK(SpellText(by_rows).of(by_rows) == SpellText(whole).of(whole));
  CHECK(dump(a, "SELECT count(*), count(DISTINCT key) FROM entity") == "81|81|\n");
}

TEST_CASE("the import of a table can be undone, and the undo too") {
  Store store = Store::in_memory();
  import_rows(store, company(20));
  const auto first = answers(store);
  import_rows(store, company(20, 5));
  const auto second = answers(store);
  store.undo(1, real);
  CHECK(answers(store) == first);
  store.undo(1, real);
  CHECK(answers(store) == second);
  store.undo(4, real);
  CHECK(store.files().empty());
  CHECK(store.entity_keys().empty());
  CHECK(store.damage().empty());
}

TEST_CASE("a table of very many rows changes and goes all the same, but is not kept for an undo") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  Store store = Store::open(path, Store::Access::write);
  import_rows(store, company(4000));
  REQUIRE(store.stats().statements > 20'000);
  CHECK(import_rows(store, company(4000, 3)).added == 3);
  CHECK_THROWS_AS(store.undo(1, real), UndoError);
  const ImportReport report = import_rows(store, company(10));
  CHECK(report.added == 3);  // the heads that had changed
  CHECK(report.removed == 4000 * 5 + 3999 - (10 * 5 + 9) + 3);
  Store fresh = Store::in_memory();
  import_rows(fresh, company(10));
  CHECK(answers(store) == answers(fresh));
  CHECK(store.stats().statements == fresh.stats().statements);
  CHECK(store.entity_keys() == fresh.entity_keys());
  import_rows(store, company(4000));
  store.forget("acme");
  CHECK(store.entity_keys().empty());
  CHECK(count(path, "name") == "0|\n");
  CHECK(store.damage().empty());
}

TEST_CASE("tables and change files give one history, in whatever order they come") {
  require_for_all(
      [] {
        Store store = Store::in_memory(), whole = Store::in_memory();
        std::map<std::string, Batch> files;
        for (int n = 1 + below(5); n > 0; --n) {
          const auto name = one_of<std::string>({"a", "b", "c.yaml"});
          if (below(6) == 0) {
            store.forget(name);
            files.erase(name);
          } else {
            files[name] = import_something(store, name);
          }
        }
        for (const auto& [name, batch] : files) whole.import(batch, real);
        RC_ASSERT(SpellText(store).of(store) == SpellText(whole).of(whole));
        RC_ASSERT(found_names(store) == found_names(whole));
        RC_ASSERT(store.stats().statements == whole.stats().statements);
        const StoreStats slim = store.stats(), full = whole.stats();
        RC_ASSERT(slim.without_source == full.without_source);
        RC_ASSERT(std::tuple(slim.organizations, slim.posts, slim.people) ==
                  std::tuple(full.organizations, full.posts, full.people));
        RC_ASSERT(std::tuple(slim.companies, slim.units) == std::tuple(full.companies, full.units));
        RC_ASSERT(slim.first_day == full.first_day);
        RC_ASSERT(slim.last_day == full.last_day);
        RC_ASSERT(store.damage().empty());
        for (const char* day : {"2016-06-01", "2017-01-01"}) {
          const Day k = parse_date(day).latest;
          RC_ASSERT(SpellText(store).of(*store.known_at(k)) ==
                    SpellText(whole).of(*whole.known_at(k)));
        }
        for (const char* day : {"2016-01-01", "2018-06-15"}) {
          const Day d = parse_date(day).latest;
          const auto turned = [&](const Store& s) {
            std::vector<std::string> keys;
            for (const Entity& e : s.entities(s.turning(d, d + 200))) keys.push_back(e.key);
            std::ranges::sort(keys);
            return keys;
          };
          RC_ASSERT(turned(store) == turned(whole));
          RC_ASSERT(PlainFacts::within(store, d, d + 200).size() ==
                    PlainFacts::within(whole, d, d + 200).size());
        }
      },
      property_cases(4));
}
