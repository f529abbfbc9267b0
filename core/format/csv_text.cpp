#include "core/format/csv_text.hpp"

namespace reorg {

std::string csv_field(std::string_view text) {
  const bool blank_at_an_end = text.starts_with(' ') || text.ends_with(' ');
  if (!blank_at_an_end && text.find_first_of(",\"\r\n") == std::string_view::npos)
    return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace reorg
