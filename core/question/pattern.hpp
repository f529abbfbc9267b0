// The notation in which wordings are written, and the small machine each becomes.
//
//   who runs {org}                words, and a slot for a name or a value
//   (posts|jobs)  [ever]          alternatives; what may be left out
//   run*  run*s  run*ed  run*ing  a verb in any form, shown as base, third person, participle, -ing
//   be*                           is, are, was, were, been …
//   $RUNS                         a fragment that several wordings share (templates.cpp)
//   WHEN                          a date with its preposition (dates.hpp)
//   谁负责{org}                    every character is a word
//
// Every wording may begin or end with a date, without saying so.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <stdexcept>
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

// A pattern as it is written, and as questions are made from it.
struct Part {
  enum class Sort { words, sequence, choice, optional, slot, when };
  Sort sort = Sort::sequence;
  NumberSet words;          // any of them
  std::string text;         // words: as shown; slot: its name
  std::vector<Part> parts;  // sequence, choice; optional: the one
};

using Fragments = std::map<std::string, std::string, std::less<>>;

struct BadPattern : std::logic_error {
  using std::logic_error::logic_error;
};

// Throws BadPattern.
Part read_pattern(std::string_view pattern, const Fragments&, Vocabulary&);

// The pattern in plain words: its first alternatives, nothing that may be left out, and whatever
// `fill` says for a slot.
std::string in_words(const Part&, const std::function<std::string(const std::string&)>& fill);

// A state waits for a word, for a slot's words or for a date, and then there is one next; a fork
// has several. States have no cycles, so a sentence of n tokens ends.
struct State {
  enum class Sort { words, slot, when, fork, accept };
  Sort sort = Sort::accept;
  NumberSet words;
  std::string slot;
  std::vector<std::size_t> next;
};

struct Machine {
  std::vector<State> states;
  std::size_t start = 0;
  std::vector<NumberSet> needs;  // no sentence matches without a word of each
};

// With a date allowed before and behind.
Machine machine_of(const Part&);

}  // namespace reorg::question
