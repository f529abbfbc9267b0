// Dates as they are said in a question, in English and Chinese.
//
//   on 2018-11-26 · in March 2018 · on 26 November 2018 · in Q3 2018 · 2018年9月30日 · yesterday
//   since D, D以来 → "D/.."      until D → "../D"      before D, D以前 → "../" and the day before D
//   after D, D以后 → the day after D and "/.."          between A and B, from A to B → "A/B"
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/model/day.hpp"
#include "core/question/tokens.hpp"

namespace reorg::question {

// What the tokens from one on, up to `end`, say of the time.
struct SaidDate {
  enum class Sort {
    date,
    no_such_date,  // it is meant to be a date, but there is none like it: see `trouble`
    not_a_date,    // something else stands where a date is expected
  };
  std::size_t end = 0;
  std::string edtf;  // "2018-11", "2018/2019", "../2018-11-25"
  Sort sort = Sort::date;
  std::string trouble = {};     // of no_such_date
  bool is_surely_meant = true;  // even without a preposition before it
};

// Every way to read a date at tokens[at], its preposition included ("in 2018", "2018"). Where a
// preposition is followed by what is no date up to the end of the sentence, one reading says so.
std::vector<SaidDate> dates_at(std::span<const Token> tokens, std::size_t at, Day today);

}  // namespace reorg::question
