// How near one folded name comes to another.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reorg {

// One code point each; requires valid UTF-8, which folded names are.
std::u32string code_points(std::string_view folded);

// Damerau-Levenshtein (optimal string alignment): insertions, deletions, substitutions and swaps of
// neighbours that turn one into the other; more than `limit` comes back as limit + 1.
std::size_t edits(std::u32string_view a, std::u32string_view b, std::size_t limit);

// A name that was asked for, ready to be compared with many.
class Asked {
 public:
  explicit Asked(std::string_view folded);

  // 0 for the same name, growing with the difference; nothing when the two have too little in
  // common to suggest the one for the other. By the nearest of: the whole misspelt; the beginning
  // of the other; words of the other, each perhaps misspelt; a part of a name written without
  // spaces.
  std::optional<double> distance(std::string_view folded) const;

 private:
  std::u32string text_;
  std::vector<std::u32string> words_;
};

}  // namespace reorg
