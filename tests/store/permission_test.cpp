// Reading as somebody who may not write here.
#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "tests/store/child_process.hpp"
#include "tests/store/sample.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

namespace fs = std::filesystem;
using Access = Store::Access;

constexpr int answered = 0;
constexpr int refused = 10;  // and the kind of StoreError

int outcome(const std::function<void()>& work) {
  try {
    work();
    return answered;
  } catch (const StoreError& e) {
    return refused + static_cast<int>(e.kind);
  }
}

int denied() { return refused + static_cast<int>(StoreError::Kind::denied); }

int read_unprivileged(const fs::path& path) {
  return run_unprivileged(
      [&] { return outcome([&] { ask_everything(Store::open(path, Access::read)); }); });
}

fs::path made_in(const ScratchFolder& folder) {
  const fs::path path = folder / "acme.reorg";
  Store::open(path, Access::write).import(sample(3), Store::Run::real);
  fs::permissions(path, fs::perms(0444));
  return path;
}

void close_to_writers(const ScratchFolder& folder) {
  fs::permissions(folder.path(), fs::perms(0555));
}

}  // namespace

TEST_CASE("a reader needs no right to write in the folder") {
  ScratchFolder folder;
  const fs::path path = made_in(folder);
  close_to_writers(folder);
  CHECK(read_unprivileged(path) == answered);
}

TEST_CASE("a reader needs no right to write even where a writer left its log mode on") {
  ScratchFolder folder;
  const fs::path path = made_in(folder);
  fs::permissions(path, fs::perms(0644));
  SQLite::Database(path.string(), SQLite::OPEN_READWRITE).exec("PRAGMA journal_mode = WAL");
  fs::permissions(path, fs::perms(0444));
  close_to_writers(folder);
  CHECK(read_unprivileged(path) == answered);
}

TEST_CASE("a log that the reader may not clear away is told, as its revision may be in it") {
  ScratchFolder folder;
  const fs::path path = made_in(folder);
  fs::permissions(path, fs::perms(0644));
  {
    SQLite::Database other(path.string(), SQLite::OPEN_READWRITE);
    other.exec("PRAGMA journal_mode = WAL; UPDATE revision SET what = 'something'");
    fs::copy_file(path, folder / "copy.reorg");
    fs::copy_file(path.string() + "-wal", folder / "copy.reorg-wal");
  }
  close_to_writers(folder);
  CHECK(read_unprivileged(folder / "copy.reorg") == denied());
}

TEST_CASE("a reader who may write clears away the log of a writer that was killed") {
  ScratchFolder folder;
  const fs::path path = made_in(folder);
  fs::permissions(path, fs::perms(0644));
  {
    SQLite::Database other(path.string(), SQLite::OPEN_READWRITE);
    other.exec("PRAGMA journal_mode = WAL; UPDATE revision SET what = 'something'");
    fs::copy_file(path, folder / "copy.reorg");
    fs::copy_file(path.string() + "-wal", folder / "copy.reorg-wal");
  }
  ask_everything(Store::open(folder / "copy.reorg", Access::read));
  CHECK_FALSE(fs::exists(folder / "copy.reorg-wal"));
}

TEST_CASE("a store that may not be read, or not be written, is denied") {
  ScratchFolder folder;
  const fs::path path = made_in(folder);
  close_to_writers(folder);
  CHECK(run_unprivileged([&] {
          return outcome(
              [&] { Store::open(path, Access::write).import(sample(4), Store::Run::real); });
        }) == denied());
  CHECK(run_unprivileged([&] {
          return outcome([&] {
            Store::open(folder / "new.reorg", Access::write).import(sample(4), Store::Run::real);
          });
        }) == denied());
  fs::permissions(path, fs::perms(0));
  CHECK(read_unprivileged(path) == denied());
}
