// Databases as earlier versions of the format had them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace reorg::tests {

// Version 3 kept nothing that an undo needs.
inline void make_version_3(SQLite::Database& db) {
  db.exec(
      "DROP TABLE revision_file; DROP INDEX revision_restoring; DROP INDEX retraction_by_revision; "
      "DROP INDEX retraction_by_recorded_in; DROP INDEX statement_by_revision; "
      "ALTER TABLE revision DROP COLUMN kept; ALTER TABLE revision DROP COLUMN restores; "
      "PRAGMA user_version = 3");
}

}  // namespace reorg::tests
