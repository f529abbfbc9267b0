#include "core/names/letters.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <utf8proc.h>

namespace reorg {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t n>
bool in(const std::array<Range, n>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](Range r) { return c >= r.first && c <= r.last; });
}

constexpr std::u32string_view vanishing = U"'.`´ʹʻʼˈ‘’‛′׳״。｡™®©℠";
constexpr std::u32string_view kept_punctuation = U"#%*@";
constexpr std::u32string_view like_punctuation =
    U"−⁄∕∙⋅";  // mathematical signs, used as dashes and dots

bool is_white_or_control(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x2028 || c == 0x2029;
}

bool is_punctuation(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_ZS:
      return true;
    default:
      return false;
  }
}

Sort look_up(char32_t c) {
  if (c == U'&' || c == U'＆' || c == U'﹠') return Sort::ampersand;
  if (c == U'…') return Sort::blank;
  if (vanishing.find(c) != std::u32string_view::npos) return Sort::vanishing;
  if (kept_punctuation.find(c) != std::u32string_view::npos) return Sort::kept;
  if (is_white_or_control(c) || is_punctuation(c)) return Sort::blank;
  return like_punctuation.find(c) != std::u32string_view::npos ? Sort::blank : Sort::kept;
}

}  // namespace

Sort sort_of(char32_t c) {
  if (c >= 0x80) return c >= 0x3400 && c < 0xD800 ? Sort::kept : look_up(c);
  static const auto ascii = [] {
    std::array<Sort, 0x80> sorts{};
    for (std::size_t i = 0; i < sorts.size(); ++i) sorts[i] = look_up(static_cast<char32_t>(i));
    return sorts;
  }();
  return ascii[c];
}

bool is_diacritic(char32_t c) {
  static constexpr std::array<Range, 4> blocks{
      {{0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20F0}}};
  return c >= 0x300 && in(blocks, c);
}

bool sheds_diacritics(char32_t c) {
  static constexpr std::array<Range, 9> blocks{{{U'A', U'Z'},
                                                {U'a', U'z'},
                                                {0xC0, 0x2AF},
                                                {0x370, 0x52F},
                                                {0x1C80, 0x1C8F},
                                                {0x1D00, 0x1DBF},
                                                {0x1E00, 0x1FFF},
                                                {0x2C60, 0x2C7F},
                                                {0xA640, 0xA7FF}}};
  return in(blocks, c);
}

std::string_view plain_letters(char32_t c) {
  using Pair = std::pair<char32_t, std::string_view>;
  static constexpr std::array<Pair, 42> letters{{
      {U'ß', "ss"}, {U'æ', "ae"}, {U'ð', "d"}, {U'ø', "o"}, {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"},
      {U'ı', "i"},  {U'ĸ', "k"},  {U'ł', "l"}, {U'ŋ', "n"}, {U'œ', "oe"}, {U'ŧ', "t"}, {U'ƀ', "b"},
      {U'ƈ', "c"},  {U'ƙ', "k"},  {U'ƚ', "l"}, {U'ƥ', "p"}, {U'ƶ', "z"},  {U'ǥ', "g"}, {U'ȷ', "j"},
      {U'ȼ', "c"},  {U'ɇ', "e"},  {U'ɉ', "j"}, {U'ɍ', "r"}, {U'ɏ', "y"},  {U'ɓ', "b"}, {U'ɖ', "d"},
      {U'ɗ', "d"},  {U'ɠ', "g"},  {U'ɨ', "i"}, {U'ɵ', "o"}, {U'ʉ', "u"},  {U'ґ', "г"}, {U'ғ', "г"},
      {U'қ', "к"},  {U'ң', "н"},  {U'ұ', "у"}, {U'ҳ', "х"}, {U'ᵽ', "p"},  {U'ⱥ', "a"}, {U'ⱦ', "t"},
  }};
  if (c < 0xDF) return {};
  const auto it = std::lower_bound(letters.begin(), letters.end(), c,
                                   [](const Pair& p, char32_t code) { return p.first < code; });
  return it != letters.end() && it->first == c ? it->second : std::string_view{};
}

bool is_unspaced(char32_t c) {
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x0E00 && c <= 0x0EFF);
}

}  // namespace reorg
