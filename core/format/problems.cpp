#include "core/format/problems.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/model/shown_text.hpp"

namespace reorg::format {
namespace {

// Edits (a letter put in, left out, changed, or two swapped) that lead from one word to the other;
// `limit` + 1 as soon as it is clear that there are more.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.size()];
}

template <class Words>
std::string nearest(std::string_view wrong, const Words& words) {
  constexpr std::size_t too_long = 100;
  if (wrong.empty() || wrong.size() > too_long) return "";
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, wrong.size() / 3) + 1;
  for (const std::string_view word : words) {
    const std::size_t d = distance(wrong, word, best_distance - 1);
    if (d >= best_distance) continue;
    best = word;
    best_distance = d;
    if (d == 0) break;
  }
  return best.empty() ? "" : "; did you mean " + quoted(best) + "?";
}

}  // namespace

void Problems::throw_if_any() {
  if (!list_.empty()) throw BadInput(std::move(list_));
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> words) {
  return nearest(wrong, words);
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string> words) {
  return nearest(wrong, words);
}

std::string listed(std::span<const std::string_view> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : std::string_view(", ");
    text += words[i];
  }
  return text;
}

std::string shown(const Place& place) {
  if (place.line == 0) return place.file;
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string quoted(std::string_view text) { return "'" + reorg::shown(text) + "'"; }

}  // namespace reorg::format
