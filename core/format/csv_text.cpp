#include "core/format/csv_text.hpp"

namespace reorg {

void append_csv_field(std::string& to, std::string_view text) {
  const bool blank_at_an_end = text.starts_with(' ') || text.ends_with(' ');
  if (!blank_at_an_end && text.find_first_of(",\"\r\n") == std::string_view::npos) {
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
