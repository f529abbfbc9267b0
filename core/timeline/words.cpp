#include <array>

#include "core/timeline/spell.hpp"

namespace reorg {
namespace {

template <std::size_t N, class Enum>
std::string_view word_of(const std::array<std::string_view, N>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string_view word(Basis b) {
  static constexpr std::array<std::string_view, 3> words{"stated", "implied", "lifetime"};
  return word_of(words, b);
}

std::string_view word(EndKind k) {
  static constexpr std::array<std::string_view, 3> words{"date", "open", "unknown"};
  return word_of(words, k);
}

std::string_view word(Certainty c) {
  static constexpr std::array<std::string_view, 3> words{"no", "possible", "certain"};
  return word_of(words, c);
}

std::string_view word(Standing s) {
  static constexpr std::array<std::string_view, 3> words{"agreed", "disputed", "outranked"};
  return word_of(words, s);
}

}  // namespace reorg
