#include "core/format/csv_table.hpp"

#include <algorithm>
#include <array>

#include "core/format/scalar.hpp"
#include "core/model/shown_text.hpp"

namespace reorg::format {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// "Known Until" → "known_until"
std::string column_name(std::string_view written) {
  std::string name;
  for (const char c : trimmed(written)) {
    const bool upper = c >= 'A' && c <= 'Z';
    name += c == ' ' || c == '-' ? '_' : upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

[[noreturn]] void refuse(Place place, std::string message) {
  throw BadInput({{std::move(place), std::move(message)}});
}

std::string fields_in_words(std::size_t n) {
  return std::to_string(n) + (n == 1 ? " field" : " fields");
}

}  // namespace

CsvTable::CsvTable(std::string path, std::span<const CsvColumn> columns)
    : scanner_(std::move(path)) {
  read_header(columns);
}

bool CsvTable::is_blank() const {
  return std::all_of(fields_, fields_ + row_.fields,
                     [](const CsvField& f) { return f.text.empty(); });
}

CsvTable::Row CsvTable::next() {
  for (;;) {
    while (block_ == nullptr || next_ == block_->rows.size()) {
      block_ = blocks_.next();
      next_ = 0;
      if (block_ == nullptr) return Row::end;
    }
    row_ = block_->rows[next_++];
    fields_ = block_->fields.data() + row_.first_field;
    if (row_.wrong < 0 && is_blank()) continue;
    return check_row() ? Row::good : Row::bad;
  }
}

std::string_view CsvTable::ahead(std::size_t rows, std::size_t position) const {
  const std::size_t there = next_ - 1 + rows;
  if (there >= block_->rows.size()) return {};
  const CsvRow& row = block_->rows[there];
  return position < row.fields ? block_->fields[row.first_field + position].text
                               : std::string_view{};
}

bool CsvTable::check_row() {
  if (row_.wrong >= 0) {
    const CsvWrong& wrong = block_->wrongs[static_cast<std::size_t>(row_.wrong)];
    problem_ = {place_of(wrong.at), wrong.message};
    return false;
  }
  if (row_.bad_byte != row_.text.size()) {
    problem_ = {place_of(row_.bad_byte),
                "not UTF-8; save the file as UTF-8 (in a spreadsheet: save as \"CSV UTF-8\")"};
    return false;
  }
  if (row_.fields != width_ && width_ != 0 && !check_count()) return false;
  single_quotes();
  for (std::size_t i = 0; i < width_; ++i) {
    if (!names_[i].empty() || fields_[i].text.empty()) continue;
    problem_ = {place_of(fields_[i].begin), "a value, " + quoted(fields_[i].text) +
                                                ", in a column without a name; name the column in "
                                                "the first line, or take the value out"};
    return false;
  }
  return true;
}

bool CsvTable::check_count() {
  if (row_.fields < width_) {
    problem_ = {place_of(row_.text.size()),
                fields_in_words(row_.fields) + " where the first line has " +
                    std::to_string(width_) + "; " + quoted(names_[row_.fields]) +
                    " and what follows is missing: write the separators"};
  } else {
    problem_ = {place_of(fields_[width_].begin),
                fields_in_words(row_.fields) + " where the first line has " +
                    std::to_string(width_) + "; a field that holds " +
                    quoted(std::string(1, separator())) + " must stand in quotes"};
  }
  return false;
}

void CsvTable::single_quotes() {
  const CsvField* const end = fields_ + row_.fields;
  if (std::none_of(fields_, end, [](const CsvField& f) { return f.doubled; })) return;
  own_fields_.assign(fields_, end);
  singled_.clear();
  singled_.reserve(row_.text.size());  // so that no view moves
  for (CsvField& f : own_fields_) {
    if (!f.doubled) continue;
    const std::size_t begin = singled_.size();
    for (std::size_t i = 0; i < f.text.size(); ++i) {
      singled_ += f.text[i];
      if (f.text[i] == '"') ++i;
    }
    f.text = std::string_view(singled_).substr(begin);
  }
  fields_ = own_fields_.data();
}

Place CsvTable::place_of(std::size_t offset) const {
  const std::string_view before = row().substr(0, offset);
  const auto line = row_.line + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start),
                                        before.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {path(), static_cast<int>(line), static_cast<int>(column)};
}

Place CsvTable::place(std::size_t column) const {
  return place_of(has(column) ? fields_[at_[column]].begin : 0);
}

// ---- The first line --------------------------------------------------------------------------

// Requires: the first line is loaded.
void CsvTable::choose_separator() {
  const std::string_view text = scanner_.beginning();
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() == 5 && line.starts_with("sep=")) {
    scanner_.separate_by(line[4]);
    scanner_.skip(std::min(text.find('\n'), text.size() - 1) + 1, 1);
    return;
  }
  constexpr std::array separators{',', ';', '\t'};
  const auto often = [&](char c) { return std::count(line.begin(), line.end(), c); };
  scanner_.separate_by(*std::max_element(separators.begin(), separators.end(),
                                         [&](char a, char b) { return often(a) < often(b); }));
}

void CsvTable::read_header(std::span<const CsvColumn> columns) {
  const std::string_view text = scanner_.beginning();
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    refuse({path(), 1, 1},
           "UTF-16, which a spreadsheet calls \"Unicode text\"; save it as \"CSV UTF-8\"");
  }
  if (text.starts_with(byte_order_mark)) scanner_.skip(byte_order_mark.size(), 0);
  choose_separator();
  const Row row = next();
  if (row == Row::bad) throw BadInput({problem_});
  if (row == Row::end) {
    std::vector<std::string_view> names;
    for (const CsvColumn& c : columns) names.push_back(c.name);
    refuse({path(), 0, 0}, "the file is empty; its first line names the columns: " + listed(names));
  }
  match_columns(columns);
}

void CsvTable::match_columns(std::span<const CsvColumn> columns) {
  Problems problems;
  std::vector<std::string_view> known;
  for (const CsvColumn& c : columns) known.push_back(c.name);
  at_.assign(columns.size(), -1);
  for (std::size_t i = 0; i < row_.fields; ++i) {
    const std::string& name = names_.emplace_back(column_name(fields_[i].text));
    if (name.empty()) continue;
    const auto found = std::find(known.begin(), known.end(), name);
    const Place place = place_of(fields_[i].begin);
    if (found == known.end()) {
      problems.add(place, "unknown column " + quoted(fields_[i].text) + "; this file has " +
                              listed(known) + did_you_mean(name, known));
      continue;
    }
    auto& at = at_[static_cast<std::size_t>(found - known.begin())];
    if (at >= 0) problems.add(place, "the column " + quoted(name) + " stands twice; take one out");
    at = static_cast<std::ptrdiff_t>(i);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].required || at_[i] >= 0) continue;
    problems.add({path(), row_.line, 1}, "the column " + quoted(columns[i].name) +
                                             " is missing; the first line names the "
                                             "columns, and this one is needed");
  }
  problems.throw_if_any();
  width_ = row_.fields;
}

}  // namespace reorg::format
