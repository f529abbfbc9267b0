// The small machine that a wording becomes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/question/pattern.hpp"
#include "core/question/vocabulary.hpp"

namespace reorg::question {

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
