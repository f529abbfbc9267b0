#include "core/store/failure.hpp"

#include <array>
#include <fstream>

#include <sqlite3.h>

namespace reorg::sql {
namespace {

using Kind = StoreError::Kind;

// Only asked of a file that SQLite cannot read: no open connection's locks can be lost by closing
// it.
bool begins_like_sqlite(const std::filesystem::path& path) {
  static constexpr std::string_view magic("SQLite format 3\0", 16);
  std::array<char, magic.size()> head{};
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), head.size());
  return file && std::string_view(head.data(), head.size()) == magic;
}

StoreError foreign(const std::filesystem::path& path) {
  return {Kind::foreign, path.string() + " is not a reorg database; name another with --db FILE"};
}

StoreError full(const std::filesystem::path& path, const char* why) {
  return {Kind::full, path.string() + " could not be written (" + why +
                          "): no space is left, or the disk fails; "
                          "nothing was changed; free some space and try again"};
}

StoreError denied(const std::filesystem::path& path, const char* why) {
  return {Kind::denied, path.string() + " may not be opened or written (" + why +
                            "); check the permissions of the "
                            "file and of its folder"};
}

StoreError locked(const std::filesystem::path& path) {
  return {
      Kind::locked,
      path.string() + " is in use by another process that writes it; try again when that is done"};
}

StoreError input_output(const std::filesystem::path& path, int extended, const char* why) {
  switch (extended) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
    case SQLITE_IOERR_SHMSIZE:
      return full(path, why);
    case SQLITE_IOERR_ACCESS:
      return denied(path, why);
    default:
      return damaged(path, why);
  }
}

}  // namespace

StoreError damaged(const std::filesystem::path& path, const std::string& why) {
  return {Kind::damaged, path.string() + " is damaged (" + why +
                             "); restore it from a copy, or delete it and import "
                             "the change files again"};
}

StoreError no_database(const std::filesystem::path& path) {
  return begins_like_sqlite(path) ? damaged(path, "it is cut short") : foreign(path);
}

StoreError explained(const SQLite::Exception& e, const std::filesystem::path& path) {
  switch (e.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return locked(path);
    case SQLITE_FULL:
      return full(path, e.what());
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return denied(path, e.what());
    case SQLITE_NOTADB:
      return begins_like_sqlite(path) ? damaged(path, e.what()) : foreign(path);
    case SQLITE_IOERR:
      return input_output(path, e.getExtendedErrorCode(), e.what());
    default:
      return damaged(path, e.what());
  }
}

bool is_broken_rule(const SQLite::Exception& e) { return e.getErrorCode() == SQLITE_CONSTRAINT; }

void explain_broken_rule(Connection& c, const SQLite::Exception& e) {
  if (!faults(c).empty()) throw damaged(c.path, e.what());
  throw std::logic_error("the store broke a rule of its own: " + std::string(e.what()));
}

std::vector<std::string> faults(Connection& c) {
  std::vector<std::string> found;
  Query whole(c, "PRAGMA integrity_check");
  while (whole.next()) {
    if (std::string line = whole.text(); line != "ok") found.push_back(std::move(line));
  }
  Query links(c, "PRAGMA foreign_key_check");
  while (links.next()) found.push_back("a row of " + links.text() + " refers to what is not there");
  return found;
}

}  // namespace reorg::sql
