// One date as it is said, without a preposition.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/model/day.hpp"
#include "core/question/tokens.hpp"

namespace reorg::question {

struct SingleDate {
  std::size_t end = 0;
  std::string edtf;
  std::string trouble = {};     // what is wrong, if it is no date
  bool is_surely_meant = true;  // with trouble: it looks like a date and nothing else
  // "26 November" and "9月30日" leave the year to the other end of a stretch.
  int year = 0, month = 0, day = 0;
};

// Every way to read a date at tokens[at]: "2018-11", "March 2018", "26 November 2018", "November
// 26, 2018", "Q3 2018", "2018年9月30日", "yesterday", "last year".
std::vector<SingleDate> single_dates(std::span<const Token> tokens, std::size_t at, Day today);

// Two ends of a stretch, where one may have the other's year or month: "between 26 and 30 November
// 2018", "2018年9月到10月". Nothing if there is not enough to tell both.
std::optional<std::pair<SingleDate, SingleDate>> completed(SingleDate from, SingleDate until);

}  // namespace reorg::question
