// Misspelt texts in a sorted index.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/names/name_index.hpp"

namespace reorg {

// Texts of a shelf that are within `allowed` edits (Damerau-Levenshtein, closeness.hpp) of this
// one, as a whole or up to the end of a word.
//
// The sorted shelf is walked as if it were a tree of characters, going down only where the edits so
// far allow it and jumping over the rest with one look-up each: a Levenshtein automaton intersected
// with an index (Schulz and Mihov, "Fast string correction with Levenshtein automata", 2002). How
// many look-ups that takes depends on the length of the text and on how many different characters
// follow one another in names, hardly on how many names there are; it gives up after 6,000. To keep
// it so, at most one of the edits may be in the first three characters, a text without Chinese
// characters is only compared with such, and of a Chinese one the first character must be right or
// be left out.
std::vector<std::string> texts_within(const NameIndex&, NameIndex::Shelf, std::u32string_view asked,
                                      std::size_t allowed);

}  // namespace reorg
