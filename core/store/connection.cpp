#include "core/store/connection.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

namespace reorg::sql {

Prepared::Prepared(sqlite3* database, const char* text) : database_(database) {
  check(sqlite3_prepare_v2(database, text, -1, &handle_, nullptr));
}

void Prepared::bind(int parameter, std::string_view text) {
  check(sqlite3_bind_text(handle_, parameter, text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT));
}

bool Prepared::step() {
  const int result = over_ ? SQLITE_MISUSE : sqlite3_step(handle_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(result);
  over_ = true;
  return false;
}

void Prepared::fail(int result) const {
  if (result == SQLITE_MISUSE)
    throw SQLite::Exception("a statement is run that was not reset", result);
  throw SQLite::Exception(database_, result);
}

Prepared& Connection::prepared(const char* text) {
  const auto it = prepared_.find(text);
  if (it != prepared_.end()) return it->second;
  return prepared_.try_emplace(text, db.getHandle(), text).first->second;
}

void Query::run() {
  while (statement_.step()) {
  }
  again();
}

std::int64_t value_of(Connection& c, const std::string& text) {
  return c.db.execAndGet(text).getInt64();
}

std::string json_list_of_texts(const std::vector<std::string>& texts) {
  return nlohmann::json(texts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::uint32_t> numbers_in(std::string_view json_list) {
  std::vector<std::uint32_t> numbers;
  const char* at = json_list.data();
  const char* const end = at + json_list.size();
  while (at < end) {
    std::uint32_t n = 0;
    const auto [after, error] = std::from_chars(at, end, n);
    if (error == std::errc{}) numbers.push_back(n);
    at = error == std::errc{} ? after : at + 1;
  }
  return numbers;
}

}  // namespace reorg::sql
