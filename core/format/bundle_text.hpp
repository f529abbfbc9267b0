// A table of a bundle while it is gathered: rows as short texts that can be sorted and compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/format/bundle_columns.hpp"

namespace reorg::format {

// The cells of one row in the order of their sheet's columns, NUL between them: no cell holds one.
class RowText {
 public:
  explicit RowText(Sheet sheet) : sheet_(sheet), cells_(columns_of(sheet).size()) {}
  // Throws std::invalid_argument when the sheet has no such column and the text is not empty.
  RowText& put(Column, std::string_view text);
  std::string text() const;

 private:
  Sheet sheet_;
  std::vector<std::string> cells_;
};

// As CSV: the first line, then the rows as they are. A column that is empty in all rows is left out
// unless it is required, or one of `kept`.
std::string csv_text(Sheet, const std::vector<std::string>& rows, std::vector<Column> kept = {});

// "a; b", with "\;" for a ";" within a text and "\\" for a backslash.
std::string listed_texts(const std::vector<std::string>& texts);

}  // namespace reorg::format
