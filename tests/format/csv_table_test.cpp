// Every rule of RFC 4180, and what spreadsheets make of it.
#include "core/format/csv_table.hpp"

#include <fstream>

#include <catch2/catch.hpp>

#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::format;
using namespace reorg::tests;

namespace {

using Lines = std::vector<std::string>;

constexpr std::array columns{CsvColumn{"key", true}, CsvColumn{"name"}, CsvColumn{"known_until"}};

std::string without_folder(const Problem& problem) {
  const std::string text = to_string(problem);
  return text.substr(text.find("t.csv"));
}

// Each row as "line|key|name|known_until"; of a bad one, the problem.
Lines rows_of(const std::string& text) {
  ScratchFolder folder;
  const std::string path = (folder / "t.csv").string();
  std::ofstream(path, std::ios::binary) << text;
  Lines rows;
  try {
    CsvTable table(path, columns);
    for (auto row = table.next(); row != CsvTable::Row::end; row = table.next()) {
      if (row == CsvTable::Row::bad) {
        rows.push_back(without_folder(table.problem()));
        continue;
      }
      std::string line = std::to_string(table.line());
      for (std::size_t i = 0; i < columns.size(); ++i) line += "|" + std::string(table.field(i));
      rows.push_back(line);
    }
    CHECK(table.bytes_read() == text.size());
  } catch (const BadInput& bad) {
    for (const Problem& p : bad.problems) rows.push_back(without_folder(p));
  }
  return rows;
}

}  // namespace

TEST_CASE("columns are found by name, in any order; those that are not there are empty") {
  CHECK(rows_of("name,key\nAcme,acme\n") == Lines{"2|acme|Acme|"});
}

TEST_CASE("lines end with LF or CRLF, and the last one may have none") {
  CHECK(rows_of("key,name\r\na,A\r\nb,B") == Lines{"2|a|A|", "3|b|B|"});
  CHECK(rows_of("key,name\na,A\nb,B\n") == Lines{"2|a|A|", "3|b|B|"});
}

TEST_CASE("quoted fields hold separators, line ends and doubled quotes") {
  CHECK(rows_of("key,name\na,\"Acme, \"\"Inc\"\"\nof Ohio\"\nb,B\n") ==
        Lines{"2|a|Acme, \"Inc\"\nof Ohio|", "4|b|B|"});
  CHECK(rows_of("\"key\",\"name\"\n\"a\",\"\"\"\"\n") == Lines{"2|a|\"|"});
  CHECK(rows_of("key,name\na,\"\"\n") == Lines{"2|a||"});
}

TEST_CASE("a byte order mark, semicolons, tabs and a line sep= do no harm") {
  CHECK(rows_of("\xEF\xBB\xBFkey,name\na,A\n") == Lines{"2|a|A|"});
  CHECK(rows_of("key;name\na;\"A; B, C\"\n") == Lines{"2|a|A; B, C|"});
  CHECK(rows_of("key\tname\na\tA,B;C\n") == Lines{"2|a|A,B;C|"});
  CHECK(rows_of("sep=;\r\nkey;name\r\na;A\r\n") == Lines{"3|a|A|"});
}

TEST_CASE("names of columns may be written as people write them") {
  CHECK(rows_of("Key,NAME, Known Until \na,A,2018\n") == Lines{"2|a|A|2018"});
}

TEST_CASE("blanks at the ends of a field do not count, blank rows are passed over") {
  CHECK(rows_of("key,name\n a ,\" A \"\n\n,\n  ,  \nb,B\n\n") == Lines{"2|a|A|", "6|b|B|"});
}

TEST_CASE("a header alone is a table without rows") { CHECK(rows_of("key,name\n").empty()); }

TEST_CASE("rows longer than the buffer are read whole") {
  const std::string name(std::size_t{3} << 20U, 'x');
  CHECK(rows_of("key,name\na,\"" + name + "\"\nb,B\n") == Lines{"2|a|" + name + "|", "3|b|B|"});
}

TEST_CASE("what is wrong with the first line is told with its remedy") {
  CHECK(rows_of("") == Lines{"t.csv: the file is empty; its first line names the columns: key, "
                             "name and known_until"});
  CHECK(rows_of("key,nmae\n") == Lines{"t.csv:1:5: unknown column 'nmae'; this file has key, name "
                                       "and known_until; did you mean 'name'?"});
  CHECK(rows_of("key,name,Name\n") ==
        Lines{"t.csv:1:10: the column 'name' stands twice; take one out"});
  CHECK(rows_of("name\nAcme\n") ==
        Lines{"t.csv:1:1: the column 'key' is missing; the first line names the columns, and this "
              "one is needed"});
  CHECK(rows_of("\xFF\xFEk\0e\0y\0") ==
        Lines{"t.csv:1:1: UTF-16, which a spreadsheet calls \"Unicode text\"; save it as \"CSV "
              "UTF-8\""});
}

TEST_CASE(
    "what is wrong with a row is told with its place, and the next row is read all the same") {
  CHECK(rows_of("key,name\na\nb,B\n") ==
        Lines{"t.csv:2:2: 1 field where the first line has 2; 'name' and what follows is missing: "
              "write the separators",
              "3|b|B|"});
  CHECK(
      rows_of("key,name\na,A,B\nb,B\n") ==
      Lines{"t.csv:2:5: 3 fields where the first line has 2; a field that holds ',' must stand in "
            "quotes",
            "3|b|B|"});
  CHECK(rows_of("key,name\na,A \"B\"\nb,B\n") ==
        Lines{"t.csv:2:5: a quote within a field that does not begin with one; put the whole field "
              "in quotes and write each quote in it twice",
              "3|b|B|"});
  CHECK(rows_of("key,name\na,\"A\" B\nb,B\n") ==
        Lines{"t.csv:2:6: something stands behind the closing quote; write a quote within a field "
              "twice",
              "3|b|B|"});
  CHECK(rows_of("key,name\na,\"A\nb,B\n") ==
        Lines{"t.csv:2:3: a quote that opens here is never closed; close it, or write it twice"});
  CHECK(rows_of("key,name\na,\xFCnit\nb,B\n") ==
        Lines{"t.csv:2:3: not UTF-8; save the file as UTF-8 (in a spreadsheet: save as \"CSV "
              "UTF-8\")",
              "3|b|B|"});
  CHECK(rows_of(std::string("key,name\na,A\0B\nb,B\n", 18)) ==
        Lines{"t.csv:2:4: a NUL byte; a table is text, take it out", "3|b|B|"});
  CHECK(rows_of("key,name\ra,A\r").front().starts_with("t.csv:1:9: a carriage return without"));
  CHECK(rows_of("key,name,\na,A,\nb,B,x\n") ==
        Lines{"2|a|A|",
              "t.csv:3:5: a value, 'x', in a column without a name; name the column in "
              "the first line, or take the value out"});
}

TEST_CASE("a column is counted in characters, also behind a line end within quotes") {
  CHECK(rows_of("key,name\n\"腾\n讯\",A,B\n").front().starts_with("t.csv:3:6: 3 fields"));
}
