// Random texts that are dates.
#pragma once

#include <string>

#include <rapidcheck.h>

#include "core/model/day.hpp"
#include "tests/model/date_oracle.hpp"

namespace reorg::tests {

using TextGen = rc::Gen<std::string>;

inline TextGen texts_of(std::initializer_list<std::string> texts) {
  return rc::gen::elementOf(std::vector<std::string>(texts));
}

inline TextGen numbers_as_text(int from, int to, std::size_t width) {
  return rc::gen::map(rc::gen::inRange(from, to + 1), [width](int n) { return padded(n, width); });
}

inline TextGen years() {
  return rc::gen::oneOf(numbers_as_text(1, 9999, 4), numbers_as_text(1990, 2030, 4),
                        texts_of({"0001", "0002", "0100", "1900", "2000", "9998", "9999"}));
}

inline TextGen years_with_x() {
  return rc::gen::exec([] {
    std::string year = *years();
    year.replace(year.size() - 1, 1, "X");
    if (*rc::gen::element(true, false)) year[2] = 'X';
    return year + *texts_of({"", "-XX", "-XX-XX"});
  });
}

inline TextGen months_and_quarters() {
  return rc::gen::exec([] {
    const std::string month =
        *rc::gen::oneOf(numbers_as_text(1, 12, 2), texts_of({"0X", "1X", "XX"}));
    const std::string quarter = *texts_of({"Q1", "Q2", "Q3", "Q4", "33", "34", "35", "36"});
    return *years() + "-" + *texts_of({month, month + "-XX", quarter});
  });
}

inline TextGen days() {
  return rc::gen::exec([] {
    const std::string year = *years();
    const int month = *rc::gen::inRange(1, 13);
    const int last = days_in_month(std::stoi(year), month);
    const std::string day = *rc::gen::oneOf(numbers_as_text(1, last, 2),
                                            texts_of({"0X", "1X", "2X", last < 30 ? "XX" : "3X"}));
    return year + "-" + padded(month, 2) + "-" + day;
  });
}

// One date with or without a mark.
inline TextGen single_dates() {
  return rc::gen::exec([] {
    const std::string date =
        *rc::gen::oneOf(years(), years_with_x(), months_and_quarters(), days());
    return date + *texts_of({"", "", "~", "?", "%"});
  });
}

// "[A..B]", "[..B]" or "[A..]"; B may lie before A.
inline TextGen sets() {
  return rc::gen::exec([] {
    const std::string a = *single_dates(), b = *single_dates();
    return "[" + *texts_of({a + ".." + b, ".." + b, a + ".."}) + "]";
  });
}

// Any bytes, bytes that dates are made of, and dates with one byte changed.
inline TextGen texts_near_dates() {
  const auto any_byte =
      rc::gen::map(rc::gen::inRange(0, 256), [](int n) { return static_cast<char>(n); });
  const auto date_byte =
      rc::gen::elementOf(std::string("0123456789-XQ~?%[]./,{} TxqSept\xEF\xBC\x91"));
  const auto changed_date = rc::gen::exec([any_byte, date_byte] {
    std::string text = *rc::gen::oneOf(single_dates(), sets());
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    text.replace(at, *rc::gen::inRange<std::size_t>(0, 2), 1, *rc::gen::oneOf(any_byte, date_byte));
    return text;
  });
  return rc::gen::oneOf(rc::gen::container<std::string>(any_byte),
                        rc::gen::container<std::string>(date_byte), changed_date);
}

}  // namespace reorg::tests
