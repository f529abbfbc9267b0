#include "graphviz/lettering.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/model/shown_text.hpp"

namespace reorg::charts {
namespace {

enum class Script { latin, han, kana, hangul, picture };

// Blanks and punctuation take the script of what stands before them: `before`. So does what has no
// width of its own: a piece of nothing else is nothing that can be drawn.
Script script_of(char32_t c, Script before) {
  if (!is_printable(c)) return before;
  if (c >= 0x1F000 && c < 0x20000) return Script::picture;
  if (c >= 0x2600 && c < 0x27C0) return Script::picture;
  if ((c >= 0x3040 && c < 0x3100) || (c >= 0x31F0 && c < 0x3200)) return Script::kana;
  if ((c >= 0xAC00 && c < 0xD7B0) || (c >= 0x1100 && c < 0x1200)) return Script::hangul;
  if (c >= 0x3000 && c < 0x3040) return before == Script::latin ? Script::han : before;
  if (c >= 0x2E80 && c < 0xFB00) return Script::han;
  if (c >= 0xFE30 && c < 0xFFF0) return Script::han;
  if (c >= 0x20000 && c < 0x40000) return Script::han;
  if (c == ' ' && before != Script::picture) return before;
  return Script::latin;
}

std::string_view fonts_of(Script script) {
  switch (script) {
    case Script::han:
      return "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,WenQuanYi Zen "
             "Hei,sans-serif";
    case Script::kana:
      return "Noto Sans CJK JP,Source Han Sans JP,Hiragino Sans,Yu Gothic,sans-serif";
    case Script::hangul:
      return "Noto Sans CJK KR,Source Han Sans KR,Apple SD Gothic Neo,Malgun Gothic,sans-serif";
    case Script::picture:
      return "Noto Emoji,Noto Color Emoji,Apple Color Emoji,Segoe UI Emoji,sans-serif";
    case Script::latin:
      break;
  }
  return latin_fonts();
}

bool is_wide(char32_t c) { return script_of(c, Script::latin) != Script::latin; }

// In parts of the font's size; Noto Sans, rounded up.
double part_of_size(char32_t c) {
  if (is_wide(c)) return 1.0;
  if (c >= 0x80) return 0.66;
  constexpr std::string_view narrow = "iljI.,:;'|! ", slim = "frt()[]-\"", broad = "mwMW@%";
  const char letter = static_cast<char>(c);
  if (narrow.find(letter) != std::string_view::npos) return 0.30;
  if (slim.find(letter) != std::string_view::npos) return 0.42;
  if (broad.find(letter) != std::string_view::npos) return 0.92;
  return letter >= 'A' && letter <= 'Z' ? 0.68 : 0.58;
}

// Characters that change how what stands around them is shown: its order, or its line.
bool rearranges(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C || c == 0x2028 || c == 0x2029;
}

// Nothing to be seen, and no part of how any language is written.
bool is_unseen(char32_t c) {
  return c == 0x00AD || c == 0x200B || (c >= 0x2060 && c < 0x2066) || c == 0xFEFF ||
         (c >= 0xE0000 && c < 0xE0080);
}

// XML has no way to write these.
bool is_no_xml(char32_t c) { return c == 0xFFFE || c == 0xFFFF; }

// Controls, broken UTF-8 and the like.
bool is_harmless(const Character& c) {
  return c.valid && c.code >= 0x20 && (c.code < 0x7F || c.code >= 0xA0) && !rearranges(c.code) &&
         !is_unseen(c.code) && !is_no_xml(c.code);
}

// A word with the blank after it, or one wide character; of a word wider than `room` as much as
// goes.
std::string_view next_piece(std::string_view text, double size, bool bold, double room) {
  std::size_t end = 0;
  double so_far = 0;
  while (end < text.size()) {
    const Character c = first_character(text.substr(end));
    so_far += part_of_size(c.code) * size * (bold ? 1.08 : 1.0);
    if (end > 0 && (is_wide(c.code) || (so_far > room && c.code != ' '))) break;
    end += c.size;
    if (c.code == ' ' || is_wide(c.code)) break;
  }
  while (end < text.size()) {  // with whatever has no width of its own behind it
    const Character c = first_character(text.substr(end));
    if (is_printable(c.code)) break;
    end += c.size;
  }
  return text.substr(0, end);
}

std::string_view without_end_blank(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// Takes whole characters off, until "…" fits behind.
void cut(std::string& line, double size, bool bold, double room) {
  while (!line.empty() && width(line + "…", size, bold) > room) {
    bool within = true;  // bytes after the first of a character
    while (within && !line.empty()) {
      within = (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U;
      line.pop_back();
    }
  }
  line = std::string(without_end_blank(line)) + "…";
}

std::string escaped_with(std::string_view text, std::string_view backslash) {
  std::string result;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\\':
        result += backslash;
        break;
      default:
        result += c;
    }
  }
  return result;
}

}  // namespace

std::string_view latin_fonts() {
  return "Noto Sans,Segoe UI,Helvetica Neue,Arial,DejaVu Sans,sans-serif";
}

std::vector<Run> runs(std::string_view text) {
  std::vector<Run> all;
  Script script = Script::latin;
  while (!text.empty()) {
    const Character c = first_character(text);
    const Script next = script_of(c.code, script);
    if (all.empty() || next != script) all.push_back({{}, fonts_of(next)});
    script = next;
    all.back().text += text.substr(0, c.size);
    text.remove_prefix(c.size);
  }
  return all;
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character c = first_character(text);
    const bool joins_nothing = result.empty() && (c.code == 0x200C || c.code == 0x200D);
    if (is_harmless(c) && !joins_nothing)
      result += text.substr(0, c.size);
    else if (c.code == '\n')
      result += "\\n";
    else if (c.code == '\t')
      result += "\\t";
    else if (c.valid && c.code >= 0x100)
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c.code));
    else
      result += fmt::format("\\x{:02x}", c.valid ? static_cast<unsigned>(c.code)
                                                 : static_cast<unsigned char>(text.front()));
    text.remove_prefix(c.size);
  }
  return result;
}

