#include "core/format/key_table.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "core/format/seen_rows.hpp"

using namespace reorg::format;

TEST_CASE("keys are numbered in the order in which they come, and found again among many") {
  KeyTable table;
  constexpr std::uint32_t many = 20'000;
  for (std::uint32_t n = 1; n <= many; ++n)
    REQUIRE(!table.add("key-" + std::to_string(n), n + 1, static_cast<std::uint8_t>(n % 3)));
  CHECK(table.size() == many);
  for (std::uint32_t n = 1; n <= many; ++n) {
    const auto entry = table.find("key-" + std::to_string(n));
    REQUIRE(entry.number == n);
    REQUIRE(entry.line == n + 1);
    REQUIRE(entry.mark == n % 3);
  }
  CHECK(!table.find("key-0"));
  CHECK(table.keys().size() == many);
  CHECK(table.keys().back() == "key-20000");
}

TEST_CASE("a key that is there is not added again: what stood there is given") {
  KeyTable table;
  CHECK(!table.add("acme", 2, 1));
  CHECK(table.add("acme", 3, 2).line == 2);
  CHECK(table.size() == 1);
  CHECK(!KeyTable().find("acme"));
}

TEST_CASE("a row is new once") {
  SeenRows seen;
  for (int n = 0; n < 5000; ++n) REQUIRE(seen.add(std::to_string(n)));
  for (int n = 0; n < 5000; ++n) REQUIRE(!seen.add(std::to_string(n)));
  seen.clear();
  CHECK(seen.add("1"));
}
