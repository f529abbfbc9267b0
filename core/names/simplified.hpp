// Traditional and simplified Chinese characters.
#pragma once

#include <string_view>

namespace reorg {

// Traditional, simplified, traditional, simplified, …, sorted by the traditional ones: what
// OpenCC's t2s dictionary makes of each single character (cmake/SimplifiedChinese.cmake). What
// stands second never stands first.
extern const std::u32string_view simplified_pairs;

// The character itself when it has no simplified form.
char32_t simplified(char32_t);

}  // namespace reorg
