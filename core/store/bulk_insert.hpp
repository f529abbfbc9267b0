// Many rows into one table, as quickly as SQLite takes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "core/store/connection.hpp"

namespace reorg::sql {

// One prepared INSERT. Texts are not copied: they must stay until `run`.
class BulkInsert {
 public:
  BulkInsert(Connection&, const char* text);
  BulkInsert(const BulkInsert&) = delete;
  BulkInsert& operator=(const BulkInsert&) = delete;
  ~BulkInsert();

  BulkInsert& put(std::int64_t);
  BulkInsert& put(std::string_view);
  BulkInsert& put_null();
  // 0 and "" are NULL.
  BulkInsert& put_if_any(std::int64_t n) { return n == 0 ? put_null() : put(n); }
  BulkInsert& put_if_any(std::string_view s) { return s.empty() ? put_null() : put(s); }
  void run();

 private:
  void check(int result);

  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
  int parameter_ = 0;
};

// Takes away the indexes of these tables if they are empty, and makes them again from all rows at
// once: they are sorted, not grown.
class LaterIndexes {
 public:
  LaterIndexes(Connection&, std::initializer_list<const char*> tables);
  void make();

 private:
  Connection& connection_;
  std::vector<std::string> texts_;
};

}  // namespace reorg::sql
