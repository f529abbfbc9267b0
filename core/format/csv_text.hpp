// CSV as it is written: RFC 4180.
#pragma once

#include <string>
#include <string_view>

namespace reorg {

// In quotes, with the quotes in it doubled, when it holds a comma, a quote or a line end, or has a
// blank at an end.
std::string csv_field(std::string_view text);
void append_csv_field(std::string& to, std::string_view text);

}  // namespace reorg
