// Databases as earlier versions of the format had them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace reorg::tests {

// Version 4 knew no literals, numbered statements and spells apart, and kept names twice.
inline void make_version_4(SQLite::Database& db) {
  db.exec(
      "DROP VIEW overseer; DROP VIEW placement; DROP VIEW called; DROP VIEW fact; DROP VIEW dated; "
      "DROP VIEW dated_literal; DROP VIEW dated_spell; DROP VIEW telling;"
      "DROP TABLE literal; DROP TABLE literal_run; DROP TABLE word; "
      "ALTER TABLE statement DROP COLUMN until_last; "
      "ALTER TABLE file DROP COLUMN literals; UPDATE counter SET name = 'spell' WHERE name = 'id'; "
      "DELETE FROM counter WHERE name <> 'spell';"
      "CREATE TABLE old(folded TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity, "
      "aspect TEXT NOT NULL, text TEXT NOT NULL, bare INTEGER NOT NULL, "
      "PRIMARY KEY(folded, entity, aspect, text)) STRICT, WITHOUT ROWID;"
      "INSERT INTO old SELECT folded, entity, aspect, text, bare FROM name; DROP TABLE name; "
      "ALTER TABLE old RENAME TO name; CREATE INDEX name_by_entity ON name(entity); "
      "PRAGMA user_version = 4");
}

// Version 3 kept nothing that an undo needs.
inline void make_version_3(SQLite::Database& db) {
  make_version_4(db);
  db.exec(
      "DROP TABLE revision_file; DROP INDEX revision_restoring; DROP INDEX retraction_by_revision; "
      "DROP INDEX retraction_by_recorded_in; DROP INDEX statement_by_revision; "
      "ALTER TABLE revision DROP COLUMN kept; ALTER TABLE revision DROP COLUMN restores; "
      "PRAGMA user_version = 3");
}

}  // namespace reorg::tests
