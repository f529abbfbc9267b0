// A sentence cut into what the grammar of questions compares.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reorg::question {

// A word between blanks, without the punctuation at its ends; one character of a script written
// without blanks (Han, kana); one punctuation mark; or a possessive "'s".
struct Token {
  std::size_t begin = 0, end = 0;  // bytes of the sentence
  std::string word;                // folded, as the patterns are
  bool is_mark = false;            // punctuation at the end of a word, or in full width
};

// Takes any bytes. Every byte that is no blank lies in exactly one token.
//
//   "Who ran Alibaba's cloud?"  →  who · ran · alibaba · 's · cloud · ?
//   "腾讯2018年改了什么"          →  腾 · 讯 · 2018 · 年 · 改 · 了 · 什 · 么
std::vector<Token> tokens_of(std::string_view sentence);

// Whether nothing would be lost without it: closing punctuation, commas, quotes.
bool is_silent(const Token&);

// Han or kana: written without blanks between words.
bool is_unspaced(char32_t);
bool begins_unspaced(std::string_view);
bool ends_unspaced(std::string_view);

// Joined by blanks, but not beside a character of a script without them.
std::string spaced(const std::vector<std::string>& words);

}  // namespace reorg::question
