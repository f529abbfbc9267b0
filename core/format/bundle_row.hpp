// One row of a bundle's table: its cells, read. Each reader throws Refusal for what cannot stand
// there; an empty cell is given as what is empty.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/format/bundle.hpp"
#include "core/format/bundle_columns.hpp"
#include "core/format/csv_table.hpp"

namespace reorg::format {

// Why a row cannot be taken.
struct Refusal {
  Column column;
  std::string message;
  bool follows = false;  // only from another row's being left out
};

// A table of a bundle, with its cells by the names of their columns.
class SheetReader {
 public:
  SheetReader(const std::string& folder, Sheet);

  Sheet sheet() const { return sheet_; }
  CsvTable& table() { return table_; }
  const CsvTable& table() const { return table_; }

  bool has(Column c) const { return position(c) != CsvTable::none; }
  std::string_view cell(Column c) const { return table_.at(position(c)); }
  // Of a row that will come, as CsvTable::ahead.
  std::string_view ahead(std::size_t rows, Column c) const {
    return table_.ahead(rows, position(c));
  }
  Place place(Column c) const;

  // Throws the refusal of the cell.
  [[noreturn]] static void refuse(Column, std::string message);

  // A cell that must not be empty.
  std::string_view needed(Column, std::string_view what) const;
  std::string_view key(Column) const;
  void text(Column, std::size_t limit, std::string& into) const;
  void date(Column, std::optional<Date>& into) const;
  bool flag(Column) const;
  unsigned number(Column, unsigned if_empty) const;
  // The word itself, one of these; empty when the cell is.
  std::string_view one_of(Column, std::span<const std::string_view> words) const;
  // "a; b" and "a b"
  template <class Use>
  void keys(Column c, Use use) const {
    const std::string_view list = cell(c);
    for (std::size_t at = 0; at < list.size();) {
      at = list.find_first_not_of(between_keys, at);
      if (at == std::string_view::npos) return;
      const std::size_t end = std::min(list.find_first_of(between_keys, at), list.size());
      use(list.substr(at, end - at));
      at = end;
    }
  }
  // Texts with ";" between them; "\;" is one within a text, "\\" a backslash.
  void texts(Column, std::vector<std::string>& into) const;

 private:
  static constexpr std::string_view between_keys = "; ,\t\r\n";
  std::size_t position(Column c) const { return positions_[static_cast<std::size_t>(c)]; }

  Sheet sheet_;
  CsvTable table_;
  std::array<std::size_t, column_count> positions_;  // in the file, or CsvTable::none
};

// The day of exactly "YYYY-MM-DD", if the text is one.
std::optional<Day> exact_day(std::string_view text);

}  // namespace reorg::format
