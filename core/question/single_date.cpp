#include "core/question/single_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "core/model/date.hpp"
#include "core/model/date_advice.hpp"

namespace reorg::question {
namespace {

using Tokens = std::span<const Token>;

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A whole number of at most four digits, else 0.
int number(std::string_view text) {
  int value = 0;
  if (is_digits(text) && text.size() <= 4)
    std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int year_in(std::string_view text) { return text.size() == 4 ? number(text) : 0; }

int two_digits(std::string_view text) { return text.size() <= 2 ? number(text) : 0; }

// 26, 26th, 1st.
int day_in(std::string_view text) {
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  const std::string_view rest = text.substr(digits.size());
  if (digits.empty() || digits.size() > 2) return 0;
  const bool counts = rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  return counts ? number(digits) : 0;
}

// 1-12 for a month's name, or its first three letters ("Sept" too), else 0.
int month_in(std::string_view word) {
  for (int m = 1; m <= 12; ++m) {
    std::string name(month_name(m));
    name.front() = static_cast<char>(name.front() - 'A' + 'a');
    if (word == name || word == name.substr(0, 3) || (m == 9 && word == "sept")) return m;
  }
  return 0;
}

// Of the quarter, spoken: q3, third, 三.
int quarter_in(std::string_view word) {
  static constexpr std::array<std::array<std::string_view, 5>, 4> names{{
      {"q1", "first", "1st", "1", "一"},
      {"q2", "second", "2nd", "2", "二"},
      {"q3", "third", "3rd", "3", "三"},
      {"q4", "fourth", "4th", "4", "四"},
  }};
  for (std::size_t q = 0; q < names.size(); ++q) {
    if (std::ranges::find(names[q], word) != names[q].end()) return static_cast<int>(q) + 1;
  }
  return 0;
}

// The date of these numbers, a month or a day of 0 left out; what is wrong with it, if there is
// none; and without a year, that it is missing.
SingleDate dated(std::size_t end, int year, int month = 0, int day = 0) {
  SingleDate d{end, {}, {}, true, year, month, day};
  if (year == 0) {
    d.is_surely_meant = false;
    if (month > 12) {
      d.trouble = fmt::format("there is no month {}", month);
      return d;
    }
    d.trouble = day == 0 ? fmt::format("{}: of which year?", month_name(month))
                         : fmt::format("{} {}: of which year?", day, month_name(month));
    return d;
  }
  d.edtf = fmt::format("{:04}", year);
  if (month != 0) d.edtf += fmt::format("-{:02}", month);
  if (day != 0) d.edtf += fmt::format("-{:02}", day);
  try {
    parse_date(d.edtf);
  } catch (const DateError& e) {
    d.trouble = e.what();
  }
  return d;
}

SingleDate quarter(std::size_t end, int year, int q) {
  SingleDate d = dated(end, year);
  if (d.trouble.empty()) d.edtf += fmt::format("-Q{}", q);
  return d;
}

// Reads the tokens one after another.
class Cursor {
 public:
  Cursor(Tokens tokens, std::size_t at) : tokens_(tokens), at_(at) {}
  std::size_t at() const { return at_; }
  std::string_view word(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? std::string_view(tokens_[at_ + ahead].word)
                                        : std::string_view();
  }
  bool take(std::string_view expected) {
    if (word() != expected) return false;
    ++at_;
    return true;
  }
  // Each character a token.
  bool take(std::initializer_list<std::string_view> expected) {
    std::size_t ahead = 0;
    for (const std::string_view one : expected) {
      if (word(ahead++) != one) return false;
    }
    at_ += expected.size();
    return true;
  }
  void skip(std::size_t n = 1) { at_ += n; }

 private:
  Tokens tokens_;
  std::size_t at_;
};

// "9月30日" after the year, which may be 0 = not said if there is a month.
SingleDate chinese_month(Cursor c, int year) {
  const int month = two_digits(c.word());
  if (month == 0 || c.word(1) != "月") return dated(c.at(), year);
  c.skip(2);
  const int day = two_digits(c.word());
  if (day == 0 || (c.word(1) != "日" && c.word(1) != "号")) return dated(c.at(), year, month);
  return dated(c.at() + 2, year, month, day);
}

void chinese_dates(Tokens t, std::size_t at, const CivilDate& now, std::vector<SingleDate>& all) {
  Cursor c(t, at);
  if (const int year = year_in(c.word()); year != 0 && c.word(1) == "年") {
    c.skip(2);
    Cursor q = c;
    q.take("第");
    if (const int n = quarter_in(q.word()); n != 0 && q.word(1) == "季") {
      q.skip(2);
      q.take("度");
      all.push_back(quarter(q.at(), year, n));
      return;
    }
    all.push_back(chinese_month(c, year));
    return;
  }
  if (two_digits(c.word()) != 0 && c.word(1) == "月") {
    all.push_back(chinese_month(c, 0));
    return;
  }
  constexpr std::array<std::string_view, 4> years{"前", "去", "今", "明"};
  const auto named = std::ranges::find(years, c.word());
  if (named != years.end() && c.word(1) == "年") {
    c.skip(2);
    all.push_back(chinese_month(c, now.year - 2 + static_cast<int>(named - years.begin())));
  }
}

void chinese_days(Tokens t, std::size_t at, Day today, std::vector<SingleDate>& all) {
  struct Named {
    std::array<std::string_view, 3> characters;
    int days, months;  // from today; months: the whole month
  };
  static constexpr int whole = 100;
  static constexpr std::array<Named, 15> named{{
      {{"今", "天", ""}, 0, whole},
      {{"今", "日", ""}, 0, whole},
      {{"现", "在", ""}, 0, whole},
      {{"目", "前", ""}, 0, whole},
      {{"如", "今", ""}, 0, whole},
      {{"当", "前", ""}, 0, whole},
      {{"昨", "天", ""}, -1, whole},
      {{"昨", "日", ""}, -1, whole},
      {{"明", "天", ""}, 1, whole},
      {{"本", "月", ""}, 0, 0},
      {{"这", "个", "月"}, 0, 0},
      {{"上", "个", "月"}, 0, -1},
      {{"上", "月", ""}, 0, -1},
      {{"下", "个", "月"}, 0, 1},
      {{"下", "月", ""}, 0, 1},
  }};
  for (const Named& n : named) {
    Cursor c(t, at);
    bool said = true;
    for (const std::string_view one : n.characters) said = said && (one.empty() || c.take(one));
    if (!said) continue;
    const CivilDate now = civil_of(today);
    if (n.months == whole) {
      all.push_back({c.at(), to_string(today + n.days)});
    } else {
      const int month = now.year * 12 + now.month - 1 + n.months;
      all.push_back(dated(c.at(), month / 12, month % 12 + 1));
    }
    return;
  }
}

void relative_dates(Tokens t, std::size_t at, Day today, std::vector<SingleDate>& all) {
  Cursor c(t, at);
  struct Named {
    std::string_view word;
    int days;
  };
  static constexpr std::array<Named, 7> named{{{"today", 0},
                                               {"now", 0},
                                               {"currently", 0},
                                               {"nowadays", 0},
                                               {"presently", 0},
                                               {"yesterday", -1},
                                               {"tomorrow", 1}}};
  for (const Named& n : named) {
    if (c.take(n.word)) return all.push_back({c.at(), to_string(today + n.days)});
  }
  if (c.take({"right", "now"}) || c.take({"the", "present"}) || c.take({"these", "days"}) ||
      c.take("present"))
    return all.push_back({c.at(), to_string(today)});
  const int step = c.word() == "last" ? -1 : c.word() == "this" ? 0 : c.word() == "next" ? 1 : 9;
  if (step == 9) return;
  const CivilDate now = civil_of(today);
  c.skip();
  if (c.take("year")) return all.push_back(dated(c.at(), now.year + step));
  if (c.take("month")) {
    const int month = now.year * 12 + now.month - 1 + step;
    return all.push_back(dated(c.at(), month / 12, month % 12 + 1));
  }
  if (c.take("quarter")) {
    const int q = now.year * 4 + (now.month - 1) / 3 + step;
    all.push_back(quarter(c.at(), q / 4, q % 4 + 1));
  }
}

// "March 2018", "26 November 2018", "the 26th of November", "November 26, 2018".
void spoken_dates(Tokens t, std::size_t at, std::vector<SingleDate>& all) {
  Cursor c(t, at);
  c.take("the");
  const std::size_t first = c.at();
  int day = day_in(c.word());
  if (day != 0) c.skip();
  if (day != 0) c.take("of");
  const int month = month_in(c.word());
  if (month == 0 || (day == 0 && first != at)) return;
  c.skip();
  c.take(".");
  if (const int d = day_in(c.word()); day == 0 && d != 0) {
    day = d;
    c.skip();
  }
  Cursor before_year = c;
  if (!c.take(",")) c.take("of");
  if (const int year = year_in(c.word()); year != 0) {
    c.skip();
    all.push_back(dated(c.at(), year, month, day));
  } else {
    all.push_back(dated(before_year.at(), 0, month, day));
  }
}

void quarters_and_years(Tokens t, std::size_t at, std::vector<SingleDate>& all) {
  Cursor c(t, at);
  const bool article = c.take("the");
  if (article && c.take("year")) {
    if (const int year = year_in(c.word())) all.push_back(dated(c.at() + 1, year));
    return;
  }
  const std::string_view word = c.word();
  if (word.size() == 5 && word.back() == 's' && word[3] == '0' && is_digits(word.substr(0, 4))) {
    all.push_back({c.at() + 1, std::string(word.substr(0, 3)) + "X"});
    return;
  }
  const int q = quarter_in(word);
  if (q == 0) return;
  c.skip();
  if (!word.starts_with('q') && !c.take("quarter")) return;
  if (!c.take(",")) c.take("of");
  if (const int year = year_in(c.word())) all.push_back(quarter(c.at() + 1, year, q));
}

std::string upper(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

bool is_readable(const std::string& text) {
  try {
    parse_date(text);
    return true;
  } catch (const DateError&) {
    return false;
  }
}

// What is wrong with "A/B"; nothing if it is a stretch or no attempt at one.
std::optional<std::string> trouble_with_stretch(const std::string& from, const std::string& until) {
  for (const std::string& side : {from, until}) {
    if (side != ".." && !is_readable(side)) return {};
  }
  if (from == ".." || until == "..") return "";
  if (parse_date(from).earliest <= parse_date(until).latest) return "";
  return fmt::format("{}/{}: it ends before it begins", from, until);
}

// One word: EDTF, or what was meant to be.
void edtf_dates(Tokens t, std::size_t at, std::vector<SingleDate>& all) {
  const std::string_view word = t[at].word;
  const bool begins_as_one = (word.front() >= '0' && word.front() <= '9') ||
                             word.starts_with('[') || word.starts_with("..");
  if (!begins_as_one || word.size() > 60) return;
  const std::string text = upper(word);
  SingleDate d{at + 1, text};
  if (const std::size_t slash = text.find('/'); slash != std::string::npos) {
    if (const auto trouble = trouble_with_stretch(text.substr(0, slash), text.substr(slash + 1))) {
      d.trouble = *trouble;
      return all.push_back(std::move(d));
    }
  }
  try {
    const Date date = parse_date(text);
    if (date.earliest == before_all || date.latest == after_all)
      d.trouble = text + ": write ../DATE or DATE/.. for a stretch that is open at one end";
  } catch (const DateError& e) {
    d.trouble = e.what();
    d.is_surely_meant = text.size() >= 6 && is_digits(text.substr(0, 4)) && text[4] == '-' &&
                        is_digits(text.substr(5, 1));
  }
  all.push_back(std::move(d));
}

std::vector<SingleDate> exact_dates(Tokens t, std::size_t at, Day today) {
  std::vector<SingleDate> all;
  if (at >= t.size()) return all;
  chinese_dates(t, at, civil_of(today), all);
  chinese_days(t, at, today, all);
  relative_dates(t, at, today, all);
  spoken_dates(t, at, all);
  quarters_and_years(t, at, all);
  if (all.empty()) edtf_dates(t, at, all);
  return all;
}

// "early 2018", "the end of March 2018": no days that anybody could agree on.
void vague_dates(Tokens t, std::size_t at, Day today, std::vector<SingleDate>& all) {
  static constexpr std::array<std::string_view, 10> vague{
      "early", "late", "mid", "end", "beginning", "start", "middle", "around", "about", "circa"};
  Cursor c(t, at);
  c.take("the");
  const std::string word(c.word());
  if (std::ranges::find(vague, word) == vague.end()) return;
  c.skip();
  c.take("of");
  for (const SingleDate& d : exact_dates(t, c.at(), today)) {
    if (d.edtf.empty()) continue;
    all.push_back({d.end,
                   {},
                   fmt::format("“{}” is no date by itself: say {}, a shorter period in it, or "
                               "“between … and …”",
                               word, d.edtf),
                   true});
  }
}

int year_of(const SingleDate& d) {
  if (d.year != 0) return d.year;
  return d.edtf.size() >= 4 ? number(std::string_view(d.edtf).substr(0, 4)) : 0;
}

bool lacks_year(const SingleDate& d) { return d.year == 0 && d.month != 0; }

}  // namespace

std::vector<SingleDate> single_dates(Tokens t, std::size_t at, Day today) {
  std::vector<SingleDate> all = exact_dates(t, at, today);
  if (all.empty()) vague_dates(t, at, today, all);
  return all;
}

std::optional<std::pair<SingleDate, SingleDate>> completed(SingleDate from, SingleDate until) {
  if (lacks_year(from) && lacks_year(until)) return {};
  if (lacks_year(from)) from = dated(from.end, year_of(until), from.month, from.day);
  if (lacks_year(until)) until = dated(until.end, year_of(from), until.month, until.day);
  return std::pair{std::move(from), std::move(until)};
}

}  // namespace reorg::question
