#include "core/model/shown_text.hpp"

#include <cstdint>

#include <fmt/format.h>
#include <utf8proc.h>

namespace reorg {
namespace {

constexpr std::size_t longest_shown = 40;

std::string code_point(Character c) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c.code));
}

std::string shown_one(std::string_view text, Character c) {
  if (c.valid && is_printable(c.code)) return std::string(text.substr(0, c.size));
  if (c.valid && c.code >= 0x80) return "<" + code_point(c) + ">";
  return fmt::format("\\x{:02X}", static_cast<unsigned char>(text.front()));
}

bool needs_quotes(std::string_view text) {
  return text.empty() || text.front() == ' ' || text.back() == ' ';
}

}  // namespace

Character first_character(std::string_view text) {
  utf8proc_int32_t code = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (size <= 0) return {};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(size), true};
}

bool is_printable(char32_t code) {
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code)) > 0;
}

std::string shown(std::string_view text) {
  const std::string quote = needs_quotes(text) ? "\"" : "";
  std::string result;
  while (!text.empty() && result.size() < longest_shown) {
    const Character c = first_character(text);
    result += shown_one(text, c);
    text.remove_prefix(c.size);
  }
  return quote + result + (text.empty() ? "" : "…") + quote;
}

std::string shown_character(std::string_view text) {
  const Character c = first_character(text);
  std::string sign = "'" + shown_one(text, c) + "'";
  if (!c.valid || c.code < 0x80 || !is_printable(c.code)) return sign;
  return sign + " (" + code_point(c) + ")";
}

}  // namespace reorg
