// The notation in which wordings are written.
//
//   who runs {org}                words, and a slot for a name or a value
//   (posts|jobs)  [ever]          alternatives; what may be left out
//   run*  run*s  run*ed  run*ing  a verb in any form, shown as base, third person, participle, -ing
//   be*                           is, are, was, were, been …
//   $RUNS                         a fragment that several wordings share (wordings.cpp)
//   WHEN                          a date with its preposition (dates.hpp)
//   谁负责{org}                    every character is a word
//
// Every wording may begin or end with a date, without saying so.
#pragma once

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/question/tokens.hpp"
#include "core/question/vocabulary.hpp"

namespace reorg::question {

// A pattern as it is written, and as questions are made from it.
struct Part {
  enum class Sort { words, sequence, choice, optional, slot, when };
  Sort sort = Sort::sequence;
  NumberSet words;          // any of them
  std::string text;         // words: as shown; slot: its name
  std::vector<Part> parts;  // sequence, choice; optional: the one
};

// "$RUNS" in a pattern stands for the pattern of the fragment called RUNS.
struct Fragment {
  std::string_view name;
  std::string_view pattern;
};

struct BadPattern : std::logic_error {
  using std::logic_error::logic_error;
};

// Throws BadPattern.
Part read_pattern(std::string_view pattern, std::span<const Fragment>, Vocabulary&);

// Asks of pattern after pattern whether a sentence of these words may fit it: false if a word is
// missing that the pattern cannot do without. Costs far less than to read the pattern for a
// machine. The words must outlive the answer; throws BadPattern.
std::function<bool(std::string_view pattern)> may_fit(std::span<const Token> sentence,
                                                      std::span<const Fragment>);

// The pattern in plain words: its first alternatives, nothing that may be left out, and whatever
// `fill` says for a slot.
std::string in_words(const Part&, const std::function<std::string(const std::string&)>& fill);

}  // namespace reorg::question
