#include "core/model/date_advice.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include <utf8proc.h>

#include "core/model/shown_text.hpp"

namespace reorg {
namespace {

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

constexpr std::size_t longest_guessed = 60;  // nobody means a date by more

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// What a character stands for in a date typed with another keyboard or pasted from a page.
std::string in_ascii(std::string_view text, Character c) {
  if (c.code >= U'\uFF01' && c.code <= U'\uFF5E') {
    return {static_cast<char>(c.code - U'\uFF01' + U'!')};
  }
  if ((c.code >= U'\u2010' && c.code <= U'\u2015') || c.code == U'\u2212') return "-";
  if (c.code == U'年' || c.code == U'月') return "-";
  if (c.code == U'日' || c.code == U'号' || c.code == U'號') return " ";
  if (c.valid && c.code >= 0x80 && !is_printable(c.code)) return "";
  if (c.valid && utf8proc_category(static_cast<utf8proc_int32_t>(c.code)) == UTF8PROC_CATEGORY_ZS) {
    return " ";
  }
  return std::string(text.substr(0, c.size));
}

std::string to_ascii(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character c = first_character(text);
    result += in_ascii(text, c);
    text.remove_prefix(c.size);
  }
  return result;
}

// The same signs without blanks, x and q as capitals.
std::string tidied(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    result += c == 'x' ? 'X' : c == 'q' ? 'Q' : c;
  }
  return result;
}

// 1-12 for three or more first letters of an English month, 0 for any other word.
int month_of(std::string_view word) {
  if (word.size() < 3) return 0;
  const auto found =
      std::find_if(month_names.begin(), month_names.end(),
                   [&](std::string_view name) { return lower(name).starts_with(lower(word)); });
  if (found == month_names.end()) return 0;
  return static_cast<int>(found - month_names.begin()) + 1;
}

// What a date is made of, however it was written.
struct Pieces {
  std::optional<std::string> year;
  bool year_first = false;
  std::vector<std::string> numbers;  // of one or two digits
  std::string month;                 // from its name
  bool quarter = false, dots = false, approximate = false, uncertain = false;
  bool strange = false;  // there is more in the text than we can place

  std::string mark() const {
    if (approximate && uncertain) return "%";
    return approximate ? "~" : uncertain ? "?" : "";
  }
};

std::string two_digits(std::string_view number) {
  return (number.size() == 1 ? "0" : "") + std::string(number);
}

void set_year(Pieces& p, std::string_view digits) {
  p.strange = p.strange || p.year.has_value();
  p.year = digits;
  p.year_first = p.numbers.empty();
}

// 2018, 20188, 201809 and 20180930 begin with a year; 9 and 30 are a month or a day.
void add_number(Pieces& p, std::string_view digits) {
  if (digits.size() <= 2) {
    p.numbers.push_back(two_digits(digits));
  } else if (digits.size() >= 4 && digits.size() <= 8 && digits.size() != 7) {
    set_year(p, digits.substr(0, 4));
    if (digits.size() > 4) p.numbers.push_back(two_digits(digits.substr(4, 2)));
    if (digits.size() > 6) p.numbers.emplace_back(digits.substr(6));
  } else {
    p.strange = true;
  }
}

void add_word(Pieces& p, std::string_view word) {
  static constexpr std::array<std::string_view, 5> about{"c", "ca", "circa", "about", "around"};
  static constexpr std::array<std::string_view, 5> filler{"st", "nd", "rd", "th", "of"};
  const auto is_one_of = [&](const auto& words) {
    return std::find(words.begin(), words.end(), lower(word)) != words.end();
  };
  if (const int month = month_of(word)) {
    p.strange = p.strange || !p.month.empty();
    p.month = two_digits(std::to_string(month));
  } else if (lower(word) == "q") {
    p.quarter = true;
  } else if (is_one_of(about)) {
    p.approximate = true;
  } else if (!is_one_of(filler)) {
    p.strange = true;
  }
}

void add_sign(Pieces& p, char c) {
  p.approximate = p.approximate || c == '~' || c == '%';
  p.uncertain = p.uncertain || c == '?' || c == '%';
  p.dots = p.dots || c == '.';
  p.strange = p.strange || std::string_view("~?%./-, \t\r\n").find(c) == std::string_view::npos;
}

template <typename Belongs>
std::string_view run(std::string_view text, Belongs belongs) {
  const auto end = std::find_if_not(text.begin(), text.end(), belongs);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

Pieces pieces_of(std::string_view text) {
  Pieces p;
  while (!text.empty()) {
    std::string_view token = text.substr(0, 1);
    if (is_digit(text.front())) {
      token = run(text, is_digit);
      add_number(p, token);
    } else if (is_letter(text.front())) {
      token = run(text, is_letter);
      add_word(p, token);
    } else {
      add_sign(p, text.front());
    }
    text.remove_prefix(token.size());
  }
  return p;
}

// Everything the pieces may be put together to, without the closing mark.
std::vector<std::string> put_together(const Pieces& p) {
  const std::string year = *p.year + "-";
  const std::vector<std::string>& n = p.numbers;
  if (p.quarter) {
    if (n.size() != 1 || !p.month.empty()) return {};
    return {year + "Q" + n[0].substr(1)};
  }
  if (!p.month.empty()) {
    if (n.size() > 1) return {};
    return {n.empty() ? year + p.month : year + p.month + "-" + n[0]};
  }
  if (n.empty()) return {*p.year};
  if (n.size() == 1) return {year + n[0]};
  if (n.size() > 2) return {};
  const std::string month_first = year + n[0] + "-" + n[1], day_first = year + n[1] + "-" + n[0];
  if (p.year_first) return {n[0] <= "12" ? month_first : day_first};
  if (p.dots) return {day_first};
  return {day_first, month_first};
}

std::string unknown_to_the_end(std::string text) {
  std::size_t at = text.find('X');
  for (; at < text.size(); ++at) {
    if (is_digit(text[at]) || text[at] == 'Q') text[at] = 'X';
  }
  return text;
}

void add_new(std::vector<std::string>& guesses, const std::string& guess) {
  if (std::find(guesses.begin(), guesses.end(), guess) == guesses.end()) guesses.push_back(guess);
}

}  // namespace

std::vector<std::string> date_guesses(std::string_view text) {
  if (text.size() > longest_guessed) return {};
  const std::string ascii = to_ascii(text);
  const std::string tidy = tidied(ascii);
  std::vector<std::string> guesses{tidy};
  add_new(guesses, unknown_to_the_end(tidy));
  if (tidy.find("..") != std::string::npos) add_new(guesses, "[" + tidy + "]");
  if (tidy.starts_with('[') && tidy.ends_with(']')) {
    add_new(guesses, tidy.substr(1, tidy.size() - 2));
  }
  const Pieces p = pieces_of(ascii);
  if (!p.year || p.strange) return guesses;
  for (const std::string& date : put_together(p)) add_new(guesses, date + p.mark());
  return guesses;
}

std::string_view month_name(int month) { return month_names[static_cast<std::size_t>(month - 1)]; }

}  // namespace reorg
