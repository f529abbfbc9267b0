#include "core/names/slips.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include <utf8proc.h>

#include "core/names/closeness.hpp"
#include "core/names/letters.hpp"

namespace reorg {
namespace {

constexpr std::size_t most_lookups = 6'000, most_texts = 300, most_of_a_beginning = 8;
constexpr char32_t first_unspaced = 0x2E80;

std::string utf8(std::u32string_view points) {
  std::string text;
  for (const char32_t c : points) {
    utf8proc_uint8_t bytes[4];
    const auto n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
    text.append(bytes, bytes + n);
  }
  return text;
}

class Walk {
 public:
  Walk(const NameIndex& index, NameIndex::Shelf shelf, std::u32string_view asked,
       std::size_t allowed)
      : index_(index),
        shelf_(shelf),
        asked_(asked),
        allowed_(allowed),
        spaced_(std::none_of(asked.begin(), asked.end(), is_unspaced)) {
    std::vector<std::size_t> first(asked.size() + 1);
    for (std::size_t j = 0; j < first.size(); ++j) first[j] = j;
    rows_.push_back(std::move(first));
  }

  std::vector<std::string> texts() {
    std::optional<std::u32string> at = after(0, U' ');
    while (at && lookups_++ < most_lookups && found_.size() < most_texts) {
      const auto text = index_.next(shelf_, utf8(*at));
      if (!text) break;
      at = visit(*text);
    }
    return std::move(found_);
  }

 private:
  // Goes down along this text as far as the edits allow. Where to look next.
  std::optional<std::u32string> visit(const std::string& text) {
    const std::u32string points = code_points(text);
    const auto [same, _] = std::mismatch(points.begin(), points.end(), path_.begin(), path_.end());
    std::size_t depth = static_cast<std::size_t>(same - points.begin());
    path_ = points;
    rows_.resize(std::min(rows_.size(), depth + 1));
    depth = rows_.size() - 1;
    for (; depth < points.size(); ++depth) {
      if (points[depth] == U' ' && fits(depth) && !accept(text, points.substr(0, depth)))
        return after(depth, U' ' + 1);
      add_row(points, depth);
      if (!viable(depth + 1)) return after(depth, points[depth] + 1);
    }
    if (fits(depth)) accept(text, points);
    return after(depth, U' ');
  }

  // The whole text asked for has been met, with edits to spare.
  bool fits(std::size_t depth) const { return rows_[depth].back() <= allowed_; }

  // False when enough with this beginning have been found.
  bool accept(const std::string& text, std::u32string beginning) {
    if (found_.empty() || found_.back() != text) found_.push_back(text);
    if (beginning != beginning_) {
      beginning_ = std::move(beginning);
      of_beginning_ = 0;
    }
    return ++of_beginning_ < most_of_a_beginning;
  }

  std::size_t allowed_at(std::size_t depth) const {
    return depth <= 3 ? std::min<std::size_t>(allowed_, 1) : allowed_;
  }
  bool viable(std::size_t depth) const {
    return *std::min_element(rows_[depth].begin(), rows_[depth].end()) <= allowed_at(depth);
  }

  void add_row(const std::u32string& points, std::size_t depth) {
    const std::vector<std::size_t>& last = rows_[depth];
    std::vector<std::size_t> now(last.size());
    now[0] = depth + 1;
    for (std::size_t j = 1; j < last.size(); ++j) {
      const bool same = points[depth] == asked_[j - 1];
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      const bool swapped = depth > 0 && j > 1 && points[depth] == asked_[j - 2] &&
                           points[depth - 1] == asked_[j - 1];
      if (swapped) now[j] = std::min(now[j], rows_[depth - 1][j - 2] + 1);
    }
    rows_.push_back(std::move(now));
  }

  // The least text worth looking for that shares the path up to `depth` and goes on with `least` or
  // a greater character; nothing when the walk is over.
  std::optional<std::u32string> after(std::size_t depth, char32_t least) const {
    while (true) {
      if (const auto c = next_character(depth, least)) return std::u32string(path_, 0, depth) + *c;
      if (depth == 0) return {};
      --depth;
      least = path_[depth] + 1;
    }
  }

  std::optional<char32_t> next_character(std::size_t depth, char32_t least) const {
    if (least >= 0xD800 && least < 0xE000) least = 0xE000;
    const std::vector<std::size_t>& row = rows_[depth];
    const std::size_t spare = allowed_at(depth + 1);
    const bool any =
        (depth > 0 || spaced_) && *std::min_element(row.begin(), row.end()) + 1 <= spare;
    if (any) return spaced_ && least >= first_unspaced ? std::nullopt : std::optional(least);
    std::optional<char32_t> best;
    for (std::size_t j = 0; j < asked_.size(); ++j) {
      const bool reachable = row[j] <= spare;
      if (reachable && asked_[j] >= least && (!best || asked_[j] < *best)) best = asked_[j];
    }
    // Behind the whole of it a further word may follow.
    if (row.back() <= allowed_ && least <= U' ') best = U' ';
    return best;
  }

  const NameIndex& index_;
  NameIndex::Shelf shelf_;
  std::u32string_view asked_;
  std::size_t allowed_;
  bool spaced_;
  std::u32string path_;
  std::vector<std::vector<std::size_t>> rows_;  // of the path, by depth: edits to each beginning
  std::vector<std::string> found_;
  std::u32string beginning_;
  std::size_t of_beginning_ = 0;
  std::size_t lookups_ = 0;
};

}  // namespace

std::vector<std::string> texts_within(const NameIndex& index, NameIndex::Shelf shelf,
                                      std::u32string_view asked, std::size_t allowed) {
  if (asked.empty()) return {};
  return Walk(index, shelf, asked, allowed).texts();
}

}  // namespace reorg
