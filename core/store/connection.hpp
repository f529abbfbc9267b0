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

#include "core/model/model.hpp"

namespace reorg::sql {

class Connection {
 public:
  Connection(SQLite::Database&& opened, std::filesystem::path shown)
      : db(std::move(opened)), path(std::move(shown)) {}

  // Prepared at its first use and kept. Requires: `text` is a string literal, known by its address.
  SQLite::Statement& prepared(const char* text);
  // Before the file is closed or changes its journal: nothing may be left unfinished.
  void forget_prepared() { prepared_.clear(); }

  SQLite::Database db;
  std::filesystem::path path;  // for messages

 private:
  std::unordered_map<const char*, SQLite::Statement> prepared_;
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
    statement_.tryReset();  // ends the read transaction
  }

  template <class... Values>
  Query& bind(const Values&... values) {
    (put(values), ...);
    return *this;
  }

  bool next() {
    column_ = 0;
    return statement_.executeStep();
  }
  // For statements without rows, or whose rows do not matter.
  void run();
  // Ready to be bound and run once more.
  Query& again() {
    statement_.reset();
    parameter_ = 0;
    return *this;
  }

  bool is_null() const { return statement_.getColumn(column_).isNull(); }
  void skip() { ++column_; }
  std::int64_t integer() { return statement_.getColumn(column_++).getInt64(); }
  bool flag() { return integer() != 0; }
  Day day() { return Day{statement_.getColumn(column_++).getInt()}; }
  std::optional<Day> day_if_any() {
    const SQLite::Column column = statement_.getColumn(column_++);
    return column.isNull() ? std::nullopt : std::optional(Day{column.getInt()});
  }
  std::string text() { return statement_.getColumn(column_++).getString(); }
  // Good until the next step.
  std::string_view view() {
    const SQLite::Column column = statement_.getColumn(column_++);
    const char* text = column.getText();
    return {text, static_cast<std::size_t>(column.getBytes())};
  }
  template <class Id>
  Id id() {
    return static_cast<Id>(statement_.getColumn(column_++).getUInt());
  }

 private:
  void put_null() { statement_.bind(++parameter_); }
  void put(std::int64_t v) { statement_.bind(++parameter_, v); }
  void put(int v) { statement_.bind(++parameter_, v); }
  void put(unsigned v) { statement_.bind(++parameter_, std::int64_t{v}); }
  void put(bool v) { statement_.bind(++parameter_, v ? 1 : 0); }
  void put(Day v) { statement_.bind(++parameter_, v.n); }
  void put(const std::string& v) { v.empty() ? put_null() : statement_.bind(++parameter_, v); }
  void put(const char* v) { statement_.bind(++parameter_, v); }
  void put(std::string_view v) { put(std::string(v)); }
  void put(std::nullptr_t) { put_null(); }
  template <class T>
  void put(const std::optional<T>& v) {
    v ? put(*v) : put_null();
  }
  void put_id(std::uint32_t n) { n == 0 ? put_null() : statement_.bind(++parameter_, n); }
  void put(EntityId v) { put_id(number(v)); }
  void put(SourceId v) { put_id(number(v)); }
  void put(EventId v) { put_id(number(v)); }
  void put(ChangeId v) { put_id(number(v)); }
  void put(StatementId v) { put_id(number(v)); }

  SQLite::Statement& statement_;
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
