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

namespace {

// Sorts in threads of SQLite's own while the rows are read: each portion of what the cache may hold
// is sorted beside the next one's reading.
class SortsBeside {
 public:
  explicit SortsBeside(Connection& c) : connection_(c), cache_(value_of(c, "PRAGMA cache_size")) {
    c.db.execAndGet("PRAGMA threads = 2");
    c.db.exec("PRAGMA cache_size = -24576");  // KiB
  }
  SortsBeside(const SortsBeside&) = delete;
  SortsBeside& operator=(const SortsBeside&) = delete;
  ~SortsBeside() {
    connection_.db.tryExec("PRAGMA threads = 0");
    connection_.db.tryExec("PRAGMA cache_size = " + std::to_string(cache_));
  }

 private:
  Connection& connection_;
  std::int64_t cache_;
};

}  // namespace

void LaterIndexes::make() {
  if (texts_.empty()) return;
  const SortsBeside sorts(connection_);
  for (const std::string& text : texts_) connection_.db.exec(text);
  texts_.clear();
}

}  // namespace reorg::sql
