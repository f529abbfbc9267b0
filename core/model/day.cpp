#include "core/model/day.hpp"

#include <array>
#include <cstdio>

namespace reorg {
namespace {

// Both conversions count in eras of 400 years, which all have the same number of days, and in
// years that begin on 1 March, so that the leap day comes last. 64 bits: no Day overflows them.
constexpr std::int64_t days_in_era = 146'097;
constexpr std::int64_t epoch = 719'468;  // days from 0000-03-01 to 1970-01-01

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return (a >= 0 ? a : a - b + 1) / b;
}

// Days from 1 March to the first of the month, where March is 0.
constexpr std::int64_t days_before_month(std::int64_t month_from_march) {
  return (153 * month_from_march + 2) / 5;
}

void put_digits(char* end, int digits, int n) {
  for (; digits > 0; --digits, n /= 10) *--end = static_cast<char>('0' + n % 10);
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

}  // namespace

Day day_of(int year, int month, int day) {
  const std::int64_t march_year = std::int64_t{year} - (month <= 2 ? 1 : 0);
  const std::int64_t era = floor_div(march_year, 400);
  const std::int64_t year_of_era = march_year - era * 400;
  const std::int64_t day_of_year = days_before_month((month + 9) % 12) + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return Day{static_cast<std::int32_t>(era * days_in_era + day_of_era - epoch)};
}

CivilDate civil_of(Day d) {
  const std::int64_t since_march_0 = std::int64_t{d.n} + epoch;
  const std::int64_t era = floor_div(since_march_0, days_in_era);
  const std::int64_t day_of_era = since_march_0 - era * days_in_era;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>(month),
          static_cast<int>(day_of_year - days_before_month(month_from_march) + 1)};
}

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && is_leap(year)) return 29;
  return days[static_cast<std::size_t>(month - 1)];
}

std::string to_string(Day d) {
  if (d == before_all) return "-∞";
  if (d == after_all) return "∞";
  const CivilDate c = civil_of(d);
  if (c.year >= 0 && c.year <= 9999) {
    std::string text = "0000-00-00";
    put_digits(text.data() + 4, 4, c.year);
    put_digits(text.data() + 7, 2, c.month);
    put_digits(text.data() + 10, 2, c.day);
    return text;
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", c.year, c.month, c.day);
  return text.data();
}

}  // namespace reorg
