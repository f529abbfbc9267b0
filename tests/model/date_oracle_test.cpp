// The parser against days found one by one.
#include "tests/model/date_oracle.hpp"

#include <functional>
#include <optional>
#include <vector>

#include <catch2/catch.hpp>
#include <utf8proc.h>

#include "core/model/date.hpp"
#include "tests/model/date_texts.hpp"
#include "tests/property.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

// Lets any exception but DateError through.
std::optional<Date> parsed(std::string_view text) {
  try {
    return parse_date(text);
  } catch (const DateError&) {
    return std::nullopt;
  }
}

std::optional<Period> parsed_period(std::string_view text) {
  try {
    return parse_period(text);
  } catch (const DateError&) {
    return std::nullopt;
  }
}

std::string error_of(std::string_view text) {
  try {
    parse_date(text);
    return "";
  } catch (const DateError& error) {
    return error.what();
  }
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (size <= 0 || code < ' ') return false;
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

bool is_marked_uncertain(const std::string& text) {
  return text.find_first_of("?%") != std::string::npos;
}

// What stands in quotes after "did you mean".
std::vector<std::string> guesses_in(std::string error) {
  std::vector<std::string> guesses;
  const std::size_t at = error.find("did you mean \"");
  if (at == std::string::npos) return guesses;
  for (std::size_t open = error.find('"', at); open != std::string::npos;) {
    const std::size_t close = error.find('"', open + 1);
    guesses.push_back(error.substr(open + 1, close - open - 1));
    open = error.find('"', close + 1);
  }
  return guesses;
}

// Calls `visit` for every text of this many digits and X.
void for_each_field(std::size_t width, const std::function<void(const std::string&)>& visit,
                    const std::string& begun = "") {
  if (begun.size() == width) return visit(begun);
  for (const char c : std::string("0123456789X")) for_each_field(width, visit, begun + c);
}

// The year 2018 as text; the exhaustive test looks at it 14,641 times.
const std::vector<std::pair<std::string, Day>>& days_of_2018() {
  static const auto days = [] {
    std::vector<std::pair<std::string, Day>> result;
    for_each_day(2018, 2018, [&](auto ymd, Day d) { result.emplace_back(as_text(ymd), d); });
    return result;
  }();
  return days;
}

AdmittedDays admitted_in_2018(const std::string& pattern) {
  AdmittedDays days;
  for (const auto& [text, day] : days_of_2018()) {
    if (matches(pattern, text)) days.add(day);
  }
  return days;
}

bool has_digit_after_x(const std::string& text) {
  const std::size_t x = text.find('X');
  return x != std::string::npos && text.find_first_of("0123456789", x) != std::string::npos;
}

// Empty if the parser and the calendar agree.
std::string disagreement_on(const std::string& text) {
  const AdmittedDays days = admitted_in_2018(text);
  const std::optional<Date> date = parsed(text);
  const bool readable = days.count > 0 && !has_digit_after_x(text);
  if (date.has_value() != readable) return text + (readable ? " is refused" : " is accepted");
  if (!date) return "";
  const bool same = date->earliest == days.earliest && date->latest == days.latest;
  return same && days.is_one_stretch() ? "" : text + " has other days";
}

}  // namespace

TEST_CASE("the days of a date are one stretch: all the days its text admits", "[date]") {
  require_for_all([] {
    const std::string text = *single_dates();
    const AdmittedDays days = admitted_days(text);
    const Date date = parse_date(text);
    RC_LOG() << text << '\n';
    RC_ASSERT(days.is_one_stretch());
    RC_ASSERT(to_string(date.earliest) == to_string(days.earliest));
    RC_ASSERT(to_string(date.latest) == to_string(days.latest));
    RC_ASSERT(date.uncertain == is_marked_uncertain(text));
  });
}

