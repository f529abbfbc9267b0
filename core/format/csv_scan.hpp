// CSV as bytes: where rows and fields begin and end, and nothing of what they mean.
//
//   CsvScanner scanner("acme/names.csv");
//   … look at scanner.beginning(), choose a separator …
//   CsvBlock block;
//   while (scanner.fill(block)) for (const CsvRow& row : block.rows) …
//
// A block is what is scanned at once: some thousand rows with the bytes they stand in, and nothing
// that changes once it is filled, so that it may be filled in one thread and read in another.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace reorg::format {

inline constexpr std::size_t max_csv_row_bytes = std::size_t{16} << 20U;

struct CsvField {
  std::string_view text;    // without its quotes and without blanks at its ends
  std::uint32_t begin = 0;  // within the row, its quote included
  bool doubled = false;     // holds doubled quotes
};

struct CsvRow {
  std::string_view text;          // as written, without its line end
  std::uint32_t first_field = 0;  // of the block's fields
  std::uint32_t fields = 0;
  std::uint32_t bad_byte = 0;  // the first that is not UTF-8; the row's size when all are
  std::int32_t wrong = -1;     // of the block's `wrongs`
  int line = 0;
  std::uint64_t consumed = 0;  // bytes of the file up to its end
};

// Quotes or bytes that cannot stand where they stand.
struct CsvWrong {
  std::uint32_t at = 0;  // within the row
  std::string message;
};

struct CsvBlock {
  std::vector<char> bytes;
  std::vector<CsvRow> rows;
  std::vector<CsvField> fields;
  std::vector<CsvWrong> wrongs;
  // What kept the scanner from going on behind the last row.
  std::exception_ptr trouble;
};

class CsvScanner {
 public:
  // Throws BadInput for a file that cannot be opened.
  explicit CsvScanner(std::string path);
  CsvScanner(const CsvScanner&) = delete;
  CsvScanner& operator=(const CsvScanner&) = delete;
  ~CsvScanner();

  // The bytes that are loaded and not yet scanned: before the first fill(), at least the first
  // line. Throws BadInput.
  std::string_view beginning();
  // Passes over some of them; `lines`: how many lines that is.
  void skip(std::size_t bytes, int lines);
  void separate_by(char separator);
  char separator() const { return separator_; }

  // False when nothing is left. Never throws but std::bad_alloc: see CsvBlock::trouble.
  bool fill(CsvBlock&);

  const std::string& path() const { return path_; }

 private:
  enum class Scan { row, more, end };

  void load(std::vector<char>& bytes, std::size_t kept);
  void scan_rows(CsvBlock&);
  Scan scan(CsvBlock&);
  bool scan_plain(const char*& p, CsvBlock&, CsvField&);
  bool scan_quoted(const char*& p, CsvBlock&, CsvField&);
  void wrong_at(const char* p, CsvBlock&, std::string message);

  std::string path_;
  int descriptor_ = -1;
  bool all_loaded_ = false;
  std::vector<char> rest_;  // loaded, and not part of a whole row yet
  bool stops_[256] = {};    // what ends a run of plain characters
  char separator_ = ',';
  std::uint64_t consumed_ = 0;
  int next_line_ = 1;

  // While a block is filled.
  const char* next_ = nullptr;  // where the next row begins
  const char* end_ = nullptr;   // of what is loaded
  unsigned char bits_ = 0;      // of all bytes of the row
  CsvRow row_;
};

}  // namespace reorg::format
