// The names in a sentence: which stretches of its words are names, and of what.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/names/name_index.hpp"
#include "core/question/tokens.hpp"

namespace reorg::question {

// A set of EntityKind.
struct Kinds {
  unsigned bits = 0;
  constexpr void add(EntityKind k) { bits |= 1U << static_cast<unsigned>(k); }
  constexpr bool has(EntityKind k) const { return ((bits >> static_cast<unsigned>(k)) & 1U) != 0; }
  constexpr bool meets(Kinds other) const { return (bits & other.bits) != 0; }
  constexpr bool none() const { return bits == 0; }
};

struct NameSaid {
  std::string text;        // to be passed on: "Alibaba Cloud", "Alibaba/CEO"
  Kinds kinds;             // of all who bear it; none: nobody does
  std::size_t weight = 0;  // words, without marks and "the"
  std::size_t size = 0;    // tokens
};

// Looks each stretch of one sentence up once, and no more than `most_lookups` in all.
class NamesSaid {
 public:
  static constexpr std::size_t most_lookups = 600;

  NamesSaid(std::string_view sentence, std::span<const Token> tokens, const NameIndex& index)
      : sentence_(sentence), tokens_(tokens), index_(index) {}

  // The name that tokens [first, last) are, where something of `wanted` kinds is asked for: as they
  // stand; without "the"; or one that another narrows ("the CEO of Alibaba", "Alibaba's CEO",
  // 阿里巴巴的首席执行官). Without kinds when nobody is called so; "the CMO of Alibaba" is still
  // "Alibaba/CMO" where only a post will do.
  NameSaid read(std::size_t first, std::size_t last, Kinds wanted);

  // The longest stretches that are names, from the left, none overlapping.
  std::vector<NameSaid> all_known();

  bool has_given_up() const { return lookups_ > most_lookups; }

 private:
  Kinds kinds_of(std::size_t first, std::size_t last);
  NameSaid plain(std::size_t first, std::size_t last);
  NameSaid narrowed(std::size_t first, std::size_t last, Kinds wanted);
  // "ORG/TITLE" of a title that nobody bears, in a known organization; else empty.
  std::string title_in(std::size_t first, std::size_t last);
  std::string text(std::size_t first, std::size_t last) const;

  std::string_view sentence_;
  std::span<const Token> tokens_;
  const NameIndex& index_;
  std::unordered_map<std::size_t, Kinds> known_;
  std::size_t lookups_ = 0;
};

}  // namespace reorg::question
