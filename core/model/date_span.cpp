#include "core/model/date_span.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/model/date_advice.hpp"

namespace reorg {
namespace {

// Months are counted from January of the year 0, so that a span is two numbers.
constexpr int first_month = 1 * 12;
constexpr int last_month = 9999 * 12 + 11;

// The numbers that a field of digits and X may mean.
struct Numbers {
  int low = 0, high = 0, unknown = 0;
};

// A date cut at its hyphens, without the closing mark.
struct Fields {
  std::string_view whole;
  std::array<std::string_view, 3> at;
  std::size_t count = 0;
};

Day first_day_of(int month) { return day_of(month / 12, month % 12 + 1, 1); }

DateSpan months_widened(int from, int to, int by) {
  from = std::max(from - by, first_month);
  to = std::min(to + by, last_month);
  return {first_day_of(from), first_day_of(to + 1) - 1};
}

DateSpan days_widened(Day from, Day to, int by) {
  return {std::max(from - by, first_day_of(first_month)),
          std::min(to + by, first_day_of(last_month + 1) - 1)};
}

Fields split(std::string_view text) {
  Fields fields{text, {}, 0};
  for (std::size_t begin = 0; begin <= text.size();) {
    if (fields.count == 3)
      refuse_date(text, "a date has a year, a month and a day at most", usual_date_forms);
    const std::size_t end = std::min(text.find('-', begin), text.size());
    fields.at[fields.count++] = text.substr(begin, end - begin);
    begin = end + 1;
  }
  return fields;
}

// Requires digits, then X: the caller has checked the alphabet, refuse_digit_after_x the order.
Numbers read_numbers(std::string_view field) {
  Numbers n;
  for (const char c : field) {
    n.low = n.low * 10 + (c == 'X' ? 0 : c - '0');
    n.high = n.high * 10 + (c == 'X' ? 9 : c - '0');
    n.unknown += c == 'X' ? 1 : 0;
  }
  return n;
}

Numbers within(Numbers n, int low, int high) {
  return {std::max(n.low, low), std::min(n.high, high), n.unknown};
}

bool is_empty(Numbers n) { return n.low > n.high; }

bool has_shape(std::string_view field, std::size_t width) {
  return field.size() == width && field.find('Q') == std::string_view::npos;
}

void refuse_years_with_a_hyphen(const Fields& f) {
  if (f.count != 2 || !has_shape(f.at[0], 4) || !has_shape(f.at[1], 4)) return;
  const std::string from(f.at[0]), to(f.at[1]);
  if (from >= to) return;
  refuse_date(
      f.whole, "two years make no date",
      "write [" + from + ".." + to + "] for one day in them, " + from + "/" + to + " for a period");
}

// Such days are not one stretch, and a Date is its earliest and its latest day.
void refuse_digit_after_x(const Fields& f) {
  const std::size_t x = f.whole.find('X');
  if (x == std::string_view::npos) return;
  if (f.whole.find_first_not_of("X-", x) == std::string_view::npos) return;
  refuse_date(f.whole, "after an X only X may follow, for the days must be one stretch",
              "write X to the end, or a set [first..last]");
}

Numbers read_year(const Fields& f) {
  if (f.at[0].empty())
    refuse_date("", "a date begins with its year, 0001 to 9999", usual_date_forms);
  if (!has_shape(f.at[0], 4))
    refuse_date(f.whole, "years have four digits, 0001 to 9999", usual_date_forms);
  const Numbers year = within(read_numbers(f.at[0]), 1, 9999);
  if (is_empty(year)) refuse_date(f.whole, "there is no year 0000", "years are 0001 to 9999");
  if (year.unknown > 2) {
    refuse_date(f.whole, "a year keeps its first two digits, as in 20XX",
                "write a set such as [1000..1999], or leave the date out");
  }
  return year;
}

[[noreturn]] void refuse_month(const Fields& f) {
  const std::string year(f.at[0]), month(f.at[1]);
  const int number = read_numbers(f.at[1]).low;
  if (f.count == 2 && month.back() != 'X' && number >= 21 && number <= 32) {
    refuse_date(f.whole, "seasons (21 to 32) are not read, for they differ from place to place",
                "write a quarter such as " + year + "-Q3, or months such as [" + year + "-06.." +
                    year + "-08]");
  }
  if (f.count == 2 && number >= 37 && number <= 41) {
    refuse_date(f.whole, "thirds and halves of a year (37 to 41) are not read",
                "write months such as [" + year + "-01.." + year + "-06]");
  }
  refuse_date(f.whole, "there is no month " + month, "months are 01 to 12, quarters Q1 to Q4");
}

Numbers read_month(const Fields& f) {
  if (!has_shape(f.at[1], 2)) refuse_date(f.whole, "months have two digits", usual_date_forms);
  const Numbers month = within(read_numbers(f.at[1]), 1, 12);
  if (is_empty(month)) refuse_month(f);
  return month;
}

Numbers read_day(const Fields& f, int year, int month) {
  if (!has_shape(f.at[2], 2)) refuse_date(f.whole, "days have two digits", usual_date_forms);
  const int last = days_in_month(year, month);
  const Numbers day = within(read_numbers(f.at[2]), 1, last);
  if (f.at[2] == "00") refuse_date(f.whole, "there is no day 00", "write XX if the day is unknown");
  if (is_empty(day)) {
    refuse_date(f.whole, std::string(month_name(month)) + " " + std::string(f.at[0]) + " has " +
                             std::to_string(last) + " days");
  }
  return day;
}

// 1 to 4 for "Q1" to "Q4" and for EDTF's 33 to 36, else 0.
int read_quarter(const Fields& f) {
  const std::string_view field = f.at[1];
  if (f.count == 2 && field >= "33" && field <= "36" && field.size() == 2) return field[1] - '2';
  if (field.substr(0, 1) != "Q") return 0;
  if (field.size() != 2 || field[1] < '1' || field[1] > '4') {
    refuse_date(f.whole, "quarters are Q1 to Q4");
  }
  if (f.count == 3) refuse_date(f.whole, "a quarter has no days", usual_date_forms);
  return field[1] - '0';
}

bool all_unknown(const Fields& f, std::size_t from) {
  return std::all_of(f.at.begin() + static_cast<std::ptrdiff_t>(from),
                     f.at.begin() + static_cast<std::ptrdiff_t>(f.count),
                     [](std::string_view field) { return field == "XX"; });
}

// Each of these widens, if asked to, by the unit of the last digit that is known.
DateSpan years_span(Numbers year, bool widen) {
  const int unit = year.unknown == 0 ? 12 : year.unknown == 1 ? 120 : 1200;
  return months_widened(year.low * 12, year.high * 12 + 11, widen ? unit : 0);
}

DateSpan quarter_span(int year, int quarter, bool widen) {
  const int first = year * 12 + (quarter - 1) * 3;
  return months_widened(first, first + 2, widen ? 3 : 0);
}

DateSpan months_span(int year, Numbers month, bool widen) {
  return months_widened(year * 12 + month.low - 1, year * 12 + month.high - 1, widen ? 1 : 0);
}

DateSpan days_span(int year, int month, Numbers day, bool widen) {
  return days_widened(day_of(year, month, day.low), day_of(year, month, day.high), widen ? 7 : 0);
}

}  // namespace

void refuse_date(std::string_view about, const std::string& why, std::string_view remedy) {
  throw DateRefusal(about, why, remedy);
}

DateSpan all_dates() { return months_widened(first_month, last_month, 0); }

DateSpan read_date_span(std::string_view text, bool widen) {
  const Fields f = split(text);
  refuse_years_with_a_hyphen(f);
  refuse_digit_after_x(f);
  const Numbers year = read_year(f);
  if (all_unknown(f, 1)) return years_span(year, widen);
  if (year.unknown > 0) refuse_date(f.whole, "months and days have two digits", usual_date_forms);
  if (const int quarter = read_quarter(f)) return quarter_span(year.low, quarter, widen);
  const Numbers month = read_month(f);
  if (all_unknown(f, 2)) return months_span(year.low, month, widen);
  if (month.unknown > 0) refuse_date(f.whole, "days have two digits", usual_date_forms);
  return days_span(year.low, month.low, read_day(f, year.low, month.low), widen);
}

}  // namespace reorg
