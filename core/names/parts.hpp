// The places within a name at which somebody may begin to type it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg {

// For each word of a folded name but the first, the name turned so that it begins there; for each
// character but the first of a word in a script without spaces, the word from there on:
//
//   parts_of("alibaba cloud group") == {"cloud group alibaba", "group alibaba cloud"}
//   parts_of("阿里云")               == {"里云"}
//
// In an index of such parts every word, a name with its words in another order, and a part of a
// Chinese name are beginnings. At most 64 bytes each, of the first 8 words and 16 characters;
// without repeats, in order; never the name itself.
std::vector<std::string> parts_of(std::string_view folded);

// The first text after all that begin so; empty if there is none.
std::string after_all_that_begin(std::string text);

}  // namespace reorg
