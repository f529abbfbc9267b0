#include <sqlite3.h>

#include "core/store/impl.hpp"
#include "core/store/schema.hpp"

namespace fs = std::filesystem;

namespace reorg::sql {
namespace {

using Kind = StoreError::Kind;
using ConnectionPtr = std::unique_ptr<Connection>;

constexpr int patience_ms = 5000;  // for another process that writes
constexpr std::uintmax_t smallest_page = 512;

SQLite::Database database(const std::string& name, int flags, int patience = 0) {
  // Before SQLite is first used: it would lock a mutex for every piece of memory, to count them.
  [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return {name, flags | SQLITE_OPEN_NOMUTEX, patience};
}

ConnectionPtr connect(const fs::path& path, int flags) {
  // An absolute path is never taken for a URI.
  return std::make_unique<Connection>(database(fs::absolute(path).string(), flags, patience_ms),
                                      path);
}

fs::path beside(const fs::path& path, const char* suffix) {
  std::error_code none;
  const fs::path real = fs::canonical(path, none);
  return (none ? path : real).string() + suffix;
}

// Nothing but the file itself is read and nothing locked. Right only when nobody can be writing it.
ConnectionPtr connect_immutable(const fs::path& path) {
  std::string uri = "file:";
  static constexpr char hex[] = "0123456789ABCDEF";
  for (const char c : fs::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%' || byte <= ' ' || byte >= 0x7f) {
      uri += {'%', hex[byte >> 4U], hex[byte & 15U]};
    } else {
      uri += c;
    }
  }
  uri += "?immutable=1";
  return std::make_unique<Connection>(database(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI), path);
}

StoreError foreign(const fs::path& path, const char* what) {
  return {Kind::foreign,
          path.string() + " is " + what + ", not a reorg database; name another with --db FILE"};
}

StoreError empty(const fs::path& path) {
  return {Kind::empty,
          path.string() + " is empty; fill it with: reorg --db " + path.string() + " import FILE…"};
}

StoreError missing(const fs::path& path) {
  return {Kind::missing, "there is no database " + path.string() + "; make it with: reorg --db " +
                             path.string() + " import FILE…"};
}

bool has_tables(Connection& c) { return value_of(c, "SELECT count(*) FROM sqlite_schema") > 0; }

// Another process may be at work or have been interrupted; otherwise nothing is there.
bool unfinished(const fs::path& path) {
  return fs::exists(beside(path, "-wal")) || fs::exists(beside(path, "-journal"));
}

// SQLite sees when whole pages are missing at the end, but not part of one.
void check_length(Connection& c) {
  const auto page = static_cast<std::uintmax_t>(value_of(c, "PRAGMA page_size"));
  if (fs::file_size(c.path) % page != 0 && !unfinished(c.path))
    throw damaged(c.path, "it is cut short");
}

// The header alone: one page.
std::int64_t checked_version(Connection& c) {
  const std::int64_t application = value_of(c, "PRAGMA application_id");
  const std::int64_t version = value_of(c, "PRAGMA user_version");
  if (application != application_id) {
    if (application == 0 && !has_tables(c)) throw empty(c.path);
    throw foreign(c.path, "a database of another program");
  }
  if (version > schema_version) {
    throw StoreError(Kind::newer, c.path.string() +
                                      " was written by a newer reorg (its format is " +
                                      std::to_string(version) + ", this one knows " +
                                      std::to_string(schema_version) + "); update reorg");
  }
  check_length(c);
  return version;
}

void check_for_reading(Connection& c) {
  if (checked_version(c) < schema_version) {
    throw StoreError(Kind::older,
                     c.path.string() +
                         " was written by an older reorg; bring it up to date with any "
                         "import, for example: reorg --db " +
                         c.path.string() + " import FILE…");
  }
}

bool not_allowed(const SQLite::Exception& e) {
  return e.getErrorCode() == SQLITE_CANTOPEN || e.getErrorCode() == SQLITE_READONLY;
}

StoreError left_unfinished(const fs::path& path) {
  return {Kind::denied,
          path.string() +
              " is being written, or its last writer was interrupted, and you may not write "
              "beside it; have somebody who may write in its folder run: reorg --db " +
              path.string() + " stats"};
}

// A log or journal is there. Only with the right to write can it be rolled back, and be cleared
// away when nobody else has the file open. Nothing when we have no such right.
ConnectionPtr connect_and_clean_up(const fs::path& path) {
  try {
    auto c = connect(path, SQLITE_OPEN_READWRITE);
    check_for_reading(*c);
    c->db.exec("PRAGMA query_only = ON");
    return c;
  } catch (const SQLite::Exception& e) {
    if (!not_allowed(e)) throw;
    return nullptr;
  }
}

ConnectionPtr connect_read_only(const fs::path& path) {
  try {
    auto c = connect(path, SQLITE_OPEN_READONLY);
    check_for_reading(*c);
    return c;
  } catch (const SQLite::Exception& e) {
    if (!not_allowed(e)) throw;
    return nullptr;
  }
}

}  // namespace

Found look_at(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) {
    throw StoreError(Kind::folder,
                     path.string() +
                         " is a folder; name the database file in it, for example: --db " +
                         (path / "main.reorg").string());
  }
  if (status.type() == fs::file_type::not_found) return Found::nothing;
  if (error)
    throw StoreError(Kind::denied,
                     path.string() + " cannot be looked at (" + error.message() + ")");
  if (!fs::is_regular_file(status)) throw foreign(path, "no ordinary file");
  const auto size = fs::file_size(path);
  if (size == 0) return Found::empty;
  // SQLite itself takes a file of one byte for an empty one.
  if (size < smallest_page) throw no_database(path);
  return Found::file;
}

