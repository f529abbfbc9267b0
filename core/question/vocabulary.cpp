#include "core/question/vocabulary.hpp"

#include <algorithm>

namespace reorg::question {

int Vocabulary::number(std::string_view word) const {
  const auto found = numbers_.find(std::string(word));
  return found == numbers_.end() ? none : found->second;
}

int Vocabulary::add(std::string_view word) {
  const auto [at, is_new] = numbers_.emplace(std::string(word), static_cast<int>(words_.size()));
  if (is_new) words_.emplace_back(word);
  return at->second;
}

void NumberSet::add(int n) {
  const auto at = static_cast<std::size_t>(n) / 64;
  if (at >= bits_.size()) bits_.resize(at + 1);
  bits_[at] |= 1ULL << (static_cast<std::size_t>(n) % 64);
}

bool NumberSet::meets(const NumberSet& other) const {
  for (std::size_t i = 0; i < std::min(bits_.size(), other.bits_.size()); ++i) {
    if ((bits_[i] & other.bits_[i]) != 0) return true;
  }
  return false;
}

void NumberSet::unite(const NumberSet& other) {
  bits_.resize(std::max(bits_.size(), other.bits_.size()));
  for (std::size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
}

std::vector<int> NumberSet::numbers() const {
  std::vector<int> all;
  for (int n = 0; n < static_cast<int>(bits_.size() * 64); ++n) {
    if (has(n)) all.push_back(n);
  }
  return all;
}

}  // namespace reorg::question
