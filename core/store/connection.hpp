// One open SQLite file, and the statements prepared on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "core/model/model.hpp"

namespace reorg::sql {

// One prepared statement. As SQLite::Statement, but reading a column costs a call and no more:
// millions of rows are read. Throws SQLite::Exception. Parameters and columns as SQLite counts
// them, from 1 and from 0.
class Prepared {
 public:
  Prepared(sqlite3*, const char* text);
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  ~Prepared() { sqlite3_finalize(handle_); }

  void bind(int parameter) { check(sqlite3_bind_null(handle_, parameter)); }
  void bind(int parameter, std::int64_t n) { check(sqlite3_bind_int64(handle_, parameter, n)); }
  void bind(int parameter, std::string_view text);  // copied

  // False after the last row; then it must be reset before it can be run again.
  bool step();
  void reset() { check(try_reset()); }
  int try_reset() noexcept {
    over_ = false;
    return sqlite3_reset(handle_);
  }

  bool is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
  // Good until the next step; "" for NULL.
  std::string_view text(int column) const {
    const auto* const bytes = sqlite3_column_text(handle_, column);
    if (bytes == nullptr) return "";
    return {reinterpret_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }

 private:
  void check(int result) const {
    if (result != SQLITE_OK) fail(result);
  }
  [[noreturn]] void fail(int result) const;

  sqlite3* database_;
  sqlite3_stmt* handle_ = nullptr;
  bool over_ = false;
};

class Connection {
 public:
  Connection(SQLite::Database&& opened, std::filesystem::path shown)
      : db(std::move(opened)), path(std::move(shown)) {}

  // Prepared at its first use and kept. Requires: `text` is a string literal, known by its address.
  Prepared& prepared(const char* text);
  // Before the file is closed or changes its journal: nothing may be left unfinished.
  void forget_prepared() { prepared_.clear(); }

  SQLite::Database db;
  std::filesystem::path path;  // for messages

 private:
  std::unordered_map<const char*, Prepared> prepared_;
};

// One run of a prepared statement: bind in order, step, read the columns in order.
//
//   Query q(connection, "SELECT key, seats FROM entity WHERE id = ?");
//   q.bind(id);
//   while (q.next()) { auto key = q.text(); auto seats = q.integer(); }
//
// "", none and no value are NULL, both ways. Not to be nested with itself.
class Query {
 public:
  Query(Connection& c, const char* text) : statement_(c.prepared(text)) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query() {
    statement_.try_reset();  // ends the read transaction
  }

  template <class... Values>
  Query& bind(const Values&... values) {
    (put(values), ...);
    return *this;
  }

  bool next() {
    column_ = 0;
    return statement_.step();
  }
  // For statements without rows, or whose rows do not matter.
  void run();
  // Ready to be bound and run once more.
  Query& again() {
    statement_.reset();
    parameter_ = 0;
    return *this;
  }

  bool is_null() const { return statement_.is_null(column_); }
  void skip() { ++column_; }
  std::int64_t integer() { return statement_.integer(column_++); }
  bool flag() { return integer() != 0; }
  Day day() { return Day{static_cast<std::int32_t>(integer())}; }
  std::optional<Day> day_if_any() {
    if (!is_null()) return day();
    skip();
    return std::nullopt;
  }
  std::string text() { return std::string(view()); }
  // Good until the next step.
  std::string_view view() { return statement_.text(column_++); }
  template <class Id>
  Id id() {
    return static_cast<Id>(integer());
  }

 private:
  void put_null() { statement_.bind(++parameter_); }
  void put(std::int64_t v) { statement_.bind(++parameter_, v); }
  void put(int v) { put(std::int64_t{v}); }
  void put(unsigned v) { statement_.bind(++parameter_, std::int64_t{v}); }
  void put(bool v) { put(std::int64_t{v ? 1 : 0}); }
  void put(Day v) { put(std::int64_t{v.n}); }
  void put(const std::string& v) { put(std::string_view(v)); }
  void put(const char* v) { statement_.bind(++parameter_, std::string_view(v)); }
  void put(std::string_view v) { v.empty() ? put_null() : statement_.bind(++parameter_, v); }
  void put(std::nullptr_t) { put_null(); }
  template <class T>
  void put(const std::optional<T>& v) {
    v ? put(*v) : put_null();
  }
  void put_id(std::uint32_t n) { n == 0 ? put_null() : put(std::int64_t{n}); }
  void put(EntityId v) { put_id(number(v)); }
  void put(SourceId v) { put_id(number(v)); }
  void put(EventId v) { put_id(number(v)); }
  void put(ChangeId v) { put_id(number(v)); }
  void put(StatementId v) { put_id(number(v)); }

  Prepared& statement_;
  int parameter_ = 0;
  int column_ = 0;
};

// The single value of a question about the connection itself ("PRAGMA user_version").
std::int64_t value_of(Connection&, const std::string& text);

// Lists travel as JSON arrays: one parameter, however many ids.
template <class Ids>
std::string json_list(const Ids& ids) {
  std::string list = "[";
  for (const auto id : ids) {
    if (list.size() > 1) list += ',';
    list += std::to_string(static_cast<std::int64_t>(id));
  }
  return list + "]";
}
std::string json_list_of_texts(const std::vector<std::string>&);
std::vector<std::uint32_t> numbers_in(std::string_view json_list);

template <class Id>
std::vector<Id> ids_in(std::string_view json) {
  std::vector<Id> ids;
  for (const std::uint32_t n : numbers_in(json)) ids.push_back(static_cast<Id>(n));
  return ids;
}

}  // namespace reorg::sql
