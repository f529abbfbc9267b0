// A database and its statements, each closed by whoever holds it. What fails is thrown as
// std::runtime_error.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string_view>

#include <sqlite3.h>

#include "bench/peers/bundle.hpp"

namespace bench {

class Database {
 public:
  explicit Database(const char* file, bool write = false) {
    const int flags = write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    check(sqlite3_open_v2(file, &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr));
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { sqlite3_close(handle_); }

  void run(const char* sql) { check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }
  void check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
      throw std::runtime_error(handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
    }
  }
  sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class Statement {
 public:
  Statement(const Database& database, const char* sql) : database_(database) {
    database.check(sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT,
                                      &handle_, nullptr));
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(handle_); }

  int at(const char* parameter) const { return sqlite3_bind_parameter_index(handle_, parameter); }
  void bind(int at, std::int64_t value) { sqlite3_bind_int64(handle_, at, value); }
  // The text has to live until the statement is reset.
  void bind(int at, std::string_view text) {
    sqlite3_bind_text(handle_, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void bind(const char* parameter, std::string_view text) { bind(at(parameter), text); }
  void bind(const char* parameter, Date day) { bind(at(parameter), std::int64_t{day}); }

  bool step() {
    const int code = sqlite3_step(handle_);
    database_.check(code);
    return code == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(handle_); }
  void insert() {
    step();
    reset();
  }

  std::int64_t number(int column) const { return sqlite3_column_int64(handle_, column); }
  bool null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  std::string_view text(int column) const {
    const void* bytes = sqlite3_column_text(handle_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
    return {static_cast<const char*>(bytes), bytes == nullptr ? 0 : size};
  }
  int columns() const { return sqlite3_column_count(handle_); }

 private:
  const Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

}  // namespace bench
