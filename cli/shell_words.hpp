// A line as a shell would split it into words; and words as they must stand on such a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg::cli {

//   shell_words("overseers 'Alibaba Cloud' --as-of 2018  # a unit").words
//     → "overseers", "Alibaba Cloud", "--as-of", "2018"
struct ShellWords {
  std::vector<std::string> words;
  char open = 0;         // the quote that is never closed, whose word is the last; 0: none
  bool at_word = false;  // the line ends within its last word, so more letters would belong to it
};

// Reads blanks, both quotes, backslashes and comments; nothing is expanded. Takes any bytes.
ShellWords shell_words(std::string_view line);

// Whether bash or zsh, with any of their usual options, would read more into the word than its
// letters: blanks and quotes, and what expands, matches files, recalls lines, comments or joins
// commands. So would they of an empty word, which they would not see.
bool needs_quotes(std::string_view word);

// The word in single quotes.
std::string in_single_quotes(std::string_view word);

}  // namespace reorg::cli
