#include "core/format/csv_scan.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/format/problems.hpp"
#include "core/format/raw_text.hpp"
#include "core/format/scalar.hpp"

namespace reorg::format {
namespace {

constexpr std::size_t block_bytes = std::size_t{128} << 10U;

constexpr bool is_a_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view without_blanks(std::string_view text) {
  if (text.empty() || !(is_a_blank(text.front()) || is_a_blank(text.back()))) return text;
  return trimmed(text);
}

[[noreturn]] void refuse(Place place, std::string message) {
  throw BadInput({{std::move(place), std::move(message)}});
}

}  // namespace

CsvScanner::CsvScanner(std::string path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
  struct stat about = {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 || S_ISDIR(about.st_mode)) {
    const std::string why = descriptor_ >= 0 ? "it is a folder" : std::strerror(errno);
    if (descriptor_ >= 0) ::close(descriptor_);
    refuse({path_, 0, 0}, "cannot be opened: " + why + "; check that you may read it");
  }
}

CsvScanner::~CsvScanner() { ::close(descriptor_); }

// Behind the first `kept` bytes; there is more room afterwards when they fill it.
void CsvScanner::load(std::vector<char>& bytes, std::size_t kept) {
  if (kept >= max_csv_row_bytes) {
    refuse({path_, next_line_, 1},
           "a row of more than 16 MB; is a quote left open that begins in this line?");
  }
  bytes.resize(std::max(block_bytes, kept < block_bytes / 2 ? block_bytes : 2 * kept));
  ssize_t n = 0;
  do {
    n = ::read(descriptor_, bytes.data() + kept, bytes.size() - kept);
  } while (n < 0 && errno == EINTR);
  if (n < 0)
    refuse({path_, 0, 0}, std::string("cannot be read to its end: ") + std::strerror(errno));
  bytes.resize(kept + static_cast<std::size_t>(n));
  all_loaded_ = n == 0;
}

std::string_view CsvScanner::beginning() {
  while (!all_loaded_ && std::find(rest_.begin(), rest_.end(), '\n') == rest_.end())
    load(rest_, rest_.size());
  return {rest_.data(), rest_.size()};
}

void CsvScanner::skip(std::size_t bytes, int lines) {
  rest_.erase(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(bytes));
  consumed_ += bytes;
  next_line_ += lines;
}

void CsvScanner::separate_by(char separator) {
  separator_ = separator;
  std::fill(std::begin(stops_), std::end(stops_), false);
  for (const char c : {separator, '\n', '\r', '"', '\0'})
    stops_[static_cast<unsigned char>(c)] = true;
}

bool CsvScanner::fill(CsvBlock& block) {
  block.rows.clear();
  block.fields.clear();
  block.wrongs.clear();
  block.trouble = nullptr;
  block.bytes.assign(rest_.begin(), rest_.end());
  rest_.clear();
  scan_rows(block);
  try {
    while (block.rows.empty() && !all_loaded_) {
      load(block.bytes, block.bytes.size());
      scan_rows(block);
    }
  } catch (...) {
    block.trouble = std::current_exception();
    all_loaded_ = true;
    return true;
  }
  rest_.assign(next_, end_);
  return !block.rows.empty();
}

// All that are whole.
void CsvScanner::scan_rows(CsvBlock& block) {
  next_ = block.bytes.data();
  end_ = next_ + block.bytes.size();
  for (;;) {
    const int line = next_line_;
    const auto fields = static_cast<std::uint32_t>(block.fields.size());
    const std::size_t wrongs = block.wrongs.size();
    row_ = {};
    row_.line = line;
    row_.first_field = fields;
    const Scan found = scan(block);
    if (found == Scan::row) {
      row_.fields = static_cast<std::uint32_t>(block.fields.size()) - fields;
      row_.bad_byte =
          static_cast<std::uint32_t>(bits_ < 0x80U ? row_.text.size() : first_bad_byte(row_.text));
      block.rows.push_back(row_);
      continue;
    }
    next_line_ = line;
    block.fields.resize(fields);
    block.wrongs.resize(wrongs);
    return;
  }
}

void CsvScanner::wrong_at(const char* p, CsvBlock& block, std::string message) {
  if (row_.wrong >= 0) return;
  row_.wrong = static_cast<std::int32_t>(block.wrongs.size());
  block.wrongs.push_back({static_cast<std::uint32_t>(p - next_), std::move(message)});
}

// Each gives false when the field may go on beyond what is loaded.
bool CsvScanner::scan_plain(const char*& p, CsvBlock& block, CsvField& field) {
  const char* const begin = p;
  for (;;) {
    while (p != end_ && !stops_[static_cast<unsigned char>(*p)])
      bits_ |= static_cast<unsigned char>(*p++);
    if (p == end_) {
      if (!all_loaded_) return false;
      break;
    }
    if (*p == '"') {
      wrong_at(p, block,
               "a quote within a field that does not begin with one; put the whole field in quotes "
               "and write each quote in it twice");
    } else if (*p == '\0') {
      wrong_at(p, block, "a NUL byte; a table is text, take it out");
    } else if (*p == '\r') {
      if (p + 1 == end_ && !all_loaded_) return false;
      if (p + 1 == end_ || p[1] == '\n') break;
      wrong_at(
          p, block,
          "a carriage return without a line feed; end lines with LF or CRLF (in a spreadsheet: "
          "save as \"CSV UTF-8\")");
    } else {
      break;
    }
    ++p;
  }
  field.text = {begin, static_cast<std::size_t>(p - begin)};
  return true;
}

// Requires: at the opening quote.
bool CsvScanner::scan_quoted(const char*& p, CsvBlock& block, CsvField& field) {
  const char* const opened = p++;
  const char* const begin = p;
  for (;;) {
    const char* const quote =
        static_cast<const char*>(std::memchr(p, '"', static_cast<std::size_t>(end_ - p)));
    const char* const stop = quote == nullptr ? end_ : quote;
    for (; p != stop; ++p) {
      bits_ |= static_cast<unsigned char>(*p);
      if (*p == '\n') ++next_line_;
      if (*p == '\0') wrong_at(p, block, "a NUL byte; a table is text, take it out");
    }
    if (quote == nullptr || (quote + 1 == end_ && !all_loaded_)) {
      if (!all_loaded_) return false;
      wrong_at(opened, block,
               "a quote that opens here is never closed; close it, or write it twice");
      field.text = {begin, static_cast<std::size_t>(p - begin)};
      return true;
    }
    if (quote + 1 != end_ && quote[1] == '"') {
      field.doubled = true;
      p = quote + 2;
      continue;
    }
    field.text = {begin, static_cast<std::size_t>(quote - begin)};
    p = quote + 1;
    if (p == end_ || *p == separator_ || *p == '\n' || *p == '\r') return true;
    wrong_at(p, block,
             "something stands behind the closing quote; write a quote within a field twice");
    CsvField rest;
    return scan_plain(p, block, rest);
  }
}

CsvScanner::Scan CsvScanner::scan(CsvBlock& block) {
  const char* p = next_;
  if (p == end_) return all_loaded_ ? Scan::end : Scan::more;
  bits_ = 0;
  for (;;) {
    CsvField field;
    field.begin = static_cast<std::uint32_t>(p - next_);
    const bool quoted_field = p != end_ && *p == '"';
    if (!(quoted_field ? scan_quoted(p, block, field) : scan_plain(p, block, field)))
      return Scan::more;
    field.text = without_blanks(field.text);
    block.fields.push_back(field);
    if (p == end_ || *p != separator_) break;
    ++p;
    if (p == end_ && !all_loaded_) return Scan::more;
  }
  row_.text = {next_, static_cast<std::size_t>(p - next_)};
  if (p != end_ && *p == '\r') {
    if (p + 1 == end_ && !all_loaded_) return Scan::more;
    ++p;
  }
  if (p != end_ && *p == '\n') ++p, ++next_line_;
  consumed_ += static_cast<std::uint64_t>(p - next_);
  row_.consumed = consumed_;
  next_ = p;
  return Scan::row;
}

}  // namespace reorg::format