ConnectionPtr open_for_reading(const fs::path& path) {
  const Found found = look_at(path);
  if (found == Found::nothing) throw missing(path);
  if (found == Found::empty) throw empty(path);
  return guarded(path, [&] {
    ConnectionPtr reader = connect_read_only(path);
    if (unfinished(path)) {
      ConnectionPtr cleaner = connect_and_clean_up(path);
      if (!reader && !cleaner) throw left_unfinished(path);
      return cleaner ? std::move(cleaner) : std::move(reader);
    }
    if (reader) return reader;
    reader = connect_immutable(path);
    check_for_reading(*reader);
    return reader;
  });
}

ConnectionPtr open_for_writing(const fs::path& path) {
  const Found found = look_at(path);
  if (found == Found::nothing) throw missing(path);
  if (found == Found::empty) throw empty(path);
  return guarded(path, [&] {
    auto c = connect(path, SQLITE_OPEN_READWRITE);
    c->db.exec("PRAGMA foreign_keys = ON");
    if (checked_version(*c) < schema_version) migrate(c->db, migrations(), schema_version);
    return c;
  });
}

ConnectionPtr open_new(const fs::path& path) {
  return guarded(path, [&] {
    auto c = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    c->db.exec("PRAGMA foreign_keys = ON");
    return c;
  });
}

ConnectionPtr open_in_memory(const fs::path& shown) {
  auto c = std::make_unique<Connection>(
      database(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE), shown);
  c->db.exec("PRAGMA foreign_keys = ON");
  WriteTransaction transaction(*c);
  create_schema(c->db);
  transaction.commit();
  return c;
}

bool begin_write_ahead(Connection& c) {
  c.forget_prepared();
  c.db.setBusyTimeout(200);
  bool done = false;
  try {
    done = c.db.execAndGet("PRAGMA journal_mode = WAL").getString() == "wal";
  } catch (const SQLite::Exception& e) {
    if (e.getErrorCode() != SQLITE_BUSY) throw;
  }
  c.db.setBusyTimeout(patience_ms);
  return done;
}

void end_write_ahead(Connection& c) noexcept {
  c.forget_prepared();
  try {
    c.db.setBusyTimeout(200);
    c.db.execAndGet("PRAGMA wal_checkpoint(TRUNCATE)");
    c.db.execAndGet("PRAGMA journal_mode = DELETE");
  } catch (const SQLite::Exception&) {
    // Somebody is reading. The last one to close the file clears the log away.
  }
}

}  // namespace reorg::sql
