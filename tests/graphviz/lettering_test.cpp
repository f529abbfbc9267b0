// Text in pictures: in the fonts of its script, in lines that fit, and never anything but text.
#include "graphviz/lettering.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/model/shown_text.hpp"
#include "tests/property.hpp"

using namespace reorg::charts;
using namespace std::string_literals;
using Texts = std::vector<std::string>;

namespace {

// "Alibaba | 阿里云 | 2": the pieces of one script each.
std::string pieces(std::string_view text) {
  std::string all;
  for (const Run& run : runs(text)) all += (all.empty() ? "" : " | ") + run.text;
  return all;
}

std::string first_font(std::string_view text) {
  const std::string_view fonts = runs(text).front().fonts;
  return std::string(fonts.substr(0, fonts.find(',')));
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto c = reorg::first_character(text);
    if (!c.valid) return false;
    text.remove_prefix(c.size);
  }
  return true;
}

// Any bytes, more of those that mean something to XML and DOT than chance would give, and
// characters of several scripts.
rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::oneOf(
      rc::gen::element("<"s, ">"s, "&"s, "\""s, "\\"s, "\\N"s, "]]>"s, "&amp;"s, "\n"s, "\0"s),
      rc::gen::element("阿"s, "里云"s, "ゲーム"s, "삼성"s, "🚀"s, "é"s, "\u202e"s, "\ufffe"s),
      rc::gen::map(rc::gen::arbitrary<char>(), [](char c) { return std::string(1, c); }));
  return rc::gen::map(rc::gen::container<Texts>(piece), [](const Texts& all) {
    std::string text;
    for (const std::string& one : all) text += one;
    return text;
  });
}

// What can be in a card: text that was made printable, without blanks that a line break would take.
rc::Gen<std::string> any_words() {
  const auto piece = rc::gen::element("Cloud"s, "a"s, "Intelligence"s, "阿里云"s, "事业群"s, "🚀"s,
                                      "antidisestablishmentarianism"s, "R&D"s);
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<Texts>(piece)), [](const Texts& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : " ") + one;
    return text;
  });
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

TEST_CASE("a text is in pieces of one script each, and each has the fonts of its script") {
  CHECK(pieces("Alibaba Cloud") == "Alibaba Cloud");
  CHECK(pieces("Alibaba 阿里云2") == "Alibaba  | 阿里云 | 2");
  CHECK(runs("").empty());
  CHECK(first_font("Cloud") == "Noto Sans");
  CHECK(first_font("阿里云") == "Noto Sans CJK SC");
  CHECK(first_font("ゲーム") == "Noto Sans CJK JP");
  CHECK(first_font("삼성전자") == "Noto Sans CJK KR");
  CHECK(first_font("🚀") == "Noto Emoji");
  CHECK(first_font("Société Générale") == "Noto Sans");
}

TEST_CASE("blanks and Chinese punctuation stay with the script before them") {
  CHECK(pieces("阿里云 智能") == "阿里云 智能");
  CHECK(pieces("阿里云\uff08集团\uff09、蚂蚁") == "阿里云\uff08集团\uff09、蚂蚁");
  CHECK(pieces("ゲーム、ソフト") == "ゲーム、ソフト");
}

TEST_CASE("every kind of font ends with one that every machine has") {
  for (const char* text : {"Cloud", "阿里云", "ゲーム", "삼성", "🚀"})
    CHECK_THAT(std::string(runs(text).front().fonts), Catch::EndsWith("sans-serif"));
}

TEST_CASE("the pieces are the whole text, in order") {
  reorg::tests::require_for_all([] {
    const std::string text = *any_text();
    std::string joined;
    for (const Run& run : runs(text)) {
      RC_ASSERT(!run.text.empty());
      joined += run.text;
    }
    RC_ASSERT(joined == text);
  });
}

TEST_CASE("characters that would do harm unseen are seen instead") {
  CHECK(printable("two\nlines\tand a\rreturn") == R"(two\nlines\tand a\x0dreturn)");
  CHECK(printable("a\x1b[31m\0z"s) == R"(a\x1b[31m\x00z)");
  CHECK(printable("broken \xff\xc3") == R"(broken \xff\xc3)");
  CHECK(printable("user\u202egnp.exe\u200f\u061c") == R"(user\u202egnp.exe\u200f\u061c)");
  CHECK(printable("line\u2028paragraph\u2029\u0085") == R"(line\u2028paragraph\u2029\x85)");
  CHECK(printable("no XML \ufffe\uffff") == R"(no XML \ufffe\uffff)");
  CHECK(printable("阿里云 ゲーム 삼성 é 👩‍💻 \"<&>\\") ==
        "阿里云 ゲーム 삼성 é 👩‍💻 \"<&>\\");
}

