// What is wrong with a file before it is looked at as YAML.
#pragma once

#include <string_view>

#include "core/format/problems.hpp"

namespace reorg::format {

// Refuses what is empty, over max_change_file_bytes, not UTF-8, holds NUL, or is indented with
// tabs. Gives the text without a byte order mark; lines may end in LF or CRLF.
std::string_view check_raw_text(const std::string& path, std::string_view text, Problems&);

// The first two of these alone; false when something is wrong.
bool check_size(const std::string& path, std::string_view text, Problems&);

// Where the first byte stands that is not UTF-8; the size of the text when all of it is.
std::size_t first_bad_byte(std::string_view text);

}  // namespace reorg::format
