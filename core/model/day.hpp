// A calendar day, as a count that can be compared and subtracted.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>

namespace reorg {

// Days since 1970-01-01 in the proleptic Gregorian calendar, without a time zone (R1).
// Two days lie outside every calendar: `before_all` and `after_all`.
struct Day {
  std::int32_t n = 0;

  friend constexpr auto operator<=>(Day, Day) = default;
  friend constexpr Day operator+(Day d, std::int32_t days) {
    return d.is_endless() ? d : Day{d.n + days};
  }
  friend constexpr Day operator-(Day d, std::int32_t days) {
    return d.is_endless() ? d : Day{d.n - days};
  }
  friend constexpr std::int32_t operator-(Day a, Day b) { return a.n - b.n; }

  constexpr bool is_endless() const {
    using Limits = std::numeric_limits<std::int32_t>;
    return n == Limits::min() || n == Limits::max();
  }
};

inline constexpr Day before_all{std::numeric_limits<std::int32_t>::min()};
inline constexpr Day after_all{std::numeric_limits<std::int32_t>::max()};

struct CivilDate {
  int year, month, day;
};

// Requires: month 1-12 and day within that month.
Day day_of(int year, int month, int day);
CivilDate civil_of(Day);
int days_in_month(int year, int month);

// "2018-09-30"; "-∞" and "∞" for the days outside every calendar.
std::string to_string(Day);

}  // namespace reorg
