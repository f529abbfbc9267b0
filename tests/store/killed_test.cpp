// Whatever ends an import before its time, the last revision stays whole.
#include <csignal>
#include <random>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/resource.h>

#include "tests/store/child_process.hpp"
#include "tests/store/sample.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

namespace fs = std::filesystem;
using Access = Store::Access;

int kills() { return std::getenv("REORG_LONG") == nullptr ? 50 : 500; }

std::vector<std::string> content(const Store& store) { return SpellText(store).of(store); }

std::vector<std::string> content_after(const Batch& batch) {
  Store store = Store::in_memory();
  store.import(batch, Store::Run::real);
  return content(store);
}

// Some moment within three times what one import takes here and now.
class Moments {
 public:
  explicit Moments(const Batch& batch) {
    ScratchFolder folder;
    const auto start = std::chrono::steady_clock::now();
    Store::open(folder / "acme.reorg", Access::write).import(batch, Store::Run::real);
    const auto took = std::chrono::steady_clock::now() - start;
    longest_ = 3 * std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  }
  void wait() {
    std::this_thread::sleep_for(std::chrono::microseconds(within_(random_) % longest_));
  }

 private:
  std::mt19937 random_{2018};
  std::uniform_int_distribution<std::int64_t> within_;
  std::int64_t longest_ = 0;
};

// Two editions by turns, until it is killed.
int import_for_ever(const fs::path& path, const Batch& first, const Batch& second) {
  for (;;) {
    Store::open(path, Access::write).import(second, Store::Run::real);
    Store::open(path, Access::write).import(first, Store::Run::real);
  }
}

}  // namespace

TEST_CASE("an import killed at any moment leaves the last revision whole") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  const Batch first = sample(12, "first"), second = sample(15, "second");
  const auto after_first = content_after(first), after_second = content_after(second);
  Store::open(path, Access::write).import(first, Store::Run::real);
  Moments moments(second);
  int revision = 1;
  for (int n = 0; n < kills(); ++n) {
    const pid_t child = start_child([&] { return import_for_ever(path, first, second); });
    moments.wait();
    ::kill(child, SIGKILL);
    REQUIRE(wait_for(child) == 128 + SIGKILL);
    const Store store = Store::open(path, Access::read);
    REQUIRE(store.damage().empty());
    const auto now = content(store);
    REQUIRE((now == after_first || now == after_second));
    REQUIRE(store.stats().revision >= revision);
    revision = store.stats().revision;
  }
  CHECK(revision > 1);
}

TEST_CASE("a first import killed at any moment leaves a whole store or none") {
  ScratchFolder folder;
  const Batch batch = sample(12);
  Moments moments(batch);
  for (int n = 0; n < kills() / 2; ++n) {
    const fs::path path = folder / (std::to_string(n) + ".reorg");
    const pid_t child = start_child([&] {
      Store::open(path, Access::write).import(batch, Store::Run::real);
      return 0;
    });
    moments.wait();
    ::kill(child, SIGKILL);
    wait_for(child);
    Store store = Store::open(path, Access::write);
    store.import(batch, Store::Run::real);
    REQUIRE(store.damage().empty());
    REQUIRE(store.stats().revision == 1);
  }
}

TEST_CASE("a full disk is told and changes nothing") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  Store::open(path, Access::write).import(sample(5), Store::Run::real);
  const auto before = content(Store::open(path, Access::read));
  const int code = wait_for(start_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);  // the write fails instead
    const rlimit limit{300'000, 300'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      Store::open(path, Access::write).import(sample(1500), Store::Run::real);
    } catch (const StoreError& e) {
      return e.kind == StoreError::Kind::full ? 42 : 43;
    }
    return 44;
  }));
  CHECK(code == 42);
  const Store store = Store::open(path, Access::read);
  CHECK(content(store) == before);
  CHECK(store.damage().empty());
  CHECK(store.stats().revision == 1);
}

TEST_CASE("a first import onto a full disk leaves no file") {
  ScratchFolder folder;
  const fs::path path = folder / "acme.reorg";
  const int code = wait_for(start_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{40'000, 40'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      Store::open(path, Access::write).import(sample(1500), Store::Run::real);
    } catch (const StoreError& e) {
      return e.kind == StoreError::Kind::full ? 42 : 43;
    }
    return 44;
  }));
  CHECK(code == 42);
  CHECK_FALSE(fs::exists(path));
}
