// What is wrong with a file as text, and with the texts in it.
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

namespace {

namespace fs = std::filesystem;

std::string one_problem(std::string_view text) {
  const Lines all = problems_of(text);
  REQUIRE(all.size() == 1);
  return all.front();
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::string named(const std::string& name) {
  return "reorg: 1\nentities:\n  acme: { kind: company, name: \"" + name + "\" }\n";
}

// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("reorg-format-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string at(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
    return at(name);
  }

 private:
  fs::path path_;
};

std::string load_problem(const std::string& path) {
  try {
    load_change_files(Lines{path});
  } catch (const BadInput& bad) {
    return to_string(bad.problems.front());
  }
  return "";
}

}  // namespace

TEST_CASE("an empty file is refused", "[change text]") {
  const std::string message = "acme.yaml: the file is empty; a change file begins with 'reorg: 1'";
  CHECK(one_problem("") == message);
  CHECK(one_problem(" \r\n\t\n") == message);
  CHECK(one_problem("\xEF\xBB\xBF") == message);
}

TEST_CASE("a file of comments alone is no change file", "[change text]") {
  CHECK(one_problem("# nothing yet\n") ==
        "acme.yaml:1:1: a change file is written with keys: 'reorg: 1', 'entities:', 'changes:'");
}

TEST_CASE("a file that is not UTF-8 is refused with the byte", "[change text]") {
  CHECK(one_problem("reorg: 1\nfile: \xE4\xBD\xA0 \xFF\n") ==
        "acme.yaml:2:9: not UTF-8 (byte 20 of the file); save the file as UTF-8");
  CHECK(one_problem("reorg: 1 # \xC0\xAF") ==
        "acme.yaml:1:12: not UTF-8 (byte 12 of the file); save the file as UTF-8");
  CHECK(one_problem("reorg: 1 # \xED\xA0\x80") ==
        "acme.yaml:1:12: not UTF-8 (byte 12 of the file); save the file as UTF-8");
  CHECK(one_problem(std::string_view("\xFF\xFEr\0e\0", 6)) ==
        "acme.yaml:1:1: not UTF-8 (byte 1 of the file); it looks like UTF-16; save the file as "
        "UTF-8");
}

TEST_CASE("NUL is refused, as a byte and as an escape", "[change text]") {
  CHECK(one_problem(std::string_view("reorg: 1\nfile: a\0b", 18)) ==
        "acme.yaml:2:8: a NUL byte; change files are text, take it out");
  CHECK(one_problem(named("a\\0b")) == "acme.yaml:3:32: a NUL character (\\0); take it out");
}

TEST_CASE("a byte order mark and CRLF are accepted, and places are the same with them",
          "[change text]") {
  CHECK(problems_of(
            "\xEF\xBB\xBFreorg: 1\r\nentities:\r\n  acme: { kind: company, name: \"Acme\" }\r\n")
            .empty());
  CHECK(one_problem("\xEF\xBB\xBFreorg: 1\r\nentities:\r\n  acme: { kind: firm }\r\n")
            .starts_with("acme.yaml:3:17: "));
}

TEST_CASE("columns count characters, not bytes", "[change text]") {
  CHECK(one_problem("reorg: 1\nentities:\n  a: { kind: unit, name: { zh: 阿里云 }, knd: x }\n")
            .starts_with("acme.yaml:3:39: "));
}

TEST_CASE("nesting ten thousand deep is refused and does no harm", "[change text]") {
  const std::string message = ": nested more than 100 levels deep";
  CHECK(one_problem("reorg: 1\nchanges: " + repeated("[", 10000)).ends_with(message));
  CHECK(one_problem("reorg: 1\nchanges: " + repeated("{a: ", 10000)).ends_with(message));
  CHECK(one_problem("reorg: 1\nchanges:\n" + repeated("- ", 10000)).ends_with(message));
  std::string block = "reorg: 1\nchanges:\n";
  for (int i = 0; i < 10000; ++i)
    block += std::string(static_cast<std::size_t>(std::min(i, 300)), ' ') + "a:\n";
  CHECK_FALSE(problems_of(block).empty());
}

TEST_CASE("a file over 16 MB is refused before it is looked at", "[change text]") {
  const std::string text(max_change_file_bytes + 1, 'x');
  CHECK(one_problem(text) ==
        "acme.yaml: larger than 16 MB, the most a change file may hold; split the file");
}

TEST_CASE("names may hold newlines and control characters; writers escape them", "[change text]") {
  const Batch batch = read_text(named("Ac\\nme \\e[31m"));
  CHECK(batch.statements.back().value == "Ac\nme \x1B[31m");
}

TEST_CASE("names hold up to 4,096 bytes", "[change text]") {
  CHECK(problems_of(named(std::string(4096, 'x'))).empty());
  CHECK(one_problem(named(std::string(4097, 'x'))) ==
        "acme.yaml:3:32: a text of 4097 bytes; at most 4096 are kept here, shorten it");
  CHECK(one_problem(named(std::string(1 << 20, 'x'))).ends_with("shorten it"));
}

TEST_CASE("a message never repeats a long or unprintable text in full", "[change text]") {
  const std::string message = one_problem("reorg: 1\nentities:\n  \"a\\e[2J" +
                                          std::string(1000, 'b') + "\": { kind: unit }\n");
  CHECK(message.find('\x1B') == std::string::npos);
  CHECK(message.size() < 400);
}

TEST_CASE("blanks around a text are left out", "[change text]") {
  CHECK(read_text(named("  Acme \\n")).statements.back().value == "Acme");
}

TEST_CASE("years, numbers and words of YAML are read as they are written", "[change text]") {
  const Batch batch = read_text(
      "reorg: 1\nentities:\n  \"2018\": { kind: company, name: 2018, aliases: [0700, 1e3, true, "
      "2018-11, .5],"
      " identifiers: { hkex: 0700 } }\n");
  Lines values;
  for (const Statement& s : batch.statements) values.push_back(s.value);
  CHECK(values == Lines{"company", "2018", "0700", "1e3", "true", "2018-11", ".5", "0700"});
}

TEST_CASE("a folder gives its change files and those below, sorted", "[change text]") {
  const Folder folder;
  folder.write("b.yaml", "reorg: 1\n");
  folder.write("a/c.yml", "reorg: 1\n");
  folder.write("a/notes.txt", "no change file");
  Lines paths;
  for (const InputFile& file : load_change_files(Lines{folder.at("")}))
    paths.push_back(fs::path(file.path).filename().string());
  CHECK(paths == Lines{"c.yml", "b.yaml"});
}

TEST_CASE("what cannot be loaded is told with the remedy", "[change text]") {
  const Folder folder;
  folder.write("empty/notes.txt", "no change file");
  CHECK(load_problem(folder.at("missing.yaml")) ==
        folder.at("missing.yaml") + ": no such file; check the path");
  CHECK(load_problem(folder.at("empty")) ==
        folder.at("empty") + ": no change file in this folder or below; they end in .yaml or .yml");
  CHECK(load_problem(folder.write("void.yaml", ""))
            .ends_with("the file is empty; a change file begins with 'reorg: 1'"));
  CHECK(load_problem("/dev/zero")
            .ends_with("larger than 16 MB, the most a change file may hold; split the file"));
}

TEST_CASE("all files that cannot be loaded are told at once", "[change text]") {
  try {
    load_change_files(Lines{"/nowhere/a.yaml", "/nowhere/b.yaml"});
    FAIL("nothing was refused");
  } catch (const BadInput& bad) {
    CHECK(bad.problems.size() == 2);
  }
}
