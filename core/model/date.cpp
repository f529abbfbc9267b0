#include "core/model/date.hpp"

#include <cstddef>

#include "core/model/date_advice.hpp"
#include "core/model/date_span.hpp"
#include "core/model/shown_text.hpp"

namespace reorg {
namespace {

constexpr std::string_view marks = "~?%";

void check_alphabet(std::string_view text, std::string_view body) {
  const std::size_t at = body.find_first_not_of("0123456789XQ-");
  if (at == std::string_view::npos) return;
  const char c = body[at];
  if (marks.find(c) != std::string_view::npos) {
    refuse_date(text, "one ~ ? or % closes the whole date", "% stands for both ~ and ?");
  }
  if (c == ' ') refuse_date(text, "a date has no spaces", usual_date_forms);
  if (c == 'Y' && at == 0)
    refuse_date(text, "years have four digits, 0001 to 9999", usual_date_forms);
  if (c == 'T' && at == 10) {
    refuse_date(text, "a date has no time of day",
                "write \"" + std::string(text.substr(0, at)) + "\"");
  }
  refuse_date(text, shown_character(body.substr(at)) + " has no place in a date", usual_date_forms);
}

Date read_single(std::string_view text) {
  if (text.empty()) refuse_date(text, "no date at all", usual_date_forms);
  const char last = text.back();
  const bool marked = marks.find(last) != std::string_view::npos;
  const std::string_view body = text.substr(0, text.size() - (marked ? 1 : 0));
  check_alphabet(text, body);
  const DateSpan span = read_date_span(body, last == '~' || last == '%');
  return {std::string(text), span.earliest, span.latest, last == '?' || last == '%'};
}

Date set_of(std::string_view text, std::string_view first, std::string_view last) {
  const Date a = first.empty() ? Date{} : read_single(first);
  const Date b = last.empty() ? Date{} : read_single(last);
  if (a.earliest > b.latest) {
    refuse_date(text, "the set ends before it begins",
                "did you mean \"[" + std::string(last) + ".." + std::string(first) + "]\"?");
  }
  return {std::string(text), a.earliest, b.latest, a.uncertain || b.uncertain};
}

// Requires brackets on both sides.
Date read_set(std::string_view text) {
  const std::string_view inside = text.substr(1, text.size() - 2);
  if (inside.find(',') != std::string_view::npos) {
    refuse_date(text, "a list of dates is not read, for the days must be one stretch",
                "write [first..last]");
  }
  const std::size_t dots = inside.find("..");
  if (dots == std::string_view::npos) {
    refuse_date(text, "a set is written [first..last]",
                "it means one day from the first to the last");
  }
  if (inside == "..") {
    refuse_date(text, "a set needs a date", "write [first..] or leave the date out");
  }
  return set_of(text, inside.substr(0, dots), inside.substr(dots + 2));
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
    refuse_date("", "this is a period, and one date is asked for",
                "write [first..last] for one day from the first to the last");
  }
  const bool opens = text.starts_with('['), closes = text.ends_with(']');
  if (opens && closes) return read_set(text);
  if (text.starts_with('{')) {
    refuse_date(text, "{} means all of its dates, but a date here is one day",
                "write [first..last] for one of them");
  }
  if (opens && marks.find(text.back()) != std::string_view::npos) {
    refuse_date(text, "a set carries no ~ ? or %", "put it after a date inside the set");
  }
  if (opens || closes || text.find("..") != std::string_view::npos) {
    refuse_date(text, "a set is written [first..last], [..last] or [first..]");
  }
  return read_single(text);
}

bool is_readable(std::string_view text) {
  try {
    read_date(text);
    return true;
  } catch (const DateRefusal&) {
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

std::string remedy_for(std::string_view text, const DateRefusal& refusal) {
  if (refusal.about.empty()) return refusal.remedy;
  for (const std::string_view tried : {text, std::string_view(refusal.about)}) {
    std::string question = did_you_mean(tried);
    if (!question.empty()) return question;
  }
  return refusal.remedy;
}

[[noreturn]] void explain(std::string_view text, const DateRefusal& refusal) {
  const std::string remedy = remedy_for(text, refusal);
  throw DateError(shown(text) + ": " + refusal.what() + (remedy.empty() ? "" : "; ") + remedy);
}

}  // namespace

Date parse_date(std::string_view text) {
  try {
    return read_date(text);
  } catch (const DateRefusal& refusal) {
    explain(text, refusal);
  }
}

Date exactly(Day d) {
  if (d < all_dates().earliest || d > all_dates().latest) {
    throw DateError(to_string(d) + ": dates lie in the years 0001 to 9999");
  }
  return {to_string(d), d, d, false};
}

End ended_after(const Date& last) {
  End end{EndKind::date, {}, last.edtf};
  const auto mark = [&](Day d) {
    return d.is_endless() ? "" : to_string(d + 1) + (last.uncertain ? "?" : "");
  };
  if (!last.latest.is_endless() && last.latest >= all_dates().latest) {
    throw DateError(shown(last.edtf) +
                    ": no day follows it, so that it can be no last day; an end that is open is "
                    "left empty");
  }
  end.date =
      parse_date(last.is_one_day() ? mark(last.earliest)
                                   : "[" + mark(last.earliest) + ".." + mark(last.latest) + "]");
  return end;
}

}  // namespace reorg
