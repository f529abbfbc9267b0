#include "core/format/csv_text.hpp"

#include <array>

namespace reorg {
namespace {

// Of each byte whether it needs quotes around its field.
constexpr std::array<bool, 256> needing_quotes = [] {
  std::array<bool, 256> needing{};
  for (const char c : {',', '"', '\r', '\n'}) needing[static_cast<unsigned char>(c)] = true;
  return needing;
}();

}  // namespace

void append_csv_field(std::string& to, std::string_view text) {
  bool quoted = text.starts_with(' ') || text.ends_with(' ');
  for (const char c : text) quoted |= needing_quotes[static_cast<unsigned char>(c)];
  if (!quoted) {
    to += text;
    return;
  }
  to += '"';
  for (const char c : text) {
    if (c == '"') to += '"';
    to += c;
  }
  to += '"';
}

std::string csv_field(std::string_view text) {
  std::string field;
  append_csv_field(field, text);
  return field;
}

}  // namespace reorg
