// A damaged file is told, and trying to use it neither crashes nor changes it.
#include <random>

#include <catch2/catch.hpp>

#include "tests/store/sample.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

namespace fs = std::filesystem;
using Access = Store::Access;
using Kind = StoreError::Kind;

bool is_long() { return std::getenv("REORG_LONG") != nullptr; }

std::string whole_file(const ScratchFolder& folder) {
  const fs::path path = folder / "whole.reorg";
  Store::open(path, Access::write).import(sample(20), Store::Run::real);
  return bytes_of(path);
}

// The kind of refusal, or nothing when it could be used.
template <class Work>
std::optional<Kind> tried(Work&& work) {
  try {
    work();
    return std::nullopt;
  } catch (const StoreError& e) {
    return e.kind;
  }
}

}  // namespace

TEST_CASE("a file cut short anywhere is told as damaged and stays as it is") {
  ScratchFolder folder;
  const std::string whole = whole_file(folder);
  const fs::path path = folder / "cut.reorg";
  const std::size_t step = is_long() ? 61 : 1979;
  for (std::size_t length = 1; length < whole.size(); length += length < 128 ? 9 : step) {
    INFO("cut to " << length << " of " << whole.size() << " bytes");
    const std::string cut = whole.substr(0, length);
    write_bytes(path, cut);
    const auto reading = tried([&] { ask_everything(Store::open(path, Access::read)); });
    const auto writing =
        tried([&] { Store::open(path, Access::write).import(sample(21), Store::Run::real); });
    REQUIRE(reading);
    REQUIRE(writing);
    // Without its first line nothing tells what it was.
    CHECK((*reading == Kind::damaged || (length < 16 && *reading == Kind::foreign)));
    CHECK((*writing == Kind::damaged || (length < 16 && *writing == Kind::foreign)));
    REQUIRE(bytes_of(path) == cut);
    fs::remove(path);
  }
}

TEST_CASE("bytes that changed anywhere never crash a reader or a writer") {
  ScratchFolder folder;
  const std::string whole = whole_file(folder);
  const fs::path path = folder / "flipped.reorg";
  std::mt19937 random(2018);
  for (int run = 0; run < (is_long() ? 3000 : 150); ++run) {
    std::string flipped = whole;
    for (int n = 0; n < 1 + run % 8; ++n) {
      flipped[random() % flipped.size()] ^= static_cast<char>(1U << random() % 8U);
    }
    write_bytes(path, flipped);
    INFO("run " << run);
    CHECK_NOTHROW(tried([&] { ask_everything(Store::open(path, Access::read)); }));
    CHECK_NOTHROW(
        tried([&] { Store::open(path, Access::write).import(sample(21), Store::Run::real); }));
    fs::remove(path);
    fs::remove(path.string() + "-wal");
    fs::remove(path.string() + "-shm");
    fs::remove(path.string() + "-journal");
  }
}

TEST_CASE("a thorough look finds what a page lost") {
  ScratchFolder folder;
  std::string bytes = whole_file(folder);
  std::fill(bytes.end() - 4096, bytes.end(), '\0');
  write_bytes(folder / "lost.reorg", bytes);
  const auto found = tried([&] {
    if (!Store::open(folder / "lost.reorg", Access::read).damage().empty())
      throw StoreError(Kind::damaged, "");
  });
  CHECK(found == Kind::damaged);
}
