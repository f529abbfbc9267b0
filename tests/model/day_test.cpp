#include "core/model/day.hpp"

#include <chrono>
#include <limits>

#include <catch2/catch.hpp>

#include "tests/property.hpp"

using namespace reorg;
namespace chrono = std::chrono;

namespace {

chrono::year_month_day by_chrono(Day d) {
  return chrono::year_month_day{chrono::sys_days{chrono::days{d.n}}};
}

bool same(CivilDate ours, chrono::year_month_day theirs) {
  return ours.year == int{theirs.year()} &&
         static_cast<unsigned>(ours.month) == unsigned{theirs.month()} &&
         static_cast<unsigned>(ours.day) == unsigned{theirs.day()};
}

bool there_and_back(Day d) {
  const CivilDate c = civil_of(d);
  return day_of(c.year, c.month, c.day) == d;
}

}  // namespace

TEST_CASE("days are counted from 1970-01-01", "[day]") {
  CHECK(day_of(1970, 1, 1).n == 0);
  CHECK(day_of(1969, 12, 31).n == -1);
  CHECK(day_of(2018, 9, 30) - day_of(2018, 9, 29) == 1);
  CHECK(day_of(2018, 12, 31) < day_of(2019, 1, 1));
}

TEST_CASE("every day of the years 0001 to 9999 is the one std::chrono counts", "[day]") {
  const Day last = day_of(9999, 12, 31);
  int seen = 0, wrong = 0;
  for (Day d = day_of(1, 1, 1); d <= last; d = d + 1, ++seen) {
    if (!same(civil_of(d), by_chrono(d)) || !there_and_back(d)) ++wrong;
  }
  CHECK(seen == 3'652'059);
  CHECK(wrong == 0);
  CHECK(same(civil_of(last), chrono::year{9999} / 12 / 31));
}

TEST_CASE("any day but the two outside every calendar has a date and comes back from it", "[day]") {
  using Limits = std::numeric_limits<std::int32_t>;
  CHECK(there_and_back(Day{Limits::min() + 1}));
  CHECK(there_and_back(Day{Limits::max() - 1}));
  tests::require_for_all(
      [] { return there_and_back(Day{*rc::gen::inRange(Limits::min() + 1, Limits::max())}); });
}

TEST_CASE("months have the days that std::chrono gives them", "[day]") {
  for (int year = 1; year <= 9999; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const auto last = chrono::year{year} / chrono::month{month} / chrono::last;
      const auto days = static_cast<int>(unsigned{last.day()});
      if (days_in_month(year, static_cast<int>(month)) != days) FAIL(year << "-" << month);
    }
  }
  CHECK(days_in_month(1900, 2) == 28);
  CHECK(days_in_month(2000, 2) == 29);
}

TEST_CASE("a day prints with four digits of year and two of month and day", "[day]") {
  CHECK(to_string(day_of(2018, 9, 30)) == "2018-09-30");
  CHECK(to_string(day_of(1, 1, 1)) == "0001-01-01");
  CHECK(to_string(day_of(9999, 12, 31)) == "9999-12-31");
  CHECK(to_string(day_of(9999, 12, 31) + 1) == "10000-01-01");
  CHECK(to_string(day_of(0, 2, 29)) == "0000-02-29");
}

TEST_CASE("the days outside every calendar stay where they are", "[day]") {
  CHECK(before_all + 1 == before_all);
  CHECK(after_all - 1 == after_all);
  CHECK(before_all < day_of(1, 1, 1));
  CHECK(day_of(9999, 12, 31) < after_all);
  CHECK(before_all.is_endless());
  CHECK(after_all.is_endless());
  CHECK_FALSE(day_of(2018, 9, 30).is_endless());
  CHECK(to_string(before_all) == "-∞");
  CHECK(to_string(after_all) == "∞");
}
