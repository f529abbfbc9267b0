#include "core/model/date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/model/date_advice.hpp"

namespace reorg {
namespace {

constexpr std::string_view marks = "~?%";
constexpr std::string_view usual_forms = "write YYYY, YYYY-MM or YYYY-MM-DD";

// Months are counted from January of the year 0, so that a span is two numbers.
constexpr int first_month = 1 * 12;
constexpr int last_month = 9999 * 12 + 11;

// Why a text is no date. It becomes a DateError once the whole text and a guess are added; the
// guess is made from `about`, if that is not empty.
struct Refusal : std::runtime_error {
  Refusal(std::string_view part, const std::string& why, std::string_view cure)
      : std::runtime_error(why), about(part), remedy(cure) {}
  std::string about;
  std::string remedy;
};

[[noreturn]] void refuse(std::string_view part, const std::string& why,
                         std::string_view cure = "") {
  throw Refusal(part, why, cure);
}

struct Span {
  Day earliest, latest;
};

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

Span months_widened(int from, int to, int by) {
  from = std::max(from - by, first_month);
  to = std::min(to + by, last_month);
  return {first_day_of(from), first_day_of(to + 1) - 1};
}

Span days_widened(Day from, Day to, int by) {
  return {std::max(from - by, first_day_of(first_month)),
          std::min(to + by, first_day_of(last_month + 1) - 1)};
}

Fields split(std::string_view text) {
  Fields fields{text, {}, 0};
  for (std::size_t begin = 0; begin <= text.size();) {
    if (fields.count == 3) refuse(text, "a date has a year, a month and a day at most", usual_forms);
    const std::size_t end = std::min(text.find('-', begin), text.size());
    fields.at[fields.count++] = text.substr(begin, end - begin);
    begin = end + 1;
  }
  return fields;
}

// Requires digits, then X: parse_single has checked the alphabet, refuse_digit_after_x the order.
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
  refuse(f.whole, "two years make no date",
         "write [" + from + ".." + to + "] for one day in them, " + from + "/" + to +
             " for a period");
}

// Such days are not one stretch, and a Date is its earliest and its latest day.
void refuse_digit_after_x(const Fields& f) {
  const std::size_t x = f.whole.find('X');
  if (x == std::string_view::npos) return;
  if (f.whole.find_first_not_of("X-", x) == std::string_view::npos) return;
  refuse(f.whole, "after an X only X may follow, for the days must be one stretch",
         "write X to the end, or a set [first..last]");
}

Numbers read_year(const Fields& f) {
  if (f.at[0].empty()) refuse("", "a date begins with its year, 0001 to 9999", usual_forms);
  if (!has_shape(f.at[0], 4)) refuse(f.whole, "years have four digits, 0001 to 9999", usual_forms);
  const Numbers year = within(read_numbers(f.at[0]), 1, 9999);
  if (is_empty(year)) refuse(f.whole, "there is no year 0000", "years are 0001 to 9999");
  if (year.unknown > 2) {
    refuse(f.whole, "a year keeps its first two digits, as in 20XX",
           "write a set such as [1000..1999], or leave the date out");
  }
  return year;
}

[[noreturn]] void refuse_month(const Fields& f) {
  const std::string year(f.at[0]), month(f.at[1]);
  const int number = read_numbers(f.at[1]).low;
  if (f.count == 2 && month.back() != 'X' && number >= 21 && number <= 32) {
    refuse(f.whole, "seasons (21 to 32) are not read, for they differ from place to place",
           "write a quarter such as " + year + "-Q3, or months such as [" + year + "-06.." + year +
               "-08]");
  }
  if (f.count == 2 && number >= 37 && number <= 41) {
    refuse(f.whole, "thirds and halves of a year (37 to 41) are not read",
           "write months such as [" + year + "-01.." + year + "-06]");
  }
  refuse(f.whole, "there is no month " + month, "months are 01 to 12, quarters Q1 to Q4");
}

Numbers read_month(const Fields& f) {
  if (!has_shape(f.at[1], 2)) refuse(f.whole, "months have two digits", usual_forms);
  const Numbers month = within(read_numbers(f.at[1]), 1, 12);
  if (is_empty(month)) refuse_month(f);
  return month;
}

Numbers read_day(const Fields& f, int year, int month) {
  if (!has_shape(f.at[2], 2)) refuse(f.whole, "days have two digits", usual_forms);
  const int last = days_in_month(year, month);
  const Numbers day = within(read_numbers(f.at[2]), 1, last);
  if (f.at[2] == "00") refuse(f.whole, "there is no day 00", "write XX if the day is unknown");
  if (is_empty(day)) {
    refuse(f.whole, std::string(month_name(month)) + " " + std::string(f.at[0]) + " has " +
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
    refuse(f.whole, "quarters are Q1 to Q4");
  }
  if (f.count == 3) refuse(f.whole, "a quarter has no days", usual_forms);
  return field[1] - '0';
}

bool all_unknown(const Fields& f, std::size_t from) {
  return std::all_of(f.at.begin() + static_cast<std::ptrdiff_t>(from),
                     f.at.begin() + static_cast<std::ptrdiff_t>(f.count),
                     [](std::string_view field) { return field == "XX"; });
}

// Each of these widens, if asked to, by the unit of the last digit that is known.
Span years_span(Numbers year, bool widen) {
  const int unit = year.unknown == 0 ? 12 : year.unknown == 1 ? 120 : 1200;
  return months_widened(year.low * 12, year.high * 12 + 11, widen ? unit : 0);
}

Span quarter_span(int year, int quarter, bool widen) {
  const int first = year * 12 + (quarter - 1) * 3;
  return months_widened(first, first + 2, widen ? 3 : 0);
}

Span months_span(int year, Numbers month, bool widen) {
  return months_widened(year * 12 + month.low - 1, year * 12 + month.high - 1, widen ? 1 : 0);
}

Span days_span(int year, int month, Numbers day, bool widen) {
  return days_widened(day_of(year, month, day.low), day_of(year, month, day.high), widen ? 7 : 0);
}

Span read_span(const Fields& f, bool widen) {
  refuse_years_with_a_hyphen(f);
  refuse_digit_after_x(f);
  const Numbers year = read_year(f);
  if (all_unknown(f, 1)) return years_span(year, widen);
  if (year.unknown > 0) refuse(f.whole, "months and days have two digits", usual_forms);
  if (const int quarter = read_quarter(f)) return quarter_span(year.low, quarter, widen);
  const Numbers month = read_month(f);
  if (all_unknown(f, 2)) return months_span(year.low, month, widen);
  if (month.unknown > 0) refuse(f.whole, "days have two digits", usual_forms);
  return days_span(year.low, month.low, read_day(f, year.low, month.low), widen);
}

void check_alphabet(std::string_view text, std::string_view body) {
  const std::size_t at = body.find_first_not_of("0123456789XQ-");
  if (at == std::string_view::npos) return;
  const char c = body[at];
  if (marks.find(c) != std::string_view::npos) {
    refuse(text, "one ~ ? or % closes the whole date", "% stands for both ~ and ?");
  }
  if (c == ' ') refuse(text, "a date has no spaces", usual_forms);
  if (c == 'Y' && at == 0) refuse(text, "years have four digits, 0001 to 9999", usual_forms);
  if (c == 'T' && at == 10) {
    refuse(text, "a date has no time of day",
           "write \"" + std::string(text.substr(0, at)) + "\"");
  }
  refuse(text, shown_character(body.substr(at)) + " has no place in a date", usual_forms);
}

Date read_single(std::string_view text) {
  if (text.empty()) refuse(text, "no date at all", usual_forms);
  const char last = text.back();
  const bool marked = marks.find(last) != std::string_view::npos;
  const std::string_view body = text.substr(0, text.size() - (marked ? 1 : 0));
  check_alphabet(text, body);
  const Span span = read_span(split(body), last == '~' || last == '%');
  return {std::string(text), span.earliest, span.latest, last == '?' || last == '%'};
}

Date read_set(std::string_view text) {
  const std::string_view inside = text.substr(1, text.size() - 2);
  const std::size_t dots = inside.find("..");
  if (inside.find(',') != std::string_view::npos) {
    refuse(text, "a list of dates is not read, for the days must be one stretch",
           "write [first..last]");
  }
  if (dots == std::string_view::npos) {
    refuse(text, "a set is written [first..last]", "it means one day from the first to the last");
  }
  if (inside == "..") refuse(text, "a set needs a date", "write [first..] or leave the date out");
  const std::string_view first = inside.substr(0, dots), last = inside.substr(dots + 2);
  Date set{std::string(text), before_all, after_all, false};
  if (!first.empty()) {
    const Date a = read_single(first);
    set.earliest = a.earliest;
    set.uncertain = a.uncertain;
  }
  if (!last.empty()) {
    const Date b = read_single(last);
    set.latest = b.latest;
    set.uncertain = set.uncertain || b.uncertain;
  }
  if (set.earliest > set.latest) {
    refuse(text, "the set ends before it begins",
           "did you mean \"[" + std::string(last) + ".." + std::string(first) + "]\"?");
  }
  return set;
}

bool is_readable(std::string_view text);

bool is_period(std::string_view text) {
  const auto is_side = [](std::string_view side) {
    return side.empty() || side == ".." || is_readable(side);
  };
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && slash == text.rfind('/') &&
         is_side(text.substr(0, slash)) && is_side(text.substr(slash + 1));
}

Date read_date(std::string_view text) {
  if (is_period(text)) {
    refuse("", "this is a period, and one date is asked for",
           "write [first..last] for one day from the first to the last");
  }
  const bool opens = text.starts_with('['), closes = text.ends_with(']');
  if (opens && closes) return read_set(text);
  if (text.starts_with('{')) {
    refuse(text, "{} means all of its dates, but a date here is one day",
           "write [first..last] for one of them");
  }
  if (opens && marks.find(text.back()) != std::string_view::npos) {
    refuse(text, "a set carries no ~ ? or %", "put it after a date inside the set");
  }
  if (opens || closes || text.find("..") != std::string_view::npos) {
    refuse(text, "a set is written [first..last], [..last] or [first..]");
  }
  return read_single(text);
}

bool is_readable(std::string_view text) {
  try {
    read_date(text);
    return true;
  } catch (const Refusal&) {
    return false;
  }
}

// `did you mean "2018-06-05" or "2018-05-06"?`, or nothing. Quotes, for a date may end with "?".
std::string did_you_mean(std::string_view text) {
  std::string question;
  for (const std::string& guess : date_guesses(text)) {
    if (!is_readable(guess)) continue;
    question += (question.empty() ? "did you mean \"" : " or \"") + guess + "\"";
  }
  return question.empty() ? question : question + "?";
}

std::string remedy_for(std::string_view text, const Refusal& refusal) {
  if (refusal.about.empty()) return refusal.remedy;
  for (const std::string_view tried : {text, std::string_view(refusal.about)}) {
    std::string question = did_you_mean(tried);
    if (!question.empty()) return question;
  }
  return refusal.remedy;
}

[[noreturn]] void explain(std::string_view text, const Refusal& refusal) {
  const std::string remedy = remedy_for(text, refusal);
  throw DateError(shown(text) + ": " + refusal.what() + (remedy.empty() ? "" : "; ") + remedy);
}

}  // namespace

Date parse_date(std::string_view text) {
  try {
    return read_date(text);
  } catch (const Refusal& refusal) {
    explain(text, refusal);
  }
}

Date exactly(Day d) {
  if (d < first_day_of(first_month) || d >= first_day_of(last_month + 1)) {
    throw DateError(to_string(d) + ": dates lie in the years 0001 to 9999");
  }
  return {to_string(d), d, d, false};
}

}  // namespace reorg
