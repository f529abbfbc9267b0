// What to tell someone whose text is no date.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg {

// Texts that may have been meant, likeliest first; not all of them need be dates.
//
//   date_guesses("30.9.2018")  // 2018-09-30
//   date_guesses("5/6/2018")   // 2018-06-05, 2018-05-06
std::vector<std::string> date_guesses(std::string_view text);

// "September"; requires month 1-12.
std::string_view month_name(int month);

// The text as an error message may show it: short, printable, valid UTF-8.
std::string shown(std::string_view text);

// The first character, in quotes and, if it is not ASCII, with its code point: '年' (U+5E74).
std::string shown_character(std::string_view text);

}  // namespace reorg
