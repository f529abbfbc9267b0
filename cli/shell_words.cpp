#include "cli/shell_words.hpp"

namespace reorg::cli {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// What a backslash stands before as itself between double quotes.
bool is_special_in_double_quotes(char c) { return c == '"' || c == '\\' || c == '$' || c == '`'; }

}  // namespace

ShellWords shell_words(std::string_view line) {
  ShellWords result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (result.open == 0 && is_blank(c)) {
      result.at_word = false;
      continue;
    }
    if (!result.at_word) {
      if (c == '#') return result;
      result.words.emplace_back();
      result.at_word = true;
    }
    std::string& word = result.words.back();
    const bool last = i + 1 == line.size();
    if (result.open == '\'' ? c == '\'' : result.open == '"' && c == '"') {
      result.open = 0;
    } else if (result.open == 0 && (c == '\'' || c == '"')) {
      result.open = c;
    } else if (c == '\\' && !last && result.open != '\'' &&
               (result.open == 0 || is_special_in_double_quotes(line[i + 1]))) {
      word += line[++i];
    } else {
      word += c;
    }
  }
  return result;
}

bool needs_quotes(std::string_view word) {
  // { } and ~ also stand within words ("{a,b}", "x=~"), # and ^ do under zsh's extended_glob.
  constexpr std::string_view special = " \t\r\n'\"\\`$&;|()<>*?[]{}!#~^";
  // zsh takes what follows = for a command whose path is wanted.
  return word.empty() || word.front() == '=' ||
         word.find_first_of(special) != std::string_view::npos;
}

std::string in_single_quotes(std::string_view word) {
  std::string result = "'";
  for (const char c : word) {
    if (c == '\'')
      result += "'\\''";
    else
      result += c;
  }
  return result + "'";
}

}  // namespace reorg::cli
