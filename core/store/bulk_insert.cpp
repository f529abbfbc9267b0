#include "core/store/bulk_insert.hpp"

namespace reorg::sql {

BulkInsert::BulkInsert(Connection& c, const char* text) : db_(c.db.getHandle()) {
  check(sqlite3_prepare_v2(db_, text, -1, &statement_, nullptr));
}

BulkInsert::~BulkInsert() { sqlite3_finalize(statement_); }

BulkInsert& BulkInsert::put(std::int64_t n) {
  check(sqlite3_bind_int64(statement_, ++parameter_, n));
  return *this;
}

BulkInsert& BulkInsert::put(std::string_view text) {
  check(sqlite3_bind_text(statement_, ++parameter_, text.data(), static_cast<int>(text.size()),
                          nullptr));  // static
  return *this;
}

BulkInsert& BulkInsert::put_null() {
  check(sqlite3_bind_null(statement_, ++parameter_));
  return *this;
}

void BulkInsert::run() {
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_DONE) check(result);
  check(sqlite3_reset(statement_));
  parameter_ = 0;
}

void BulkInsert::check(int result) {
  if (result != SQLITE_OK) throw SQLite::Exception(db_, result);
}

LaterIndexes::LaterIndexes(Connection& c, std::initializer_list<const char*> tables)
    : connection_(c) {
  std::vector<std::string> names;
  for (const std::string table : tables) {
    if (value_of(c, "SELECT EXISTS (SELECT 1 FROM " + table + ")") != 0) continue;
    SQLite::Statement q(c.db,
                        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? "
                        "AND sql IS NOT NULL");
    q.bind(1, table);
    while (q.executeStep()) {
      names.push_back(q.getColumn(0).getString());
      texts_.push_back(q.getColumn(1).getString());
    }
  }
  for (const std::string& name : names) c.db.exec("DROP INDEX " + name);
}

void LaterIndexes::make() {
  for (const std::string& text : texts_) connection_.db.exec(text);
  texts_.clear();
}

}  // namespace reorg::sql
