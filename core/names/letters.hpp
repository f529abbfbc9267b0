// What folding makes of one character.
#pragma once

#include <string_view>

namespace reorg {

enum class Sort { kept, vanishing, blank, ampersand };
// Apostrophes and full stops vanish; blanks are white space, control characters and all other
// punctuation but # % * @.
Sort sort_of(char32_t);

// A mark written over or under a letter, in Unicode's blocks of combining diacritics.
bool is_diacritic(char32_t);
// Letters of which a diacritic is no part of the sound: Latin, Greek, Cyrillic.
bool sheds_diacritics(char32_t);

// The plain letters of a small letter that Unicode does not take apart ("ø" → "o", "œ" → "oe");
// empty for all others.
std::string_view plain_letters(char32_t);

// Scripts that write no spaces between words: a part of such a name is a word.
bool is_unspaced(char32_t);

}  // namespace reorg
