#include "core/question/tokens.hpp"

#include <algorithm>
#include <string>

#include "core/model/shown_text.hpp"
#include "core/names/fold.hpp"

namespace reorg::question {
namespace {

constexpr std::u32string_view opening = U"'\"([“‘«„";
constexpr std::u32string_view closing = U"'\".,;:?!)]”’»…";
constexpr std::u32string_view wide_marks = U"，。？！、；：（）「」『』《》〈〉【】“”‘’…·";

bool is_blank(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x2069) || c == 0x3000 || c == 0xFEFF;
}

bool is_one_of(char32_t c, std::u32string_view list) {
  return list.find(c) != std::u32string_view::npos;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// A name may fold to nothing where a word must not.
std::string folded(std::string_view text) {
  if (is_ascii(text)) {
    std::string lower(text);
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
  }
  std::string word = fold_name(text);
  return word.empty() ? std::string(text) : word;
}

struct Sign {
  std::size_t begin, size;
  char32_t code;
};

// Cuts one run between blanks.
class Cutter {
 public:
  Cutter(std::string_view sentence, std::vector<Token>& out) : sentence_(sentence), out_(out) {}

  void add(const Sign& sign) {
    if (is_blank(sign.code)) {
      flush();
    } else if (is_unspaced(sign.code)) {
      flush();
      put(sign.begin, sign.begin + sign.size, false);
    } else if (is_one_of(sign.code, wide_marks) && !is_apostrophe(sign)) {
      flush();
      put(sign.begin, sign.begin + sign.size, true);
    } else {
      run_.push_back(sign);
    }
  }

  void flush() {
    std::size_t first = 0, last = run_.size();
    while (last > first && is_one_of(run_[last - 1].code, closing) && !is_set(first, last) &&
           !text(first, last).ends_with("/..")) {
      --last;
    }
    while (first < last && is_one_of(run_[first].code, opening) && !is_set(first, last)) ++first;
    for (std::size_t i = 0; i < first; ++i) put_mark(i);
    put_word(first, last);
    for (std::size_t i = last; i < run_.size(); ++i) put_mark(i);
    run_.clear();
  }

 private:
  // The apostrophe of "Alibaba’s" is also a quote.
  bool is_apostrophe(const Sign& sign) const { return sign.code == U'’' && !run_.empty(); }
  // An EDTF set, [2018-11-26..2018-12-02], is one word.
  bool is_set(std::size_t first, std::size_t last) const {
    const std::string_view word = text(first, last);
    return word.starts_with('[') && word.ends_with(']');
  }
  std::string_view text(std::size_t first, std::size_t last) const {
    if (first >= last) return {};
    const std::size_t begin = run_[first].begin;
    return sentence_.substr(begin, run_[last - 1].begin + run_[last - 1].size - begin);
  }
  void put_mark(std::size_t i) { put(run_[i].begin, run_[i].begin + run_[i].size, true); }

  void put_word(std::size_t first, std::size_t last) {
    if (first >= last) return;
    const bool possessive = last - first > 2 &&
                            (run_[last - 1].code == U's' || run_[last - 1].code == U'S') &&
                            (run_[last - 2].code == U'\'' || run_[last - 2].code == U'’');
    const std::size_t end = run_[last - 1].begin + run_[last - 1].size;
    if (!possessive) return put(run_[first].begin, end, false);
    put(run_[first].begin, run_[last - 2].begin, false);
    out_.push_back({run_[last - 2].begin, end, "'s", false});
  }
  void put(std::size_t begin, std::size_t end, bool is_mark) {
    out_.push_back({begin, end, folded(sentence_.substr(begin, end - begin)), is_mark});
  }

  std::string_view sentence_;
  std::vector<Token>& out_;
  std::vector<Sign> run_;
};

}  // namespace

bool is_unspaced(char32_t c) {
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3005 && c <= 0x3007);
}

bool begins_unspaced(std::string_view text) {
  return !text.empty() && !is_ascii(text.substr(0, 1)) && is_unspaced(first_character(text).code);
}

bool ends_unspaced(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80) --at;
  return at > 0 && begins_unspaced(text.substr(at - 1));
}

bool is_silent(const Token& token) { return token.is_mark; }

std::vector<Token> tokens_of(std::string_view sentence) {
  std::vector<Token> tokens;
  Cutter cutter(sentence, tokens);
  for (std::size_t at = 0; at < sentence.size();) {
    const Character c = first_character(sentence.substr(at));
    cutter.add({at, c.size, c.valid ? c.code : U'\uFFFD'});
    at += c.size;
  }
  cutter.flush();
  return tokens;
}

std::string spaced(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    const bool tight = result.empty() || word.starts_with("'s") ||
                       (ends_unspaced(result) && begins_unspaced(word));
    result += (tight ? "" : " ") + word;
  }
  return result;
}

}  // namespace reorg::question
