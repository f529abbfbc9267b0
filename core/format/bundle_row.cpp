#include "core/format/bundle_row.hpp"

#include <algorithm>
#include <charconv>

#include "core/format/grammar.hpp"
#include "core/format/scalar.hpp"

namespace reorg::format {
namespace {

std::vector<CsvColumn> csv_columns(Sheet sheet) {
  std::vector<CsvColumn> columns;
  for (const ColumnRule& rule : columns_of(sheet))
    columns.push_back({word(rule.column), rule.required});
  return columns;
}

// In the list of the sheet's columns.
std::size_t number_of(Sheet sheet, Column column) {
  const auto columns = columns_of(sheet);
  const auto at = std::ranges::find(columns, column, &ColumnRule::column);
  return at == columns.end() ? CsvTable::none : static_cast<std::size_t>(at - columns.begin());
}

std::array<std::size_t, column_count> positions(Sheet sheet, const CsvTable& table) {
  std::array<std::size_t, column_count> all;
  for (std::size_t c = 0; c < column_count; ++c) {
    const std::size_t n = number_of(sheet, static_cast<Column>(c));
    all[c] = n == CsvTable::none ? CsvTable::none : table.position(n);
  }
  return all;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "43440": spreadsheets keep a date as the number of days since 1899-12-30, and show it so when the
// cell is no date any more.
std::optional<std::string> serial_day(std::string_view text) {
  constexpr std::size_t usual_size = 5;
  if (text.size() != usual_size || !all_digits(text)) return std::nullopt;
  int n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return to_string(day_of(1899, 12, 30) + n);
}

std::string why_no_date(std::string_view text, const std::string& error) {
  if (const auto day = serial_day(text)) {
    return std::string(text) + ": a number of days, as spreadsheets keep dates (this one is " +
           *day + "); give the column the format YYYY-MM-DD and save again";
  }
  const bool by_spreadsheet = text.find_first_of("/.") != std::string_view::npos ||
                              text.find(':') != std::string_view::npos;
  return error + (by_spreadsheet
                      ? " (in a spreadsheet: give the column the format YYYY-MM-DD and save again)"
                      : "");
}

std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return all;
}

bool is_error_of_a_spreadsheet(std::string_view text) {
  constexpr std::array<std::string_view, 6> errors{"#N/A",   "#NAME?",  "#REF!",
                                                   "#NULL!", "#VALUE!", "#DIV/0!"};
  return text.starts_with('#') && (std::find(errors.begin(), errors.end(), text) != errors.end() ||
                                   text.find_first_not_of('#') == std::string_view::npos);
}

int two_digits(const char* p) { return (10 * (p[0] - '0')) + (p[1] - '0'); }

}  // namespace

std::optional<Day> exact_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  const int year = (100 * two_digits(text.data())) + two_digits(text.data() + 2);
  const int month = two_digits(text.data() + 5), day = two_digits(text.data() + 8);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  return day_of(year, month, day);
}

SheetReader::SheetReader(const std::string& folder, Sheet sheet)
    : sheet_(sheet),
      table_(folder + "/" + std::string(file_of(sheet)), csv_columns(sheet)),
      positions_(positions(sheet, table_)) {}

Place SheetReader::place(Column column) const { return table_.place(number_of(sheet_, column)); }

void SheetReader::refuse(Column column, std::string message) {
  throw Refusal{column, std::move(message)};
}

std::string_view SheetReader::needed(Column column, std::string_view what) const {
  const std::string_view text = cell(column);
  if (text.empty()) refuse(column, "empty; write " + std::string(what));
  return text;
}

std::string_view SheetReader::key(Column column) const {
  const std::string_view text = cell(column);
  if (text.empty()) refuse(column, "empty; write a key: lower-case letters, digits and hyphens");
  if (std::string wrong = wrong_key(text); !wrong.empty()) refuse(column, std::move(wrong));
  if (text.size() > max_key_bytes) {
    refuse(column, "a key of " + std::to_string(text.size()) + " bytes; at most " +
                       std::to_string(max_key_bytes) + " are kept, shorten it");
  }
  return text;
}

void SheetReader::text(Column column, std::size_t limit, std::string& into) const {
  const std::string_view text = cell(column);
  if (text.size() > limit) {
    refuse(column, "a text of " + std::to_string(text.size()) + " bytes; at most " +
                       std::to_string(limit) + " are kept here, shorten it");
  }
  if (is_error_of_a_spreadsheet(text))
    refuse(column,
           quoted(text) + " is an error of the spreadsheet; mend the formula, and save again");
  into.assign(text);
}

void SheetReader::date(Column column, std::optional<Date>& into) const {
  const std::string_view text = cell(column);
  if (text.empty()) return into.reset();
  if (const auto day = exact_day(text)) {
    if (!into) into.emplace();
    into->edtf.assign(text);
    into->earliest = into->latest = *day;
    into->uncertain = false;
    return;
  }
  try {
    into = parse_date(text);
  } catch (const DateError& error) {
    refuse(column, why_no_date(text, error.what()));
  }
}

bool SheetReader::flag(Column column) const {
  const std::string_view text = cell(column);
  if (text.empty()) return false;
  const std::string word = lower(text);
  constexpr std::array<std::string_view, 5> yes{"true", "yes", "1", "x", "y"};
  constexpr std::array<std::string_view, 4> no{"false", "no", "0", "n"};
  if (std::find(yes.begin(), yes.end(), word) != yes.end()) return true;
  if (std::find(no.begin(), no.end(), word) != no.end()) return false;
  refuse(column, quoted(text) + " cannot stand here; write true or false");
}

unsigned SheetReader::number(Column column, unsigned if_empty) const {
  const std::string_view text = cell(column);
  if (text.empty()) return if_empty;
  unsigned value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc() && stop == end && value <= 1'000'000) return value;
  refuse(column, quoted(text) + " is no number here; write 0, 1, 2, …");
}

std::string_view SheetReader::one_of(Column column, std::span<const std::string_view> words) const {
  const std::string_view text = cell(column);
  if (text.empty() || std::find(words.begin(), words.end(), text) != words.end()) return text;
  refuse(column, quoted(text) + " cannot stand here; write " + listed(words, " or ") +
                     did_you_mean(text, words));
}

void SheetReader::texts(Column column, std::vector<std::string>& into) const {
  into.clear();
  const std::string_view list = cell(column);
  std::string one;
  const auto add = [&] {
    if (const std::string_view kept = trimmed(one); !kept.empty()) into.emplace_back(kept);
    one.clear();
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    const bool escaped = list[i] == '\\' && i + 1 < list.size();
    if (escaped) {
      one += list[++i];
    } else if (list[i] == ';') {
      add();
    } else {
      one += list[i];
    }
  }
  add();
}

}  // namespace reorg::format
