// How near one folded name comes to another.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reorg {

// One code point each; requires valid UTF-8, which folded names are.
std::u32string code_points(std::string_view folded);

// How many edits are forgiven in a text of this length: none in one character, one in two to five,
// then one more for each four.
std::size_t forgiven(std::size_t length);

// Damerau-Levenshtein (optimal string alignment): insertions, deletions, substitutions and swaps of
// neighbours that turn one into the other; more than `limit` comes back as limit + 1.
std::size_t edits(std::u32string_view a, std::u32string_view b, std::size_t limit);

// A name that was asked for, ready to be compared with many.
class Asked {
 public:
  explicit Asked(std::string_view folded);

  // 0 for the same name, growing with the difference; nothing when the two have too little in
  // common to suggest the one for the other. By the nearest of: the whole misspelt (the share of
  // its letters that differ); the same words in another order (0.05); initials for some of the
  // words (0.12); the beginning of the other (from 0.15, within a word
  // from 0.25); words of the other, each perhaps misspelt
  // (from 0.25); a part of a name written without spaces (from 0.3).
  std::optional<double> distance(std::string_view folded) const;
  // The share of letters (of the longer one's) by which the worst of the words asked for differs
  // from the nearest word of this name; 0 for an initial, 1 for a word like none.
  double worst_word(std::string_view folded) const;

 private:
  std::u32string text_;
  std::vector<std::u32string> words_;
};

}  // namespace reorg
