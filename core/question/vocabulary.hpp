// The words of the grammar, and sets of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reorg::question {

// Every word that any pattern holds has a number.
class Vocabulary {
 public:
  static constexpr int none = -1;
  int number(std::string_view word) const;
  int add(std::string_view word);
  const std::string& word(int number) const { return words_[static_cast<std::size_t>(number)]; }

 private:
  std::unordered_map<std::string, int> numbers_;
  std::vector<std::string> words_;
};

// A set of small numbers.
class NumberSet {
 public:
  void add(int n);
  bool has(int n) const {
    const auto at = static_cast<std::size_t>(n) / 64;
    return n >= 0 && at < bits_.size() &&
           ((bits_[at] >> (static_cast<std::size_t>(n) % 64)) & 1U) != 0;
  }
  bool meets(const NumberSet&) const;
  void unite(const NumberSet&);
  std::vector<int> numbers() const;
  friend bool operator==(const NumberSet&, const NumberSet&) = default;

 private:
  std::vector<unsigned long long> bits_;
};

}  // namespace reorg::question
