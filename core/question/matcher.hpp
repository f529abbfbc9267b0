// Every way in which a sentence fits the grammar, the best of them, and how far the others came.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/question/dates.hpp"
#include "core/question/names_said.hpp"
#include "core/question/question.hpp"
#include "core/question/templates.hpp"
#include "core/question/tokens.hpp"

namespace reorg::question {

// How good a reading is: the first number that differs decides, less is better. So names come first
// (R19): a reading of known names before one of unknown ones; then names of the kind that is asked
// for; then the longer names; then the longer dates.
struct Score {
  int unknown = 0;        // names that nobody bears
  int not_dates = 0;      // words where a date is expected
  int unknown_words = 0;  // in names and classifications that are not known
  int no_such_dates = 0;  // "2018-02-30"
  int wrong_kind = 0;     // names borne by others than are asked for
  int known_words = 0;    // counted below zero
  int marks = 0;          // punctuation taken into names
  int date_words = 0;     // counted below zero
  int broad = 0;          // slots that anything fits
  friend auto operator<=>(const Score&, const Score&) = default;
  // Nothing in the sentence is in doubt, so that another reading as good as this is one too many.
  bool is_sure() const { return unknown + not_dates + no_such_dates + wrong_kind == 0; }
};

struct Reading {
  Query query;
  Score score;
  std::string trouble;  // with a date or a share
  const Template* wording = nullptr;
  std::map<std::string, std::string> values;  // of its slots
};

// What a sentence amounts to.
struct Match {
  std::vector<Reading> best;   // all of the same score, in the order of the table; may be empty
  std::size_t understood = 0;  // tokens up to which some wording came
  bool has_given_up = false;   // too many ways to read it
};

struct Sentence {
  std::string_view text;
  std::span<const Token> tokens;
  Day today;
};

Match match(const Grammar&, const Sentence&, NamesSaid&);

// The same for a sentence that nothing matches: every wording is tried, to see how far they come.
Match match_as_far_as_possible(const Grammar&, const Sentence&, NamesSaid&);

}  // namespace reorg::question
