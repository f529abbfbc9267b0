#include "core/names/fold.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>

#include <utf8proc.h>

#include "core/names/letters.hpp"
#include "core/names/simplified.hpp"

namespace reorg {
namespace {

bool is_ascii(std::string_view s) {
  return std::all_of(s.begin(), s.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

void append(std::string& out, char32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const utf8proc_ssize_t n =
      utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
  out.append(bytes.begin(), bytes.begin() + n);
}

// Takes the first code point off; U+FFFD for a byte that is no UTF-8.
char32_t take(std::string_view& rest) {
  utf8proc_int32_t code = 0;
  const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                     static_cast<utf8proc_ssize_t>(rest.size()), &code);
  rest.remove_prefix(used > 0 ? static_cast<std::size_t>(used) : 1);
  return used > 0 ? static_cast<char32_t>(code) : U'\uFFFD';
}

// Writes words with one space between them and none at the ends.
class Words {
 public:
  void blank() { gap_ = true; }
  void put(char32_t code) {
    close_gap();
    if (code < 0x80)
      out_.push_back(static_cast<char>(code));
    else
      append(out_, code);
  }
  void put(char ascii) {
    close_gap();
    out_.push_back(ascii);
  }
  void put(std::string_view text) {
    close_gap();
    out_ += text;
  }
  std::string take() { return std::move(out_); }
  // What a table keeps of the beginning of a text, in one go: each character that is a letter in
  // it.
  std::size_t put_letters(std::string_view text, const std::array<char, 0x80>& folds) {
    std::array<char, 64> letters;
    std::size_t n = 0;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      const char fold = byte < folds.size() ? folds[byte] : '\0';
      if (n == letters.size() || fold <= ' ' || fold == '&') break;
      letters[n++] = fold;
    }
    if (n > 0) put(std::string_view(letters.data(), n));
    return n;
  }
  void reserve(std::size_t n) { out_.reserve(n); }

 private:
  void close_gap() {
    if (gap_ && !out_.empty()) out_.push_back(' ');
    gap_ = false;
  }
  std::string out_;
  bool gap_ = false;
};

void put_letter(Words& words, char32_t c) {
  switch (sort_of(c)) {
    case Sort::kept:
      words.put(c);
      return;
    case Sort::vanishing:
      return;
    case Sort::blank:
      words.blank();
      return;
    case Sort::ampersand:
      words.blank();
      words.put("and");
      words.blank();
  }
}

// What becomes of each ASCII character: one that is kept, or one of these three.
constexpr char vanishes = '\0', becomes_blank = ' ', becomes_and = '&';

std::array<char, 0x80> ascii_folds() {
  std::array<char, 0x80> folds{};
  for (char32_t c = 0; c < 0x80; ++c) {
    const char32_t small = c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
    const Sort sort = sort_of(small);
    folds.at(c) = sort == Sort::kept        ? static_cast<char>(small)
                  : sort == Sort::vanishing ? vanishes
                  : sort == Sort::blank     ? becomes_blank
                                            : becomes_and;
  }
  return folds;
}

void put_ascii(Words& words, char fold) {
  if (fold == becomes_and)
    put_letter(words, U'&');
  else if (fold == becomes_blank)
    words.blank();
  else if (fold != vanishes)
    words.put(fold);
}

// Most names: folded letter by letter, and once is enough. False when a character needs Unicode's
// tables.
bool fold_plainly(std::string_view s, Words& words) {
  static const std::array<char, 0x80> folds = ascii_folds();
  words.reserve(s.size());
  while (!s.empty()) {
    if (const auto byte = static_cast<unsigned char>(s.front()); byte < 0x80) {
      const std::size_t letters = words.put_letters(s, folds);
      if (letters == 0) put_ascii(words, folds[byte]);
      s.remove_prefix(std::max<std::size_t>(letters, 1));
      continue;
    }
    char32_t c = take(s);
    if (c >= U'！' && c <= U'～') c -= U'！' - U'!';  // full width
    if (is_ideograph(c))
      words.put(simplified(c));
    else if (c == U'·' || c == U'\u3000')
      words.blank();
    else if (c < 0x80)
      put_ascii(words, folds[c]);
    else
      return false;
  }
  return true;
}

std::string mapped(const std::string& s, int options) {
  utf8proc_uint8_t* made = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(s.data()),
                                 static_cast<utf8proc_ssize_t>(s.size()), &made,
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
  if (size < 0) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

// Valid UTF-8, taken apart into letters and marks, case folded, in compatibility form.
std::string taken_apart(std::string_view s) {
  std::string valid;
  valid.reserve(s.size());
  while (!s.empty()) {
    const char32_t c = take(s);
    const Sort sort = sort_of(c);
    if (sort == Sort::vanishing) continue;  // before ™ becomes "tm", or ´ a blank with a mark
    append(valid, sort == Sort::blank && (c < 0x100 || c == U'…') ? U' ' : c);
  }
  return mapped(valid, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

std::string fold_by_unicode(std::string_view s) {
  const std::string apart = taken_apart(s);
  Words words;
  words.reserve(apart.size());
  char32_t base = 0;
  for (std::string_view rest = apart; !rest.empty();) {
    const char32_t c = take(rest);
    if (is_diacritic(c) && sheds_diacritics(base)) continue;
    if (!is_diacritic(c)) base = c;
    if (const std::string_view plain = plain_letters(c); !plain.empty())
      words.put(plain);
    else
      put_letter(words, simplified(c));
  }
  std::string folded = words.take();
  return is_ascii(folded) ? folded : mapped(folded, UTF8PROC_COMPOSE);
}

std::string folded_once(std::string_view s) {
  Words words;
  return fold_plainly(s, words) ? words.take() : fold_by_unicode(s);
}

// What is nothing but punctuation: only its form is settled.
std::string fold_punctuation(std::string_view s) {
  std::string valid;
  while (!s.empty()) append(valid, take(s));
  const std::string form =
      mapped(valid, UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  Words words;
  for (std::string_view rest = form; !rest.empty();) {
    const char32_t c = take(rest);
    if (c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x2028 || c == 0x2029)
      words.blank();
    else
      words.put(c);
  }
  return words.take();
}

}  // namespace

std::string fold_name(std::string_view utf8) {
  Words words;
  if (fold_plainly(utf8, words)) {
    std::string folded = words.take();
    return folded.empty() ? fold_punctuation(utf8) : folded;
  }
  std::string folded = fold_by_unicode(utf8);
  // Folding case may undo the composed form, and what vanishes may bring a letter and a mark
  // together: again until nothing changes. Plain ASCII never does.
  for (int round = 0; round < 4 && !is_ascii(folded); ++round) {
    std::string again = folded_once(folded);
    if (again == folded) break;
    folded = std::move(again);
  }
  return folded.empty() ? fold_punctuation(utf8) : folded;
}

}  // namespace reorg
