#include "core/graph/block_guard.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

using namespace reorg;

namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

constexpr std::size_t block = BlockGuard::block_bytes;

struct Guarded {
  std::vector<std::byte> bytes = std::vector<std::byte>(10 * block + 5);
  Pairs fetched, checked;
  bool damaged = false;
  BlockGuard guard{
      bytes.data(), bytes.size(),
      [this](std::size_t first, std::size_t last) { fetched.emplace_back(first, last); },
      [this](std::size_t first, std::size_t last) {
        if (damaged) throw std::runtime_error("damaged");
        checked.emplace_back(first, last);
      }};
};

}  // namespace

TEST_CASE("a block is fetched and checked before its first use, and once", "[graph]") {
  Guarded g;
  CHECK(g.guard.blocks() == 11);
  g.guard.need(&g.bytes[2 * block], 1);
  g.guard.need(&g.bytes[2 * block + 7], 100);
  CHECK(g.fetched == Pairs{{2, 3}});
  CHECK(g.checked == Pairs{{2, 3}});
  g.guard.need(&g.bytes[2 * block - 1], 2 * block);  // of four blocks one is known
  CHECK(g.fetched == Pairs{{2, 3}, {1, 2}, {3, 4}});
  CHECK(g.checked == Pairs{{2, 3}, {1, 2}, {3, 4}});
  g.guard.need(&g.bytes[0], 0);
  CHECK(g.checked.size() == 3);
}

TEST_CASE("what is expected is fetched at once, together, and checked when it is needed",
          "[graph]") {
  Guarded g;
  g.guard.expect(&g.bytes[0], 1);
  g.guard.expect(&g.bytes[5 * block + 3], 2 * block);
  g.guard.expect(&g.bytes[10 * block], 5);
  g.guard.expect(&g.bytes[6 * block], 0);
  CHECK(g.fetched == Pairs{{0, 1}, {5, 8}, {10, 11}});
  CHECK(g.checked.empty());
  g.guard.need(&g.bytes[6 * block], 1);
  CHECK(g.checked == Pairs{{6, 7}});
  CHECK(g.fetched.size() == 3);
}

TEST_CASE("a damaged block is checked again by whoever needs it again", "[graph]") {
  Guarded g;
  g.damaged = true;
  CHECK_THROWS(g.guard.need(&g.bytes[0], 1));
  CHECK_THROWS(g.guard.need(&g.bytes[0], 1));
  g.damaged = false;
  g.guard.need(&g.bytes[0], 1);
  CHECK(g.checked == Pairs{{0, 1}});
}