TEST_CASE(
    "of all texts of digits and X within 2018, those are dates that admit one stretch of days",
    "[date]") {
  std::vector<std::string> wrong;
  const auto check = [&](const std::string& text) {
    const std::string disagreement = disagreement_on(text);
    if (!disagreement.empty()) wrong.push_back(disagreement);
  };
  for_each_field(2, [&](const std::string& month) {
    if (month >= "33" && month <= "36") return;  // quarters
    check("2018-" + month);
  });
  for_each_field(4, [&](const std::string& field) {
    check("2018-" + field.substr(0, 2) + "-" + field.substr(2));
  });
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("every year is read, and its 29 February only in leap years", "[date]") {
  for (int year = 1; year <= 9999; ++year) {
    const std::string text = padded(year, 4);
    const Date date = parse_date(text);
    const bool leap = std::chrono::year{year}.is_leap();
    if (date.latest - date.earliest != (leap ? 365 : 364)) FAIL(text);
    if (parsed(text + "-02-29").has_value() != leap) FAIL(text + "-02-29");
  }
}

TEST_CASE("a set reaches from its first date's earliest to its last date's latest day", "[date]") {
  require_for_all([] {
    const std::string text = *sets();
    const std::size_t dots = text.find("..");
    const std::string first = text.substr(1, dots - 1);
    const std::string last = text.substr(dots + 2, text.size() - dots - 3);
    const Day earliest = first.empty() ? before_all : admitted_days(first).earliest;
    const Day latest = last.empty() ? after_all : admitted_days(last).latest;
    const std::optional<Date> set = parsed(text);
    RC_ASSERT(set.has_value() == (earliest <= latest));
    if (!set) return;
    RC_ASSERT(set->earliest == earliest);
    RC_ASSERT(set->latest == latest);
    RC_ASSERT(set->uncertain == is_marked_uncertain(text));
  });
}

TEST_CASE("a period is refused exactly if no end of it could lie after a beginning", "[period]") {
  require_for_all([] {
    const std::string from = *rc::gen::oneOf(single_dates(), sets(), texts_of({"", ".."}));
    const std::string until = *rc::gen::oneOf(single_dates(), sets(), texts_of({"", ".."}));
    const bool has_from = !from.empty() && from != "..";
    const bool has_until = !until.empty() && until != "..";
    const std::optional<Date> a = parsed(from), b = parsed(until);
    RC_PRE(!has_from || a);
    RC_PRE(!has_until || b);
    const std::optional<Period> period = parsed_period(from + "/" + until);
    RC_ASSERT(period.has_value() == !(has_from && has_until && b->latest <= a->earliest));
    if (!period) return;
    RC_ASSERT(print(*period) == from + "/" + until);
    RC_ASSERT(period->from == a);
    RC_ASSERT(period->until == (has_until       ? End{EndKind::date, *b}
                                : until.empty() ? End{EndKind::unknown, {}}
                                                : End{EndKind::open, {}}));
  });
}

TEST_CASE("a date prints as it was written", "[date]") {
  require_for_all([] {
    const std::string text = *rc::gen::oneOf(single_dates(), sets());
    const std::optional<Date> date = parsed(text);
    RC_PRE(date.has_value());
    RC_ASSERT(print(*date) == text);
  });
}

TEST_CASE("whatever the bytes, a text is a date or a DateError", "[date]") {
  require_for_all([] {
    const std::string text = *texts_near_dates();
    const std::optional<Date> date = parsed(text);
    if (date) RC_ASSERT(print(*date) == text);
    parsed_period(text);
  });
}

TEST_CASE("a good date cut short at any place is a date or a DateError", "[date]") {
  require_for_all([] {
    const std::string text = *rc::gen::oneOf(single_dates(), sets());
    for (std::size_t size = 0; size < text.size(); ++size) {
      parsed(text.substr(0, size));
      parsed_period(text.substr(0, size));
      parsed_period((text + "/" + text).substr(0, text.size() + size));
    }
  });
}

TEST_CASE("an error is short and printable, and what it proposes can be read", "[date]") {
  require_for_all([] {
    const std::string error = error_of(*texts_near_dates());
    RC_ASSERT(error.size() < 400);
    RC_ASSERT(is_utf8(error));
    for (const std::string& guess : guesses_in(error)) RC_ASSERT(parsed(guess).has_value());
  });
}
