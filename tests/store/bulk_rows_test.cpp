// Texts of an import: many, of all lengths, and none of them moves.
#include "core/store/bulk_rows.hpp"

#include <catch2/catch.hpp>

using namespace reorg::sql;

TEST_CASE("texts of any length are found again where they were put") {
  Texts texts;
  std::vector<std::pair<std::uint32_t, std::string>> put;
  for (const std::size_t size :
       {1U, 127U, 128U, 16383U, 16384U, 1'048'575U, 1'048'576U, 3'000'000U, 5U})
    put.emplace_back(0, std::string(size, static_cast<char>('a' + size % 26)));
  for (int n = 0; n < 200'000; ++n) put.emplace_back(0, "text " + std::to_string(n));
  for (auto& [place, text] : put) place = texts.add(text);
  const std::string_view first = texts[put.front().first];
  const bool all =
      std::ranges::all_of(put, [&](const auto& p) { return texts[p.first] == p.second; });
  CHECK(all);
  CHECK(first.data() == texts[put.front().first].data());
}

TEST_CASE("the empty text has the place 0, and what recurs is there once") {
  Texts texts;
  CHECK(texts.add("") == 0);
  CHECK(texts.once("") == 0);
  CHECK(texts[0].empty());
  const std::uint32_t place = texts.once("head");
  CHECK(texts.once(std::string("head")) == place);
  CHECK(texts.add("head") != place);
}
