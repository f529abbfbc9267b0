#include "core/store/schema.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/store/codes.hpp"
#include "core/store/materialise.hpp"

namespace reorg::sql {
namespace {

void fill_kinds(SQLite::Database& db) {
  SQLite::Statement insert(db, "INSERT INTO kind(code, word) VALUES (?, ?)");
  for (unsigned k = 0; k <= static_cast<unsigned>(StatementKind::leaves); ++k) {
    const auto kind = static_cast<StatementKind>(k);
    insert.bind(1, code(kind));
    insert.bind(2, std::string(word(kind)));
    insert.exec();
    insert.reset();
  }
}

void set_version(SQLite::Database& db, std::int64_t version) {
  db.exec("PRAGMA user_version = " + std::to_string(version));
}

// Views hold no data: they are made anew in their latest form.
void make_views_anew(SQLite::Database& db) {
  std::vector<std::string> names;
  SQLite::Statement views(db, "SELECT name FROM sqlite_schema WHERE type = 'view'");
  while (views.executeStep()) names.push_back(views.getColumn(0).getString());
  for (const std::string& name : names) db.exec("DROP VIEW " + name);
  db.exec(views_sql);
}

void add_judgements(SQLite::Database& db) {
  db.exec(judgement_tables_sql);
  db.exec(listing_indexes_sql);
  make_views_anew(db);
}

// What files said before the revisions so far is not known: those stay as they are (`kept` = 0).
void add_history(SQLite::Database& db) { db.exec(history_tables_sql); }

void number_the_database(SQLite::Database& db) {
  db.exec(
      "INSERT OR REPLACE INTO counter(name, next) VALUES ('identity', random()), ('stamp', "
      "random())");
}

// Names were kept in the order of their folded forms, and all of them a second time by entity.
void keep_names_once(SQLite::Database& db) {
  db.exec(
      "DROP INDEX IF EXISTS name_by_entity; DROP INDEX IF EXISTS name_by_folded; ALTER TABLE name "
      "RENAME TO name_before");
  db.exec("ALTER TABLE name_part RENAME TO part_before");
  db.exec(name_tables_sql);
  db.exec(
      "INSERT INTO name SELECT folded, entity, aspect, text, bare FROM name_before "
      "ORDER BY folded, entity, aspect, text; INSERT INTO name_part SELECT part, entity FROM "
      "part_before; DROP TABLE name_before; DROP TABLE part_before");
}

// Ends that were told by their last day keep it as written.
void add_last_days(SQLite::Database& db) {
  db.exec("ALTER TABLE statement ADD COLUMN until_last TEXT");
}

// Statements and spells were numbered apart; a literal is both.
void add_literals(SQLite::Database& db) {
  add_last_days(db);
  db.exec(literal_tables_sql);
  db.exec(
      "INSERT INTO counter(name, next) SELECT 'id', 1 + max(coalesce((SELECT max(id) FROM "
      "statement), 0), coalesce((SELECT next FROM counter WHERE name = 'spell'), 0));"
      "DELETE FROM counter WHERE name = 'spell'");
  number_the_database(db);
  keep_names_once(db);
  make_views_anew(db);
}

constexpr std::array steps{Migration{1, add_judgements}, Migration{2, fold_names_anew},
                           Migration{3, add_history}, Migration{4, add_literals}};

}  // namespace

std::span<const Migration> migrations() { return steps; }

void create_schema(SQLite::Database& db) {
  db.exec("PRAGMA application_id = " + std::to_string(application_id));
  db.exec(tables_sql);
  db.exec(listing_indexes_sql);
  db.exec(judgement_tables_sql);
  db.exec(name_tables_sql);
  db.exec(history_tables_sql);
  db.exec(literal_tables_sql);
  db.exec("INSERT INTO counter(name, next) VALUES ('id', 1)");
  number_the_database(db);
  add_last_days(db);
  db.exec(views_sql);
  fill_kinds(db);
  set_version(db, schema_version);
}

void migrate(SQLite::Database& db, std::span<const Migration> by, std::int64_t to) {
  SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
  // Read under the lock: another process may have just done it.
  std::int64_t version = db.execAndGet("PRAGMA user_version").getInt64();
  while (version < to) {
    const auto step = std::ranges::find(by, version, &Migration::from);
    if (step == by.end()) {
      throw std::invalid_argument("no version of reorg wrote a database of version " +
                                  std::to_string(version));
    }
    step->apply(db);
    set_version(db, ++version);
  }
  transaction.commit();
}

}  // namespace reorg::sql
