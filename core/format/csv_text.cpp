#include "core/format/csv_text.hpp"

namespace reorg {

void append_csv_field(std::string& to, std::string_view text) {
  bool quoted = text.starts_with(' ') || text.ends_with(' ');
  for (const char c : text) quoted = quoted || c == ',' || c == '"' || c == '\r' || c == '\n';
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
