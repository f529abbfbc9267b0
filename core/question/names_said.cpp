#include "core/question/names_said.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/names/fold.hpp"

namespace reorg::question {
namespace {

constexpr std::string_view key_mark = "key:";
constexpr std::size_t longest_scanned = 24;   // tokens of a name searched for without a pattern
constexpr std::size_t longest_adjoined = 16;  // tokens of "Alibaba CEO", "CMO of Alibaba"
constexpr Kinds organizations{1U << static_cast<unsigned>(EntityKind::organization)};
constexpr Kinds posts{1U << static_cast<unsigned>(EntityKind::post)};

// What joins a name to the one that it narrows.
constexpr std::array<std::string_view, 4> possessives{"'s", "的", "'", "’"};
constexpr std::array<std::string_view, 4> prepositions{"of", "at", "in", "for"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
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
    if (is_one_of(word, possessives)) {
      consider(first, i, i + 1, last);
    } else if (is_one_of(word, prepositions)) {
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
  if (!within.text.empty()) return within;
  if (std::string title = wanted.bits == posts.bits ? title_in(first, last) : ""; !title.empty())
    name.text = std::move(title);
  return name;
}

std::string NamesSaid::title_in(std::size_t first, std::size_t last) {
  if (last - first > longest_adjoined) return {};
  const auto title = [&](std::size_t from, std::size_t until) {
    while (from < until && (tokens_[from].is_mark || tokens_[from].word == "the")) ++from;
    return plain(from, until).text;
  };
  for (std::size_t i = first + 1; i + 1 < last; ++i) {
    const std::string& word = tokens_[i].word;
    const bool before = is_one_of(word, possessives);
    if (!before && !is_one_of(word, prepositions)) continue;
    const NameSaid whole = before ? plain(first, i) : plain(i + 1, last);
    const std::string part = before ? title(i + 1, last) : title(first, i);
    if (whole.kinds.has(EntityKind::organization) && !part.empty()) return whole.text + "/" + part;
  }
  return {};
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
