// Text from outside, made fit for an error message: short, printable, valid UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace reorg {

// One character of UTF-8; where the bytes are none, one byte that is not valid.
struct Character {
  char32_t code = 0;
  std::size_t size = 1;
  bool valid = false;
};

// Requires a text that is not empty.
Character first_character(std::string_view text);

// False for controls and for what has no width of its own: such as zero-width spaces and marks.
bool is_printable(char32_t code);

// The text, cut after about 40 bytes; in quotes if it is empty or has a blank at an end.
std::string shown(std::string_view text);

// The first character, in quotes and, if it is not ASCII, with its code point: '年' (U+5E74).
std::string shown_character(std::string_view text);

}  // namespace reorg
