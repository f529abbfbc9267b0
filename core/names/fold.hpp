// Names in the form in which they are compared and indexed.
#pragma once

#include <string>
#include <string_view>

namespace reorg {

// What two spellings of one name have in common: Unicode compatibility form (NFKC, which also
// settles full and half width), case folded, invisible characters dropped, dashes and quotes of
// every sort as ASCII has them, `&` as "and", runs of white space and control characters as one
// space, none at the ends. Accents stay: without them kana would change their sound.
//
//   fold_name("  ＡＬＩＢＡＢＡ Cloud ")  == "alibaba cloud"
//   fold_name("Platform & Content")    == "platform and content"
//
// Takes any bytes: what is not UTF-8 becomes U+FFFD. fold_name(fold_name(x)) == fold_name(x).
std::string fold_name(std::string_view utf8);

}  // namespace reorg
