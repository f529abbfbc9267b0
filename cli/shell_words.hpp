// A line as a shell would split it into words. The other way round is command_line() (session.hpp).
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

}  // namespace reorg::cli
