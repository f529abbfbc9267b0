// CSV as RFC 4180 has it, row by row: a table whose first line names its columns.
//
//   CsvTable table("acme/names.csv", columns);
//   while (table.next() != CsvTable::Row::end)
//     if (table.is_good()) use(table.field(0));
//
// Beyond the RFC, what spreadsheets write: LF as well as CRLF, a byte order mark, semicolons or
// tabs instead of commas (whichever the first line has most of) and a first line "sep=;". Blank
// rows are passed over. UTF-8 only. The memory is one buffer, as large as the longest row but at
// least 1 MiB.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/problems.hpp"

namespace reorg::format {

struct CsvColumn {
  std::string_view name;
  bool required = false;
};

inline constexpr std::size_t max_csv_row_bytes = std::size_t{16} << 20U;

class CsvTable {
 public:
  // Columns may stand in any order, and letter case, blanks and hyphens in their names do not
  // matter. Throws BadInput for a file that cannot be read and for what is wrong with its first
  // line.
  CsvTable(std::string path, std::span<const CsvColumn> columns);
  CsvTable(const CsvTable&) = delete;
  CsvTable& operator=(const CsvTable&) = delete;
  ~CsvTable();

  // bad: quotes, bytes or the number of fields are wrong; problem() says how. Goes on with the next
  // line all the same. Throws BadInput when the file cannot be read any further.
  enum class Row { good, bad, end };
  Row next();
  const Problem& problem() const { return problem_; }

  // Of the row that next() gave, by number in the list of columns, without blanks at its ends;
  // empty when the file has no such column. Good until the next call.
  bool has(std::size_t column) const { return at_[column] >= 0; }
  std::string_view field(std::size_t column) const {
    return at_[column] < 0 ? std::string_view{}
                           : fields_[static_cast<std::size_t>(at_[column])].text;
  }
  // Where a field stands; the row itself when there is no such column.
  Place place(std::size_t column) const;
  int line() const { return line_; }
  // As written, without its line end.
  std::string_view row() const { return {row_, row_size_}; }
  char separator() const { return separator_; }

  const std::string& path() const { return path_; }
  std::uint64_t bytes_read() const { return consumed_; }

 private:
  struct Field {
    std::string_view text;
    std::uint32_t begin = 0;  // within the row, its quote included
    bool doubled = false;     // holds doubled quotes
  };
  enum class Scan { row, more, end };

  Scan scan();
  bool scan_quoted(const char*& p, Field&);
  bool scan_plain(const char*& p, Field&);
  void wrong_at(const char* p, std::string message);
  bool load();
  void read_header(std::span<const CsvColumn>);
  void match_columns(std::span<const CsvColumn>);
  void choose_separator();
  void separate_by(char separator);
  bool check_row();
  bool check_text();
  bool check_count();
  void single_quotes();
  bool is_blank() const;
  Place place_of(std::size_t offset) const;

  std::string path_;
  int descriptor_ = -1;
  std::vector<char> buffer_;
  const char* next_ = nullptr;  // where the next row begins
  const char* end_ = nullptr;   // of what is loaded
  bool all_loaded_ = false;
  std::uint64_t consumed_ = 0;
  bool stops_[256] = {};  // what ends a run of plain characters
  char separator_ = ',';

  const char* row_ = nullptr;
  std::size_t row_size_ = 0;
  int line_ = 0, next_line_ = 1;
  std::vector<Field> fields_;
  std::size_t count_ = 0;
  unsigned char bits_ = 0;  // of all bytes of the row
  const char* wrong_ = nullptr;
  std::string wrong_message_;
  std::string singled_;  // fields whose doubled quotes were made single

  std::vector<int> at_;             // the field of each column, or -1
  std::vector<std::string> names_;  // of the file's own columns
  std::size_t width_ = 0;
  Problem problem_;
};

}  // namespace reorg::format
