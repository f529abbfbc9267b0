// The tables, indexes and views of a reorg database, and how an older one becomes a newer one.
// docs/store.md explains every column.
#pragma once

#include <span>

#include "core/store/connection.hpp"

namespace reorg::sql {

inline constexpr std::int64_t application_id = 0x726f7267;  // "rorg"
inline constexpr std::int64_t schema_version = 5;           // `user_version`

// One step: from this version to the next.
struct Migration {
  std::int64_t from;
  void (*apply)(SQLite::Database&);
};
std::span<const Migration> migrations();

// Requires: an open transaction, an empty database.
void create_schema(SQLite::Database&);

// Takes the database step by step to `to`, in one transaction; nothing changes when a step fails.
// Throws std::invalid_argument when no step leads on from a version.
void migrate(SQLite::Database&, std::span<const Migration>, std::int64_t to);

extern const char* const tables_sql;
extern const char* const listing_indexes_sql;  // of what happened when, and of what there is
extern const char* const judgement_tables_sql;
extern const char* const name_tables_sql;
extern const char* const history_tables_sql;  // what undo and the log of revisions need
extern const char* const literal_tables_sql;  // statements that mean exactly what they say
extern const char* const views_sql;

}  // namespace reorg::sql
