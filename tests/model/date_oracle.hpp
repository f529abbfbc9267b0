// The days a date text admits, found by looking at every day as text. Slow, and written without a
// glance at the parser, so that each can be checked against the other.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>

#include "core/model/day.hpp"

namespace reorg::tests {

struct AdmittedDays {
  Day earliest = after_all;
  Day latest = before_all;
  int count = 0;

  void add(Day d) {
    earliest = std::min(earliest, d);
    latest = std::max(latest, d);
    ++count;
  }
  bool is_one_stretch() const { return count == latest - earliest + 1; }
};

inline Day day_from(std::chrono::sys_days d) {
  return Day{static_cast<std::int32_t>(d.time_since_epoch().count())};
}

// Calls `visit(year_month_day, Day)` for every day of the years, as far as they lie in 0001-9999.
template <typename Visit>
void for_each_day(int first_year, int last_year, Visit visit) {
  using namespace std::chrono;
  const sys_days begin = year{std::max(first_year, 1)} / 1 / 1;
  const sys_days last = year{std::min(last_year, 9999)} / 12 / 31;
  for (sys_days d = begin; d <= last; d += days{1}) visit(year_month_day{d}, day_from(d));
}

inline std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - digits.size(), '0') + digits;
}

inline int month_number(std::chrono::year_month_day d) {
  return static_cast<int>(unsigned{d.month()});
}

inline std::string as_text(std::chrono::year_month_day d) {
  return padded(int{d.year()}, 4) + "-" + padded(month_number(d), 2) + "-" +
         padded(static_cast<int>(unsigned{d.day()}), 2);
}

// "X" is any digit, and what is not written is unknown: 2018-1X is 2018-1X-XX.
inline bool matches(std::string pattern, const std::string& day) {
  while (pattern.size() < day.size()) pattern += "-XX";
  return std::equal(pattern.begin(), pattern.end(), day.begin(), day.end(),
                    [](char p, char c) { return p == c || (p == 'X' && c != '-'); });
}

// One date, without its mark.
class DatePattern {
 public:
  explicit DatePattern(std::string text) : text_(std::move(text)) {}

  bool is_quarter() const { return text_.size() == 7 && (text_[5] == 'Q' || text_[5] == '3'); }

  bool admits(std::chrono::year_month_day d) const {
    if (!is_quarter()) return matches(text_, as_text(d));
    const int quarter = text_[6] - (text_[5] == 'Q' ? '0' : '2');
    return text_.substr(0, 4) == padded(int{d.year()}, 4) && (month_number(d) + 2) / 3 == quarter;
  }

  int first_year() const { return std::stoi(with_unknown('0')); }
  int last_year() const { return std::stoi(with_unknown('9')); }

  // Days of one unit share a number, and the next unit has the next one.
  int unit_of(std::chrono::year_month_day d, Day n) const {
    const int year = int{d.year()};
    switch (known().size()) {
      case 2:
        return year / 100;
      case 3:
        return year / 10;
      case 4:
        return year;
      case 7:
      case 6:
        return is_quarter() ? year * 4 + (month_number(d) - 1) / 3 : year * 12 + month_number(d);
      default:
        return n.n;
    }
  }

  int units_of_doubt() const { return known().size() > 7 ? 7 : 1; }
  int years_of_doubt() const { return known().size() == 2 ? 100 : known().size() == 3 ? 10 : 1; }

 private:
  std::string with_unknown(char digit) const {
    std::string year = text_.substr(0, 4);
    std::replace(year.begin(), year.end(), 'X', digit);
    return year;
  }

  // Up to the last known digit.
  std::string known() const { return text_.substr(0, text_.find_last_not_of("X-") + 1); }

  std::string text_;
};

inline AdmittedDays widened(const DatePattern& pattern, AdmittedDays core) {
  const auto unit = [&](Day d) {
    return pattern.unit_of(
        std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{d.n}}}, d);
  };
  const int from = unit(core.earliest) - pattern.units_of_doubt();
  const int to = unit(core.latest) + pattern.units_of_doubt();
  AdmittedDays result;
  const int years = pattern.years_of_doubt() + 1;
  for_each_day(pattern.first_year() - years, pattern.last_year() + years, [&](auto ymd, Day d) {
    const int u = pattern.unit_of(ymd, d);
    if (from <= u && u <= to) result.add(d);
  });
  return result;
}

// Of one date with its mark.
inline AdmittedDays admitted_days(std::string text) {
  const char mark = text.back();
  if (std::string("~?%").find(mark) != std::string::npos) text.pop_back();
  const DatePattern pattern(text);
  AdmittedDays core;
  for_each_day(pattern.first_year(), pattern.last_year(), [&](auto ymd, Day d) {
    if (pattern.admits(ymd)) core.add(d);
  });
  return mark == '~' || mark == '%' ? widened(pattern, core) : core;
}

}  // namespace reorg::tests
