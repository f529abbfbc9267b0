// Days of the invented world, counted from 1990-01-01.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

using Day = std::uint16_t;

inline constexpr Day open_end = 0xFFFF;     // nothing ends it
inline constexpr std::uint32_t year = 365;  // for lengths, where a day more or less does not matter
inline constexpr std::chrono::sys_days first_day{std::chrono::year{1990} / 1 / 1};

constexpr Day day_of(int y, unsigned m, unsigned d) {
  return static_cast<Day>(
      (std::chrono::sys_days{std::chrono::year{y} / static_cast<int>(m) / static_cast<int>(d)} -
       first_day)
          .count());
}

inline constexpr Day last_day = day_of(2025, 12, 31);  // of what happens
inline constexpr Day last_written = day_of(2026, 12, 31);

// "2018-12-06"; the open end is written as nothing. All days are written out once.
class Calendar {
 public:
  Calendar() : days_(last_written + std::size_t{1}) {
    for (std::size_t day = 0; day < days_.size(); ++day) {
      const std::chrono::year_month_day date{first_day + std::chrono::days{day}};
      auto number = static_cast<std::uint32_t>(static_cast<int>(date.year())) * 10000 +
                    static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
      for (const std::size_t at : {9U, 8U, 6U, 5U, 3U, 2U, 1U, 0U}) {
        days_[day][at] = static_cast<char>('0' + number % 10);
        number /= 10;
      }
      days_[day][4] = days_[day][7] = '-';
    }
  }

  std::string_view operator[](Day day) const {
    return day == open_end ? std::string_view{}
                           : std::string_view{days_[day].data(), days_[day].size()};
  }

 private:
  std::vector<std::array<char, 10>> days_;
};

}  // namespace bench
