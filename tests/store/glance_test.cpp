// A glance at a database's file tells whether anything was committed since.
#include "core/store/glance.hpp"

#include <filesystem>
#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "core/store/store.hpp"
#include "tests/store/scratch_folder.hpp"
#include "tests/store/teller.hpp"

using namespace reorg;
using namespace reorg::tests;
namespace fs = std::filesystem;

namespace {

constexpr auto real = Store::Run::real;

Batch one_more(const char* key) {
  Teller t(std::string(key) + ".yaml");
  t.declare(key);
  return t.batch();
}

void run_sql(const fs::path& file, const char* sql) {
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql);
}

struct Seen {
  ScratchFolder folder;
  fs::path file = folder / "x.reorg";
  Glance then;

  Seen() {
    Store::open(file, Store::Access::write).import(one_more("a"), real);
    then = Store::open(file, Store::Access::read).glance();
  }
};

}  // namespace

TEST_CASE("glance: a database that nobody wrote to is known again, wherever it was copied to",
          "[store]") {
  const Seen seen;
  REQUIRE(seen.then.where != 0);
  CHECK(shows(seen.file, seen.then));
  CHECK(Store::open(seen.file, Store::Access::read).glance() == seen.then);
  fs::copy_file(seen.file, seen.folder / "y.reorg");
  CHECK(shows(seen.folder / "y.reorg", seen.then));
}

TEST_CASE("glance: whatever is committed shows, and what is not does not", "[store]") {
  const Seen seen;
  {
    Store store = Store::open(seen.file, Store::Access::write);
    store.import(one_more("b"), Store::Run::dry);
  }
  CHECK(shows(seen.file, seen.then));
  Store::open(seen.file, Store::Access::write).import(one_more("b"), real);
  CHECK_FALSE(shows(seen.file, seen.then));
  Store::open(seen.file, Store::Access::write).undo(1, real);  // what is in it is as it was
  CHECK_FALSE(shows(seen.file, seen.then));
}

TEST_CASE("glance: nothing is told while somebody writes, or after one was interrupted",
          "[store]") {
  const Seen seen;
  for (const char* suffix : {"-journal", "-wal"}) {
    INFO(suffix);
    const fs::path beside = seen.file.string() + suffix;
    std::ofstream(beside).close();
    CHECK(shows(seen.file, seen.then));  // an empty one holds nothing
    std::ofstream(beside) << "something";
    CHECK_FALSE(shows(seen.file, seen.then));
    fs::remove(beside);
  }
  CHECK(shows(seen.file, seen.then));
  SQLite::Database other(seen.file.string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE; UPDATE counter SET next = next + 1");
  CHECK_FALSE(shows(seen.file, seen.then));
  other.exec("ROLLBACK");
  CHECK(shows(seen.file, seen.then));
}

TEST_CASE("glance: what other programs do to the file shows too", "[store]") {
  const Seen seen;
  SECTION("pages that change their places") {
    run_sql(seen.file, "VACUUM");
    CHECK_FALSE(shows(seen.file, seen.then));
  }
  SECTION("a table more") {
    run_sql(seen.file, "CREATE TABLE theirs(x)");
    CHECK_FALSE(shows(seen.file, seen.then));
  }
  SECTION("a log that is written ahead") {
    SQLite::Database other(seen.file.string(), SQLite::OPEN_READWRITE);
    other.execAndGet("PRAGMA journal_mode = WAL");
    other.exec("UPDATE counter SET next = 5 WHERE name = 'stamp'");
    CHECK_FALSE(shows(seen.file, seen.then));
  }
}

TEST_CASE("glance: of another database, and of what is none, it tells nothing", "[store]") {
  const Seen seen;
  const fs::path other = seen.folder / "other.reorg";
  Store::open(other, Store::Access::write).import(one_more("a"), real);
  CHECK_FALSE(shows(other, seen.then));
  CHECK_FALSE(shows(seen.folder / "none.reorg", seen.then));
  CHECK_FALSE(shows(seen.file.parent_path(), seen.then));
  const auto size = fs::file_size(seen.file);
  for (const std::uintmax_t cut : {std::uintmax_t{0}, std::uintmax_t{50}, std::uintmax_t{4096}}) {
    fs::copy_file(seen.file, other, fs::copy_options::overwrite_existing);
    fs::resize_file(other, cut);
    INFO(cut << " of " << size);
    CHECK_FALSE(shows(other, seen.then));
  }
  CHECK_FALSE(shows(seen.file, Glance{}));
  CHECK(Store::in_memory().glance() == Glance{});
}
