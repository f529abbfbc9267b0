// CSV as RFC 4180 has it, row by row: a table whose first line names its columns.
//
//   CsvTable table("acme/names.csv", columns);
//   while (table.next() != CsvTable::Row::end)
//     if (table.is_good()) use(table.field(0));
//
// Beyond the RFC, what spreadsheets write: LF as well as CRLF, a byte order mark, semicolons or
// tabs instead of commas (whichever the first line has most of) and a first line "sep=;". Blank
// rows are passed over. UTF-8 only. A long table is scanned ahead in a thread of its own. The
// memory is a few blocks of 128 KiB with their fields, or of the longest row.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/csv_blocks.hpp"
#include "core/format/problems.hpp"

namespace reorg::format {

struct CsvColumn {
  std::string_view name;
  bool required = false;
};

class CsvTable {
 public:
  // Columns may stand in any order, and letter case, blanks and hyphens in their names do not
  // matter. Throws BadInput for a file that cannot be read and for what is wrong with its first
  // line.
  CsvTable(std::string path, std::span<const CsvColumn> columns);
  CsvTable(const CsvTable&) = delete;
  CsvTable& operator=(const CsvTable&) = delete;
  ~CsvTable() = default;

  // bad: quotes, bytes or the number of fields are wrong; problem() says how. Goes on with the next
  // line all the same. Throws BadInput when the file cannot be read any further.
  enum class Row { good, bad, end };
  Row next();
  const Problem& problem() const { return problem_; }

  // Of the row that next() gave, by number in the list of columns, without blanks at its ends;
  // empty when the file has no such column. Good until the next call.
  bool has(std::size_t column) const { return at_[column] >= 0; }
  std::string_view field(std::size_t column) const {
    return has(column) ? fields_[at_[column]].text : std::string_view{};
  }
  // Where a column stands in this file, or none: for who asks for it in every row.
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t position(std::size_t column) const {
    return has(column) ? static_cast<std::size_t>(at_[column]) : none;
  }
  std::string_view at(std::size_t position) const {
    return position == none ? std::string_view{} : fields_[position].text;
  }
  // Of a row that will come: for what is worth beginning early. Empty when it is not there yet or
  // has no such field; nobody has checked it.
  std::string_view ahead(std::size_t rows, std::size_t position) const;
  // Where a field stands; the row itself when there is no such column.
  Place place(std::size_t column) const;
  int line() const { return row_.line; }
  // As written, without its line end.
  std::string_view row() const { return row_.text; }
  char separator() const { return scanner_.separator(); }

  const std::string& path() const { return scanner_.path(); }
  std::uint64_t bytes_read() const { return row_.consumed; }

 private:
  void read_header(std::span<const CsvColumn>);
  void match_columns(std::span<const CsvColumn>);
  void choose_separator();
  bool check_row();
  bool check_count();
  void single_quotes();
  bool is_blank() const;
  Place place_of(std::size_t offset) const;

  CsvScanner scanner_;
  CsvBlocks blocks_{scanner_};
  const CsvBlock* block_ = nullptr;
  std::size_t next_ = 0;  // row of the block

  CsvRow row_;
  const CsvField* fields_ = nullptr;
  std::vector<CsvField> own_fields_;  // of a row with doubled quotes,
  std::string singled_;               // which are made single here

  std::vector<std::ptrdiff_t> at_;  // the field of each column, or -1
  std::vector<std::string> names_;  // of the file's own columns
  std::size_t width_ = 0;
  Problem problem_;
};

}  // namespace reorg::format
