// How the format of the file is told, and how an older one becomes a newer one.
#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "core/store/codes.hpp"
#include "core/store/schema.hpp"
#include "tests/store/older_format.hpp"
#include "tests/store/sample.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

void add_a_table(SQLite::Database& db) { db.exec("CREATE TABLE newer(x INTEGER) STRICT"); }
void add_a_column(SQLite::Database& db) { db.exec("ALTER TABLE newer ADD COLUMN y TEXT"); }
void fail_half_way(SQLite::Database& db) { db.exec("DROP TABLE newer; CREATE TABLE broken("); }

SQLite::Database made(const std::filesystem::path& path) {
  Store::open(path, Store::Access::write).import(sample(1), Store::Run::real);
  return {path.string(), SQLite::OPEN_READWRITE};
}

std::int64_t version(SQLite::Database& db) {
  return db.execAndGet("PRAGMA user_version").getInt64();
}

}  // namespace

TEST_CASE("the file names its program and its version in SQLite's own header") {
  ScratchFolder folder;
  SQLite::Database db = made(folder / "acme.reorg");
  CHECK(bytes_of(folder / "acme.reorg").substr(68, 4) == "rorg");
  CHECK(version(db) == sql::schema_version);
}

TEST_CASE("every table is strict and the planner is never given statistics") {
  ScratchFolder folder;
  SQLite::Database db = made(folder / "acme.reorg");
  CHECK(db.execAndGet("SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = "
                      "'main' AND strict = 0 "
                      "AND name NOT LIKE 'sqlite%'")
            .getInt() == 0);
  CHECK(
      db.execAndGet("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'").getInt() ==
      0);
}

TEST_CASE("an older file is brought up to date step by step") {
  ScratchFolder folder;
  SQLite::Database db = made(folder / "acme.reorg");
  const std::int64_t now = sql::schema_version;
  const sql::Migration steps[] = {{now, add_a_table}, {now + 1, add_a_column}};
  sql::migrate(db, steps, now + 2);
  CHECK(version(db) == now + 2);
  db.exec("INSERT INTO newer VALUES (1, 'y')");
  sql::migrate(db, steps, now + 2);  // nothing to do
  CHECK(version(db) == now + 2);
}

TEST_CASE("a file of version 2 gets its names folded anew, with all that finds them") {
  ScratchFolder folder;
  SQLite::Database db = made(folder / "acme.reorg");
  const auto all = [&db](const std::string& table) {
    return db
        .execAndGet("SELECT group_concat(x) FROM (SELECT quote(entity) || ' ' || " + table +
                    " AS x FROM name" + (table == "part" ? "_part" : "") + " ORDER BY x)")
        .getString();
  };
  make_version_3(db);
  const std::string names = all("folded || aspect || text || bare"), parts = all("part");
  db.exec(
      "CREATE TABLE old(folded TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity, "
      "aspect TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(folded, entity, aspect, text)) "
      "STRICT, WITHOUT ROWID;"
      "INSERT OR IGNORE INTO old SELECT 'old ' || folded, entity, aspect, text FROM name;"
      "DROP TABLE name; DROP TABLE name_part; ALTER TABLE old RENAME TO name;"
      "CREATE INDEX name_by_entity ON name(entity); PRAGMA user_version = 2");
  sql::migrate(db, sql::migrations(), sql::schema_version);
  CHECK(version(db) == sql::schema_version);
  CHECK(all("folded || aspect || text || bare") == names);
  CHECK(all("part") == parts);
}

TEST_CASE("a step that fails leaves the file as it was") {
  ScratchFolder folder;
  SQLite::Database db = made(folder / "acme.reorg");
  const std::int64_t now = sql::schema_version;
  const sql::Migration steps[] = {{now, add_a_table}, {now + 1, fail_half_way}};
  CHECK_THROWS_AS(sql::migrate(db, steps, now + 2), SQLite::Exception);
  CHECK(version(db) == now);
  CHECK_FALSE(db.tableExists("newer"));
}

TEST_CASE("a version that no step leads on from is refused") {
  ScratchFolder folder;
  SQLite::Database db = made(folder / "acme.reorg");
  CHECK_THROWS_AS(sql::migrate(db, {}, sql::schema_version + 1), std::invalid_argument);
}

TEST_CASE("a file of version 1, without judgements, takes them once it is brought up to date") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  {
    SQLite::Database db = made(path);
    make_version_3(db);
    db.exec("DROP TABLE same_as; DROP TABLE judgement; PRAGMA user_version = 1");
  }
  CHECK_THROWS_AS(Store::open(path, Store::Access::read), StoreError);
  Store::open(path, Store::Access::amend);
  Judgement j;
  j.kept = "acme";
  j.other = "unit-0";
  CHECK(Store::open(path, Store::Access::amend).judge(j, {}, Store::Run::real).revision == 2);
  SQLite::Database db(path.string());
  CHECK(version(db) == sql::schema_version);
  CHECK(db.execAndGet("SELECT count(*) FROM telling WHERE subject_key = 'acme'").getInt() == 2);
}

TEST_CASE("each kind of statement has a number of its own, the same for ever") {
  for (unsigned k = 0; k <= static_cast<unsigned>(StatementKind::leaves); ++k) {
    const auto kind = static_cast<StatementKind>(k);
    CHECK(sql::kind_of(sql::code(kind)) == kind);
  }
  CHECK(sql::code(StatementKind::part_of) == 1);
  CHECK(sql::code(StatementKind::oversees) == 2);
  CHECK(sql::code(StatementKind::holds) == 3);
  CHECK(sql::code(StatementKind::name) == 20);
  CHECK(sql::code(StatementKind::leaves) == 40);
}
