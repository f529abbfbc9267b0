#include "core/names/closeness.hpp"

#include <algorithm>

#include <utf8proc.h>

#include "core/names/letters.hpp"

namespace reorg {
namespace {

// Longer texts are no names; comparing them would cost their length squared.
constexpr std::size_t longest_name = 200;

// What each sort of nearness costs at least: a misspelt whole is nearer than a beginning, that is
// nearer than words in common.
constexpr double for_order = 0.05, for_initials = 0.12;
constexpr double for_beginning = 0.15, for_cut_word = 0.25, for_part = 0.3, for_words = 0.25;
constexpr double too_far = 0.62;

double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<std::u32string> words_of(std::u32string_view text) {
  std::vector<std::u32string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(U' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

void better(std::optional<double>& best, double distance) {
  if (distance <= too_far && (!best || distance < *best)) best = distance;
}

// The share of its letters that a word differs by from the nearest of these; 1 = from all of them.
double word_distance(const std::u32string& word, const std::vector<std::u32string>& others) {
  const std::size_t allowed = forgiven(word.size());
  double nearest = 1;
  for (const std::u32string& other : others) {
    const std::size_t n = edits(word, other, allowed);
    if (n <= allowed) nearest = std::min(nearest, ratio(n, word.size()));
  }
  return nearest;
}

// Weighted by length, so that "of" and "group" count for less than "intelligence".
double words_distance(const std::vector<std::u32string>& words,
                      const std::vector<std::u32string>& in) {
  double sum = 0, letters = 0;
  for (const std::u32string& word : words) {
    const auto size = static_cast<double>(word.size());
    sum += size * word_distance(word, in);
    letters += size;
  }
  return letters > 0 ? sum / letters : 1;
}

// "j zhang" for "zhang jianfeng": as many words, some the same, the others single letters for words
// that begin so.
bool are_initials(const std::vector<std::u32string>& asked, std::vector<std::u32string> words) {
  if (asked.size() != words.size()) return false;
  std::u32string letters;
  for (const std::u32string& word : asked) {
    if (word.size() == 1 && !is_unspaced(word.front())) {
      letters += word;
    } else {
      const auto it = std::find(words.begin(), words.end(), word);
      if (it == words.end()) return false;
      words.erase(it);
    }
  }
  if (letters.empty() || letters.size() == asked.size()) return false;
  std::u32string firsts;
  for (const std::u32string& word : words) firsts += word.front();
  return std::is_permutation(letters.begin(), letters.end(), firsts.begin(), firsts.end());
}

}  // namespace

std::size_t forgiven(std::size_t length) {
  return length < 2 ? 0 : length < 6 ? 1 : length / 4 + 1;
}

std::u32string code_points(std::string_view folded) {
  std::u32string points;
  while (!folded.empty()) {
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(folded.data()),
                                       static_cast<utf8proc_ssize_t>(folded.size()), &code);
    points.push_back(used > 0 ? static_cast<char32_t>(code) : U'\uFFFD');
    folded.remove_prefix(used > 0 ? static_cast<std::size_t>(used) : 1);
  }
  return points;
}

std::size_t edits(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, changed});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
      least = std::min(least, now[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, now);
  }
  return std::min(last[b.size()], limit + 1);
}

Asked::Asked(std::string_view folded) : text_(code_points(folded)), words_(words_of(text_)) {}

std::optional<double> Asked::distance(std::string_view folded) const {
  std::optional<double> best;
  // A code point takes up to four bytes: this spares decoding a megabyte to see that it is long.
  if (folded.size() > 4 * longest_name || text_.empty() || text_.size() > longest_name) return best;
  const std::u32string name = code_points(folded);
  const std::size_t longer = std::max(name.size(), text_.size());
  if (name.empty() || longer > longest_name) return best;

  const std::size_t allowed = forgiven(longer);
  const std::size_t n = edits(text_, name, allowed);
  if (n <= allowed) better(best, ratio(n, longer));

  const double unasked = 1 - ratio(std::min(name.size(), text_.size()), longer);
  const bool longer_name = name.size() > text_.size();
  const std::u32string_view part = longer_name ? text_ : name, whole = longer_name ? name : text_;
  if (part.size() > 1 || is_unspaced(part.front())) {
    const bool whole_words =
        whole.size() == part.size() || is_unspaced(part.back()) || whole[part.size()] == U' ';
    if (whole.starts_with(part))
      better(best, (whole_words ? for_beginning : for_cut_word) + for_beginning * unasked);
    const bool inside = is_unspaced(part.front()) && whole.find(part) != std::u32string_view::npos;
    if (inside) better(best, for_part + for_part * unasked);
  }

  const std::vector<std::u32string> words = words_of(name);
  if (words.size() > 1 && words.size() == words_.size() &&
      std::is_permutation(words.begin(), words.end(), words_.begin()))
    better(best, for_order);
  if (are_initials(words_, words)) better(best, for_initials);
  const double there = words_distance(words_, words), back = words_distance(words, words_);
  // All words asked for stand in the name, or the whole name in what was asked.
  const double nearest = std::min(there + 0.2 * back, back + 0.2 * there);
  better(best, for_words + nearest);
  return best;
}

double Asked::worst_word(std::string_view folded) const {
  const std::vector<std::u32string> words = words_of(code_points(folded));
  double worst = 0;
  for (const std::u32string& word : words_) {
    double nearest = 1;
    for (const std::u32string& other : words) {
      const bool initial = word.size() == 1 && other.front() == word.front();
      const std::size_t longer = std::max(word.size(), other.size());
      nearest = std::min(nearest, initial ? 0 : ratio(edits(word, other, longer), longer));
    }
    worst = std::max(worst, nearest);
  }
  return worst;
}

}  // namespace reorg