TEST_CASE("whatever stands in a text, escaped it is text: no markup, no reference, no escape") {
  CHECK(escaped("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;");
  CHECK(escaped(R"(\N "x")") == "&#92;N &quot;x&quot;");
  CHECK(quoted("a \"b\"\n") == R"("a &quot;b&quot;&#92;&#92;&#92;&#92;n")");
  reorg::tests::require_for_all([] {
    const std::string safe = escaped(*any_text());
    RC_ASSERT(safe.find_first_of("<>\"\\") == std::string::npos);
    RC_ASSERT(is_utf8(safe));
    for (std::size_t at = 0; (at = safe.find('&', at)) != std::string::npos; ++at) {
      const std::string reference = safe.substr(at, safe.find(';', at) - at);
      const Texts ours{"&amp", "&lt", "&gt", "&quot", "&#92"};
      RC_ASSERT(std::ranges::find(ours, reference) != ours.end());
    }
    for (const char c : safe) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20);
  });
}

TEST_CASE("what was made printable is printable") {
  reorg::tests::require_for_all([] {
    const std::string once = printable(*any_text());
    RC_ASSERT(printable(once) == once);
  });
}

TEST_CASE(
    "a longer text is wider, a bold one wider still, and a Chinese one as wide as it is long") {
  CHECK(width("", 10) == 0);
  CHECK(width("阿里云", 10) == Approx(30));
  CHECK(width("Cloud", 10, true) > width("Cloud", 10));
  CHECK(width("iiiii", 10) < width("WWWWW", 10));
  reorg::tests::require_for_all([] {
    const std::string a = printable(*any_text()), b = printable(*any_text());
    RC_ASSERT(width(a + b, 10) >= width(a, 10));
    RC_ASSERT(std::abs(width(a + b, 10) - width(a, 10) - width(b, 10)) < 1e-6);
    RC_ASSERT(std::abs(width(a, 20) - 2 * width(a, 10)) < 1e-6);
  });
}

TEST_CASE(
    "a text is broken at blanks, between Chinese characters, and in a word that is too long") {
  CHECK(lines("Cloud and Smart Industries", 10, false, 90, 3) ==
        Texts{"Cloud and Smart", "Industries"});
  CHECK(lines("云与智慧产业事业群", 10, false, 50, 3) == Texts{"云与智慧产", "业事业群"});
  CHECK(lines("abcdefghij", 10, false, 29, 3) == Texts{"abcde", "fghij"});
  CHECK(lines("", 10, false, 50, 3) == Texts{""});
}

TEST_CASE("what is beyond the last line is cut, with a mark that something is missing") {
  CHECK(lines("one two three four five six", 10, false, 50, 2) == Texts{"one two", "three fo…"});
  CHECK(lines("云与智慧产业事业群", 10, false, 50, 1) == Texts{"云与智慧…"});
  CHECK(lines("one two", 10, false, 50, 1) == Texts{"one two"});
}

TEST_CASE("enough lines hold every word, each line within its room") {
  reorg::tests::require_for_all([] {
    const std::string text = *any_words();
    const double room = *rc::gen::inRange(20, 300);
    const Texts all = lines(text, 10, false, room, 1'000'000);
    std::string joined;
    for (const std::string& line : all) {
      RC_ASSERT(width(line, 10) < room + 1e-6);
      RC_ASSERT(!line.empty() && line.front() != ' ' && line.back() != ' ');
      joined += line;
    }
    RC_ASSERT(without_blanks(joined) == without_blanks(text));
  });
}

TEST_CASE("few lines hold the beginning, never more than allowed, never half a character") {
  reorg::tests::require_for_all([] {
    const std::string text = printable(*any_text());
    const double room = *rc::gen::inRange(20, 300);
    const auto most = *rc::gen::inRange<std::size_t>(1, 4);
    const Texts whole = lines(text, 10, false, room, 1'000'000);
    const Texts some = lines(text, 10, false, room, most);
    RC_ASSERT(some.size() == std::min(most, whole.size()));
    for (const std::string& line : some) {
      RC_ASSERT(is_utf8(line));
      RC_ASSERT(width(line, 10) < room + 1e-6);
    }
    RC_ASSERT(some.back().ends_with("…") || some == whole);
  });
}

TEST_CASE("Chinese is told from what is none") {
  CHECK(has_chinese("Alibaba 阿里云"));
  CHECK_FALSE(has_chinese("Alibaba “Cloud” — 2018 · →"));
  CHECK_FALSE(has_chinese(""));
}
