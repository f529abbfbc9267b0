// Dates as people write them: EDTF text, and the days it may mean.
//
//   Date d = parse_date("2018-11~");   // d.earliest 2018-10-01, d.latest 2018-12-31
//   print(d) == "2018-11~"             // always the text as written
//
// EDTF: Extended Date/Time Format, Library of Congress, levels 0-2 in part. Understood: YYYY,
// YYYY-MM, YYYY-MM-DD; a closing ~ ? or %; unspecified digits (201X, 2018-1X, 2018-XX-XX); quarters
// (2018-Q1 to 2018-Q4, or EDTF's 2018-33 to 2018-36); one-of sets [A..B], [..B], [A..]; and, for
// periods, intervals A/B, A/.., A/, ../B, /B. Years 0001 to 9999; no seasons, no time of day.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/model/day.hpp"

namespace reorg {

// One unknown day among its days: earliest..latest, both included.
struct Date {
  std::string edtf;  // as written
  Day earliest = before_all;
  Day latest = after_all;
  bool uncertain = false;  // "?" or "%": the days are not widened, the row is marked

  bool is_one_day() const { return earliest == latest; }
  bool contains(Day d) const { return earliest <= d && d <= latest; }
  friend bool operator==(const Date&, const Date&) = default;
};

// Thrown with what is wrong and the remedy, e.g. "2018-02-30: February 2018 has 28 days".
struct DateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// "~" widens by one unit of the date's own precision on each side; "?" does not widen; "%" is both.
// EDTF leaves this open; the rule is ours (R1). The unit is that of the last known digit: a day
// (2018-11-28, 2018-11-2X) widens by seven days, a month (2018-11, 2018-1X, 2018-11-XX) by a month,
// a quarter by a quarter, 2018 and 2018-XX by a year, 201X by ten years, 20XX by a hundred; never
// beyond the years 0001 and 9999.
// After an X only X may follow (no 2018-XX-15): the days are one stretch. A set carries no mark of
// its own, its dates may. Throws DateError.
Date parse_date(std::string_view text);
inline const std::string& print(const Date& d) { return d.edtf; }
Date exactly(Day);

enum class EndKind { date, open, unknown };  // R2: three different things

// How a state ends: on a dated day (the first on which it no longer holds), open, or unknown.
// Tables often tell the last day on which it held instead: `last` keeps that as written (EDTF), and
// `date` lies a day later.
struct End {
  EndKind kind = EndKind::open;
  Date date;           // when kind is date
  std::string last{};  // empty: not told so
  friend bool operator==(const End&, const End&) = default;
};

// The end of what held on that day for the last time. Throws DateError when no day comes after it.
End ended_after(const Date& last);

// [from, until); no `from` means that the beginning is unknown.
struct Period {
  std::string edtf;  // as written
  std::optional<Date> from;
  End until;
  friend bool operator==(const Period&, const Period&) = default;
};

// Intervals "A/B", "A/..", "A/", "../B", "/B" (also "../.." and "/" and mixtures); a single date is
// an error. "../B" and "/B" both mean that the beginning is unknown: nothing in a company has none.
// Throws DateError, also when B lies certainly before A or the period is certainly empty (A = B,
// one day).
Period parse_period(std::string_view text);
std::string print(const Period&);

}  // namespace reorg
