#include "core/question/names_said.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/names/fold.hpp"

namespace reorg::question {
namespace {

constexpr std::string_view key_mark = "key:";
constexpr std::size_t longest_scanned = 24;   // tokens of a name searched for without a pattern
constexpr std::size_t longest_adjoined = 16;  // tokens of "Alibaba CEO"
constexpr Kinds organizations{1U << static_cast<unsigned>(EntityKind::organization)};
constexpr Kinds posts{1U << static_cast<unsigned>(EntityKind::post)};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

std::string NamesSaid::text(std::size_t first, std::size_t last) const {
  if (first >= last) return {};
  const std::size_t begin = tokens_[first].begin;
  return std::string(sentence_.substr(begin, tokens_[last - 1].end - begin));
}

Kinds NamesSaid::kinds_of(std::size_t first, std::size_t last) {
  if (first >= last) return {};
  const std::size_t stretch = first * tokens_.size() + (last - 1);
  if (const auto found = known_.find(stretch); found != known_.end()) return found->second;
  Kinds kinds;
  if (++lookups_ <= most_lookups) {
    const std::string said = text(first, last);
    const bool is_key = said.starts_with(key_mark);
    const std::string folded = fold_name(is_key ? said.substr(key_mark.size()) : said);
    if (!folded.empty()) {
      for (const NameHit& hit : index_.exact(folded)) {
        if (!is_key || hit.aspect == "key") kinds.add(hit.kind);
      }
    }
  }
  known_.emplace(stretch, kinds);
  return kinds;
}

NameSaid NamesSaid::plain(std::size_t first, std::size_t last) {
  const auto made = [&](std::size_t from, std::size_t until, Kinds kinds) {
    NameSaid name{text(from, until), kinds, 0, until - from};
    for (std::size_t i = from; i < until; ++i) name.weight += tokens_[i].is_mark ? 0U : 1U;
    return name;
  };
  if (const Kinds kinds = kinds_of(first, last); !kinds.none()) return made(first, last, kinds);
  // Quotes around a name are not the name's.
  std::size_t from = first, until = last;
  while (from < until && tokens_[from].is_mark) ++from;
  while (until > from && tokens_[until - 1].is_mark) --until;
  if (from != first || until != last) {
    if (const Kinds kinds = kinds_of(from, until); !kinds.none()) return made(from, until, kinds);
  }
  if (from + 1 < until && tokens_[from].word == "the") {
    if (const Kinds kinds = kinds_of(from + 1, until); !kinds.none())
      return made(from + 1, until, kinds);
  }
  return made(from, until, {});
}

NameSaid NamesSaid::narrowed(std::size_t first, std::size_t last, Kinds wanted) {
  NameSaid best;
  const auto consider = [&](std::size_t whole_from, std::size_t whole_until, std::size_t part_from,
                            std::size_t part_until) {
    if (whole_from >= whole_until || part_from >= part_until) return;
    const NameSaid part = plain(part_from, part_until);
    if (!part.kinds.meets(wanted)) return;
    const NameSaid whole = plain(whole_from, whole_until);
    if (!whole.kinds.has(EntityKind::organization)) return;
    // Of two ways to cut, the one with the longer organization.
    if (!best.text.empty() && best.size >= whole.size) return;
    best = {whole.text + "/" + part.text, part.kinds, whole.weight + part.weight, whole.size};
  };
  for (std::size_t i = first + 1; i < last; ++i) {
    const std::string& word = tokens_[i].word;
    if (is_one_of(word, {"'s", "的", "'", "’"})) {
      consider(first, i, i + 1, last);
    } else if (is_one_of(word, {"of", "at", "in", "for"})) {
      consider(i + 1, last, first, i);
    }
    if (wanted.meets(posts) && last - first <= longest_adjoined) consider(first, i, i, last);
  }
  best.size = last - first;
  return best;
}

NameSaid NamesSaid::read(std::size_t first, std::size_t last, Kinds wanted) {
  NameSaid name = plain(first, last);
  if (!name.kinds.none()) return name;
  const Kinds narrowable{wanted.bits & (organizations.bits | posts.bits)};
  if (narrowable.none() || last - first < 2) return name;
  NameSaid within = narrowed(first, last, narrowable);
  return within.text.empty() ? name : within;
}

std::vector<NameSaid> NamesSaid::all_known() {
  std::vector<NameSaid> all;
  for (std::size_t first = 0; first < tokens_.size();) {
    std::size_t last = std::min(first + longest_scanned, tokens_.size());
    while (last > first && kinds_of(first, last).none()) --last;
    if (last > first) all.push_back(plain(first, last));
    first = std::max(last, first + 1);
  }
  return all;
}

}  // namespace reorg::question
