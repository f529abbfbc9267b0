// Names in the form in which they are compared and indexed.
#pragma once

#include <string>
#include <string_view>

namespace reorg {

// What the spellings of one name have in common:
//
// - Unicode compatibility form (NFKC, which also settles full and half width), case folded,
//   invisible characters dropped;
// - no diacritics on Latin, Greek and Cyrillic letters, and plain letters for those with strokes
// and
//   for ligatures ("Łódź" = "lodz", "Ærø" = "aero"); in other scripts marks stay, because they are
//   sounds (kana voicing, Indic vowels);
// - apostrophes and full stops vanish ("J. Zhang" = "J Zhang", "Ele.me" = "Eleme"); all other
//   punctuation, with hyphens, slashes, brackets, quotes and middle dots, is a blank, except # % *
//   @; trade marks ™ ® vanish; a name that is nothing but punctuation keeps it;
// - "&" is "and"; runs of blanks and control characters are one space, none at the ends;
// - traditional Chinese characters as simplified ones (simplified.hpp).
//
//   fold_name("  ＡＬＩＢＡＢＡ-Cloud ")  == "alibaba cloud"
//   fold_name("Platform & Content")    == "platform and content"
//   fold_name("騰訊")                   == "腾讯"
//
// Takes any bytes: what is not UTF-8 becomes U+FFFD. fold_name(fold_name(x)) == fold_name(x).
std::string fold_name(std::string_view utf8);

}  // namespace reorg
