// Periods: two dates and what lies between them.
#include <algorithm>
#include <array>

#include "core/model/date.hpp"
#include "core/model/shown_text.hpp"

namespace reorg {
namespace {

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
  throw DateError(shown(text) + ": " + why);
}

bool means_open(std::string_view word) {
  static constexpr std::array<std::string_view, 5> words{"open", "now", "present", "today", "-"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

Date read_side(std::string_view text, std::string_view side) {
  if (means_open(side)) refuse(text, "an open end is written \"..\", an unknown one is left empty");
  try {
    return parse_date(side);
  } catch (const DateError& error) {
    refuse(text, error.what());
  }
}

std::optional<Date> read_from(std::string_view text, std::string_view side) {
  if (side.empty() || side == "..") return std::nullopt;
  return read_side(text, side);
}

End read_until(std::string_view text, std::string_view side) {
  if (side.empty()) return {EndKind::unknown, {}};
  if (side == "..") return {EndKind::open, {}};
  return {EndKind::date, read_side(text, side)};
}

[[noreturn]] void refuse_single(std::string_view text) {
  const std::string date = print(parse_date(text));
  refuse(text, "a period is asked for, and this is one date; write " + date +
                   "/.. for what began then and goes on, " + date + "/ for what ended some day");
}

// The end is the first day on which it no longer holds, so it must be able to follow the beginning.
void check_order(std::string_view text, const Period& p) {
  if (!p.from || p.until.kind != EndKind::date) return;
  const Day first = p.from->earliest, last = p.until.date.latest;
  if (last < first) refuse(text, "the period ends before it begins; swap the two dates?");
  if (last == first) {
    refuse(text,
           "the period is empty, for its end is the first day on which it no longer holds;"
           " end it on a later day, such as " +
               to_string(first + 1));
  }
}

}  // namespace

Period parse_period(std::string_view text) {
  if (text.empty()) refuse(text, "no period at all; write A/B, or A/.. if nothing ended it");
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) refuse_single(text);
  const std::string_view from = text.substr(0, slash), until = text.substr(slash + 1);
  if (until.find('/') != std::string_view::npos) {
    refuse(text, "a period has one \"/\", between dates written with \"-\", as in 2018-09/2019");
  }
  Period period{std::string(text), read_from(text, from), read_until(text, until)};
  check_order(text, period);
  return period;
}

std::string print(const Period& period) { return period.edtf; }

}  // namespace reorg
