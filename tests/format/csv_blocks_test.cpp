// Long tables are scanned in a thread of their own; nobody who reads their rows can tell.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include <catch2/catch.hpp>

#include "core/format/csv_table.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::format;
using namespace reorg::tests;

namespace {

constexpr std::array columns{CsvColumn{"key", true}, CsvColumn{"text"}};
constexpr int many = 60'000;  // rows, of some 40 bytes

std::string table_path(const ScratchFolder& folder, const std::string& text) {
  write_bytes(folder / "t.csv", text);
  return (folder / "t.csv").string();
}

std::string row(int n) {
  return "k" + std::to_string(n) + ",a text that is neither long nor short\n";
}

std::string rows(int from, int to) {
  std::string text;
  for (int n = from; n < to; ++n) text += row(n);
  return text;
}

std::size_t threads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

}  // namespace

TEST_CASE("the rows of a long table come in order, with their lines, and bytes are counted") {
  const ScratchFolder folder;
  const std::string text = "key,text\n" + rows(0, many);
  CsvTable table(table_path(folder, text), columns);
  int n = 0;
  bool in_order = true;
  for (; table.next() == CsvTable::Row::good; ++n)
    in_order = in_order && table.field(0) == "k" + std::to_string(n) && table.line() == n + 2;
  CHECK(in_order);
  CHECK(n == many);
  CHECK(table.bytes_read() == text.size());
  CHECK(table.next() == CsvTable::Row::end);
}

TEST_CASE("a field may be longer than what is scanned at once, and hold line ends") {
  const ScratchFolder folder;
  const std::string lines(700'000, '\n');
  const std::string text = "key,text\n" + rows(0, many) + "long,\"" + lines + "x\"\n" +
                           rows(0, many) + "last,\"\"\"a\"\"\"\n";
  CsvTable table(table_path(folder, text), columns);
  for (int n = 0; n < many; ++n) table.next();
  REQUIRE(table.next() == CsvTable::Row::good);
  CHECK(table.field(1) == "x");  // blanks at its ends do not count
  CHECK(table.row().size() == lines.size() + 8);
  CHECK(table.line() == many + 2);
  REQUIRE(table.next() == CsvTable::Row::good);
  CHECK(table.line() == many + 3 + 700'000);
  for (int n = 1; n < many; ++n) table.next();
  REQUIRE(table.next() == CsvTable::Row::good);
  CHECK(table.field(1) == "\"a\"");
  CHECK(table.next() == CsvTable::Row::end);
}

TEST_CASE("what is wrong far down a table is told with its line and column") {
  const ScratchFolder folder;
  const std::string bad =
      "b\xFF,\n"
      "c,d,e\n"
      "f\n"
      "g,\"h\"i\n";
  CsvTable table(table_path(folder, "key,text\n" + rows(0, many) + bad + rows(0, many)), columns);
  std::vector<std::string> told;
  int good = 0;
  for (auto found = table.next(); found != CsvTable::Row::end; found = table.next()) {
    if (found == CsvTable::Row::good) {
      ++good;
      continue;
    }
    const Place& place = table.problem().place;
    told.push_back(std::to_string(place.line - many - 1) + ":" + std::to_string(place.column) +
                   " " + table.problem().message.substr(0, 9));
  }
  CHECK(good == 2 * many);
  CHECK(told == std::vector<std::string>{"1:2 not UTF-8", "2:5 3 fields ", "3:2 1 field w",
                                         "4:6 something"});
}

TEST_CASE("a row that never ends is refused behind the rows before it") {
  const ScratchFolder folder;
  const std::string endless = "x,\"" + std::string(max_csv_row_bytes + 1000, 'y');
  CsvTable table(table_path(folder, "key,text\n" + rows(0, many) + endless), columns);
  for (int n = 0; n < many; ++n) REQUIRE(table.next() == CsvTable::Row::good);
  try {
    table.next();
    FAIL("no row can be this long");
  } catch (const BadInput& bad) {
    REQUIRE(bad.problems.size() == 1);
    CHECK(bad.problems.front().place.line == many + 2);
    CHECK_THAT(bad.problems.front().message, Catch::Contains("a row of more than 16 MB"));
  }
  CHECK(table.next() == CsvTable::Row::end);
}

TEST_CASE("a table that is left before its end leaves no thread behind") {
  const ScratchFolder folder;
  const std::string path = table_path(folder, "key,text\n" + rows(0, 3 * many));
  const std::size_t before = threads();
  for (const int taken : {0, 1, many / 2, many, 3 * many}) {
    {
      CsvTable table(path, columns);
      for (int n = 0; n < taken; ++n) table.next();
    }
    CHECK(threads() == before);
  }
}

TEST_CASE("a short table starts no thread") {
  const ScratchFolder folder;
  CsvTable table(table_path(folder, "key,text\n" + rows(0, 1000)), columns);
  const std::size_t before = threads();
  while (table.next() != CsvTable::Row::end) CHECK(threads() == before);
}

TEST_CASE("rows that will come can be looked at while they are at hand") {
  const ScratchFolder folder;
  CsvTable table(table_path(folder, "text,key\n,a\n,b\nlast,c\n"), columns);
  table.next();
  CHECK(table.ahead(1, table.position(0)) == "b");
  CHECK(table.ahead(2, table.position(1)) == "last");
  CHECK(table.ahead(3, table.position(0)).empty());
  CHECK(table.ahead(1, CsvTable::none).empty());
}
