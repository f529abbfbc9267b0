// Whatever the file holds: a batch or problems, never a crash.
#include <filesystem>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

namespace {

std::vector<InputFile> good_files() {
  return load_change_files(Lines{std::string(REORG_SOURCE_DIR) + "/tests/format/good"});
}

// Every problem has a message, and a place inside of the text.
bool survives(const std::string& text) {
  try {
    read_text(text);
    return true;
  } catch (const BadInput& bad) {
    const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
    return !bad.problems.empty() &&
           std::all_of(bad.problems.begin(), bad.problems.end(), [&](const Problem& p) {
             return !p.message.empty() && p.place.line >= 0 && p.place.line <= lines;
           });
  }
}

std::string pieces_of_yaml() {
  static const std::vector<std::string> pieces{"reorg: 1\n",
                                               "entities:",
                                               "changes:",
                                               "statements:",
                                               "sources:",
                                               "\n",
                                               "\n  ",
                                               "\n    ",
                                               "  - ",
                                               "- ",
                                               ": ",
                                               "{",
                                               "}",
                                               "[",
                                               "]",
                                               ", ",
                                               "\"",
                                               "'",
                                               "acme",
                                               "kind: ",
                                               "company",
                                               "person",
                                               "post",
                                               "name: ",
                                               "date: ",
                                               "2018",
                                               "2018-02-30",
                                               "found: ",
                                               "appoint: ",
                                               "over: ",
                                               "do:",
                                               "claims: x",
                                               "positions:",
                                               "rank: preferred",
                                               "plan: x",
                                               "withdraw: y",
                                               "id: y",
                                               "~",
                                               "|",
                                               ">",
                                               "#",
                                               "&a ",
                                               "*a",
                                               "!t ",
                                               "? ",
                                               "%",
                                               "---\n",
                                               "...\n",
                                               "\t",
                                               "\r\n",
                                               "\\",
                                               "\xEF\xBB\xBF",
                                               "阿里",
                                               "\xFF",
                                               "<<: ",
                                               "share: ",
                                               "period: 2018/",
                                               "in: ",
                                               "from: ",
                                               "to: ",
                                               "merge: ",
                                               "into: ",
                                               "subject: "};
  std::string text;
  const int count = *rc::gen::inRange(0, 60);
  for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(pieces);
  return text;
}

}  // namespace

TEST_CASE("each good file can be read", "[robustness]") {
  REQUIRE(good_files().size() >= 5);
  for (const InputFile& file : good_files()) {
    INFO(file.path);
    CHECK(problems_of(file.text).empty());
  }
}

TEST_CASE("each good file, cut at any length, is read or refused", "[robustness]") {
  for (const InputFile& file : good_files()) {
    for (std::size_t length = 0; length < file.text.size(); ++length) {
      if (!survives(file.text.substr(0, length))) FAIL(file.path << " cut at " << length);
    }
  }
}

TEST_CASE("random bytes are read or refused", "[robustness]") {
  CHECK(rc::check([] { RC_ASSERT(survives(*rc::gen::arbitrary<std::string>())); }));
}

TEST_CASE("random pieces of YAML are read or refused", "[robustness]") {
  CHECK(rc::check([] { RC_ASSERT(survives("reorg: 1\n" + pieces_of_yaml())); }));
}

TEST_CASE("a good file with any bytes changed is read or refused", "[robustness]") {
  const auto files = good_files();
  CHECK(rc::check([&] {
    std::string text = (*rc::gen::elementOf(files)).text;
    const int edits = *rc::gen::inRange(1, 6);
    for (int i = 0; i < edits; ++i) {
      text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
    }
    RC_ASSERT(survives(text));
  }));
}
