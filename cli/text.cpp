#include "cli/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <utf8proc.h>

namespace reorg::cli {
namespace {

struct Glyph {
  std::string_view bytes;
  utf8proc_int32_t code = -1;  // -1: not UTF-8
};

Glyph first_glyph(std::string_view text) {
  utf8proc_int32_t code = -1;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (n <= 0) return {text.substr(0, 1), -1};
  return {text.substr(0, static_cast<std::size_t>(n)), code};
}

// Characters that change how what stands around them is shown.
bool reorders(utf8proc_int32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

std::string escaped(const Glyph& g) {
  switch (g.code) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    case -1:
      return fmt::format("\\x{:02x}", static_cast<unsigned char>(g.bytes.front()));
    default:
      break;
  }
  return g.code < 0x100 ? fmt::format("\\x{:02x}", static_cast<unsigned>(g.code))
                        : fmt::format("\\u{:04x}", static_cast<unsigned>(g.code));
}

std::size_t width_of(const Glyph& g) {
  return g.code < 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(g.code)));
}

// A piece that may not be broken: a word with the blanks after it, or one wide character.
std::string_view next_piece(std::string_view text) {
  std::size_t end = 0;
  bool blanks = false;
  bool opened = false;  // behind an opening quote or bracket, which may not end a line
  while (end < text.size()) {
    const Glyph g = first_glyph(text.substr(end));
    if (g.code == ' ')
      blanks = true;
    else if (blanks)
      break;
    else if (end > 0 && width_of(g) == 2 && !opened)
      break;
    end += g.bytes.size();
    opened = g.code == 0x201C || g.code == 0x2018 || g.code == '(' || g.code == '[';
    if (width_of(g) == 2 && (end >= text.size() || text[end] != ' ')) break;
  }
  return text.substr(0, end);
}

}  // namespace

std::string shown(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Glyph g = first_glyph(text);
    const bool control = g.code < 0x20 || (g.code >= 0x7f && g.code < 0xa0) || reorders(g.code);
    if (control)
      result += escaped(g);
    else
      result += g.bytes;
    text.remove_prefix(g.bytes.size());
  }
  return result;
}

std::size_t columns(std::string_view text) {
  std::size_t n = 0;
  while (!text.empty()) {
    if (text.starts_with("\x1b[")) {  // our own colours; foreign ones are escaped by shown()
      text.remove_prefix(std::min(text.find('m'), text.size() - 1) + 1);
      continue;
    }
    const Glyph g = first_glyph(text);
    n += width_of(g);
    text.remove_prefix(g.bytes.size());
  }
  return n;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  const std::size_t have = columns(text);
  if (have < width) result.append(width - have, ' ');
  return result;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::string line(indent, ' ');
  const auto flush = [&] {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    result += line;
  };
  while (!text.empty()) {
    const std::string_view piece = next_piece(text);
    const std::size_t blanks = piece.size() - (piece.find_last_not_of(' ') + 1);
    const std::size_t needed = columns(line) + columns(piece) - (piece.back() == ' ' ? blanks : 0);
    if (needed > width && line.find_first_not_of(' ') != std::string::npos) {
      flush();
      result += '\n';
      line.assign(indent, ' ');
    }
    line += piece;
    text.remove_prefix(piece.size());
  }
  flush();
  return result.substr(std::min(indent, result.size()));
}

std::string listed(const std::vector<std::string>& items, std::string_view last_joint) {
  std::string result;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) result += i + 1 == items.size() ? fmt::format(" {} ", last_joint) : ", ";
    result += items[i];
  }
  return result;
}

std::string plural(std::string word) {
  const auto ends = [&](std::string_view end) { return word.ends_with(end); };
  if (ends("y") && !ends("ay") && !ends("ey") && !ends("oy")) {
    word.back() = 'i';
    return word + "es";
  }
  return word + (ends("s") || ends("ch") || ends("sh") || ends("x") ? "es" : "s");
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

}  // namespace reorg::cli