double width(std::string_view text, double size, bool bold) {
  double parts = 0;
  while (!text.empty()) {
    const Character c = first_character(text);
    parts += part_of_size(c.code);
    text.remove_prefix(c.size);
  }
  return parts * size * (bold ? 1.08 : 1.0);
}

std::vector<std::string> lines(std::string_view text, double size, bool bold, double room,
                               std::size_t most) {
  std::vector<std::string> result(1);
  while (!text.empty()) {
    const std::string_view piece = next_piece(text, size, bold, room);
    std::string& line = result.back();
    const bool fits = width(line, size, bold) + width(without_end_blank(piece), size, bold) <= room;
    if (fits || line.empty()) {
      line += piece;
    } else if (result.size() == most) {
      cut(line, size, bold, room);
      break;
    } else {
      result.emplace_back(piece);
    }
    text.remove_prefix(piece.size());
  }
  for (std::string& line : result) line = without_end_blank(line);
  return result;
}

std::string escaped(std::string_view text) { return escaped_with(text, "&#92;"); }

std::string quoted(std::string_view text) {
  // Halved twice: dot reads "\n" in an attribute, and then "\N", the name of its node.
  return "\"" + escaped_with(text, "&#92;&#92;&#92;&#92;") + "\"";
}

std::string quoted_within(std::string_view text) {
  // Even there dot reads "\N", and "\\" is two. What breaks it has no width.
  return "\"" + escaped_with(text, "&#92;&#8203;") + "\"";
}

bool has_chinese(std::string_view text) {
  return std::ranges::any_of(runs(text),
                             [](const Run& r) { return r.fonts == fonts_of(Script::han); });
}

}  // namespace reorg::charts
