// Text for a terminal: safe, measured in columns, wrapped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg::cli {

// Foreign text made harmless: control characters (newlines and ESC among them) and broken UTF-8 are
// shown as escapes, right-to-left overrides too. Everything that a file said passes through here.
std::string shown(std::string_view text);

// Columns on a terminal: 2 for a Chinese character, 0 for a combining mark.
std::size_t columns(std::string_view text);

// Filled up with blanks on the right to `width` columns; longer text stays whole.
std::string padded(std::string_view text, std::size_t width);

// Breaks at blanks (and between Chinese characters) into lines of at most `width` columns. The
// first is to stand behind `indent` columns, the others begin with as many blanks. A longer word
// stays whole.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

// "A", "A and B", "A, B and C".
std::string listed(const std::vector<std::string>& items, std::string_view last_joint = "and");

// "1 fact", "2 facts".
std::string counted(std::size_t n, std::string_view one, std::string_view many);

// "company" → "companies", "branch" → "branches", "unit" → "units".
std::string plural(std::string word);

}  // namespace reorg::cli
