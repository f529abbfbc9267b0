// What a Store holds.
#pragma once

#include "core/store/connection.hpp"
#include "core/store/failure.hpp"
#include "core/store/store.hpp"

namespace reorg {

struct Store::Impl {
  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl();

  std::unique_ptr<sql::Connection> connection;
  bool to_be_made =
      false;  // the file is missing or empty: `connection` is in memory until it is needed
  bool writes_ahead = false;  // the file was switched to a write-ahead log
};

namespace sql {

std::unique_ptr<Connection> open_for_reading(const std::filesystem::path&);
std::unique_ptr<Connection> open_for_writing(const std::filesystem::path&);
// The file is made when missing; has no tables yet.
std::unique_ptr<Connection> open_new(const std::filesystem::path&);
std::unique_ptr<Connection> open_in_memory(const std::filesystem::path& shown);

enum class Found { nothing, empty, file };
// Throws StoreError for a folder and whatever else cannot be a database.
Found look_at(const std::filesystem::path&);

// So that others can read while we write. Does nothing when somebody is reading just now: then a
// rollback journal must do. True: done.
bool begin_write_ahead(Connection&);
// Brings everything into the one file, so that no -wal and -shm stay behind.
void end_write_ahead(Connection&) noexcept;

// Undone when it is destroyed without a commit.
class WriteTransaction {
 public:
  explicit WriteTransaction(Connection& c) : connection_(c) {
    c.db.exec("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON");
  }
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;
  ~WriteTransaction() {
    if (!committed_) connection_.db.tryExec("ROLLBACK");
  }
  void commit() {
    connection_.db.exec("COMMIT");
    committed_ = true;
  }

 private:
  Connection& connection_;
  bool committed_ = false;
};

}  // namespace sql
}  // namespace reorg
