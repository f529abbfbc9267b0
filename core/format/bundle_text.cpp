#include "core/format/bundle_text.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/format/csv_text.hpp"

namespace reorg::format {
namespace {

constexpr char between_cells = '\0';

template <class Use>
void for_each_cell(std::string_view row, Use use) {
  for (std::size_t n = 0;; ++n) {
    const std::size_t end = row.find(between_cells);
    use(n, row.substr(0, end));
    if (end == std::string_view::npos) return;
    row.remove_prefix(end + 1);
  }
}

}  // namespace

RowText& RowText::put(Column column, std::string_view text) {
  const auto columns = columns_of(sheet_);
  const auto at = std::find_if(columns.begin(), columns.end(),
                               [&](const ColumnRule& rule) { return rule.column == column; });
  if (at != columns.end()) {
    cells_[static_cast<std::size_t>(at - columns.begin())] = text;
  } else if (!text.empty()) {
    throw std::invalid_argument(std::string(file_of(sheet_)) + " has no column " +
                                std::string(word(column)));
  }
  return *this;
}

std::string RowText::text() const {
  std::string row;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i > 0) row += between_cells;
    row += cells_[i];
  }
  return row;
}

std::string csv_text(Sheet sheet, const std::vector<std::string>& rows, std::vector<Column> kept) {
  const auto columns = columns_of(sheet);
  std::vector<bool> used;
  for (const ColumnRule& rule : columns) {
    used.push_back(rule.required || std::find(kept.begin(), kept.end(), rule.column) != kept.end());
  }
  for (const std::string& row : rows)
    for_each_cell(
        row, [&](std::size_t n, std::string_view cell) { used[n] = used[n] || !cell.empty(); });
  std::string text;
  const auto add = [&](bool first, std::string_view cell) {
    if (!first) text += ',';
    text += csv_field(cell);
  };
  bool first = true;
  for (std::size_t n = 0; n < columns.size(); ++n) {
    if (used[n]) add(std::exchange(first, false), word(columns[n].column));
  }
  text += '\n';
  for (const std::string& row : rows) {
    first = true;
    for_each_cell(row, [&](std::size_t n, std::string_view cell) {
      if (used[n]) add(std::exchange(first, false), cell);
    });
    text += '\n';
  }
  return text;
}

std::string listed_texts(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) {
    if (!list.empty()) list += "; ";
    for (const char c : text)
      list += c == ';' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  }
  return list;
}

}  // namespace reorg::format
