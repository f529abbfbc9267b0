// Every file that is no database of ours is told apart, and nothing is lost by trying.
#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "tests/store/sample.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

namespace fs = std::filesystem;
using Access = Store::Access;
using Kind = StoreError::Kind;

constexpr auto real = Store::Run::real;

struct Refusal {
  Kind kind;
  std::string message;
};

template <class Work>
Refusal refusal(Work&& work) {
  try {
    work();
  } catch (const StoreError& e) {
    return {e.kind, e.what()};
  }
  FAIL("no StoreError");
  return {};
}

Refusal refusal_to_read(const fs::path& path) {
  return refusal([&] { Store::open(path, Access::read); });
}

Refusal refusal_to_write(const fs::path& path) {
  return refusal([&] { Store::open(path, Access::write).import(sample(1), real); });
}

void make(const fs::path& path) { Store::open(path, Access::write).import(sample(3), real); }

SQLite::Database raw(const fs::path& path) {
  return {path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
}

bool says(const std::string& message, const std::string& text) {
  return message.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a store that is not there is missing, and the message says how to make it") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  const Refusal r = refusal_to_read(path);
  CHECK(r.kind == Kind::missing);
  CHECK(says(r.message, path.string()));
  CHECK(says(r.message, "import"));
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a store opened for writing is made by its first import, not before") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  {
    Store store = Store::open(path, Access::write);
    CHECK(store.entity_keys().empty());
    store.import(sample(1), Store::Run::dry);
    CHECK_FALSE(fs::exists(path));
    store.import(sample(1), real);
    CHECK(fs::exists(path));
    CHECK(store.stats().statements == 3);
  }
  CHECK(Store::open(path, Access::read).stats().revision == 1);
}

TEST_CASE("a store cannot be made in a folder that is not there") {
  ScratchFolder folder;
  const Refusal r = refusal_to_write(folder / "nowhere/acme.reorg");
  CHECK(r.kind == Kind::missing);
  CHECK(says(r.message, "nowhere"));
}

TEST_CASE("an empty file is told apart; writing begins a store in it") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  write_bytes(path, "");
  CHECK(refusal_to_read(path).kind == Kind::empty);
  make(path);
  CHECK(Store::open(path, Access::read).stats().revision == 1);
}

TEST_CASE("a SQLite file without any table counts as empty") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  raw(path).exec("PRAGMA journal_mode = WAL");
  REQUIRE(fs::file_size(path) > 0);
  CHECK(refusal_to_read(path).kind == Kind::empty);
  make(path);
  CHECK(Store::open(path, Access::read).stats().revision == 1);
}

TEST_CASE("a folder is no store") {
  ScratchFolder folder;
  CHECK(refusal_to_read(folder.path()).kind == Kind::folder);
  CHECK(refusal_to_write(folder.path()).kind == Kind::folder);
}

TEST_CASE("a device is no store") {
  CHECK(refusal_to_read("/dev/null").kind == Kind::foreign);
  CHECK(refusal_to_write("/dev/full").kind == Kind::foreign);
}

TEST_CASE("a text and another program's database are foreign and stay as they are") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  SECTION("text") { write_bytes(path, std::string(5000, 'x')); }
  SECTION("short text") { write_bytes(path, "reorg: 1\n"); }
  SECTION("database") { raw(path).exec("CREATE TABLE theirs(x)"); }
  SECTION("database that tells its program") {
    raw(path).exec("PRAGMA application_id = 7; CREATE TABLE theirs(x)");
  }
  const std::string before = bytes_of(path);
  const Refusal r = refusal_to_read(path);
  CHECK(r.kind == Kind::foreign);
  CHECK(says(r.message, path.string()));
  CHECK(refusal_to_write(path).kind == Kind::foreign);
  CHECK(bytes_of(path) == before);
}

TEST_CASE("a store of a newer format is not touched") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  make(path);
  raw(path).exec("PRAGMA user_version = 1000");
  const std::string before = bytes_of(path);
  const Refusal r = refusal_to_read(path);
  CHECK(r.kind == Kind::newer);
  CHECK(says(r.message, "update reorg"));
  CHECK(refusal_to_write(path).kind == Kind::newer);
  CHECK(bytes_of(path) == before);
}

TEST_CASE("a store of an older format asks to be brought up to date by a writer") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  make(path);
  raw(path).exec("PRAGMA user_version = 0");
  CHECK(refusal_to_read(path).kind == Kind::older);
}

TEST_CASE("a store that another process writes is locked, for writers and after a wait") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  make(path);
  SQLite::Database other = raw(path);
  other.exec("BEGIN IMMEDIATE");
  const Refusal r = refusal_to_write(path);
  CHECK(r.kind == Kind::locked);
  CHECK(says(r.message, "try again"));
  CHECK(Store::open(path, Access::read).stats().revision == 1);
}

TEST_CASE("names with blanks, quotes, percent signs and question marks are only names") {
  ScratchFolder folder;
  const fs::path path = folder / "a b%20?x=1#'\"…阿里.reorg";
  make(path);
  CHECK(Store::open(path, Access::read).stats().revision == 1);
}

TEST_CASE("nothing but the one file stays behind when a store is closed") {
  ScratchFolder folder;
  make(folder / "acme.reorg");
  {
    Store store = Store::open(folder / "acme.reorg", Access::write);
    store.import(sample(4), real);
    store.import(sample(5), real);
  }
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a reader sees the last revision while another process goes on writing") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  make(path);
  Store writer = Store::open(path, Access::write);
  writer.import(sample(4), real);
  Store reader = Store::open(path, Access::read);
  CHECK(reader.stats().revision == 2);
  writer.import(sample(5), real);
  CHECK(reader.stats().revision == 3);
}

TEST_CASE("for a moment all answers come from one revision") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  make(path);
  Store writer = Store::open(path, Access::write);
  writer.import(sample(4), real);
  Store reader = Store::open(path, Access::read);
  {
    const Store::Moment moment(reader);
    CHECK(reader.stats().revision == 2);
    writer.import(sample(5), real);
    CHECK(reader.stats().revision == 2);
  }
  CHECK(reader.stats().revision == 3);
}
