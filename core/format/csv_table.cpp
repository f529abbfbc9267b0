#include "core/format/csv_table.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/format/raw_text.hpp"
#include "core/format/scalar.hpp"
#include "core/model/shown_text.hpp"

namespace reorg::format {
namespace {

constexpr std::size_t first_buffer = std::size_t{1} << 20U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr bool is_a_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view without_blanks(std::string_view text) {
  if (text.empty() || !(is_a_blank(text.front()) || is_a_blank(text.back()))) return text;
  return trimmed(text);
}

// "Known Until" → "known_until"
std::string column_name(std::string_view written) {
  std::string name;
  for (const char c : without_blanks(written)) {
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
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
  struct stat about = {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 || S_ISDIR(about.st_mode)) {
    const std::string why = descriptor_ >= 0 ? "it is a folder" : std::strerror(errno);
    if (descriptor_ >= 0) ::close(descriptor_);
    refuse({path_, 0, 0}, "cannot be opened: " + why + "; check that you may read it");
  }
  try {
    buffer_.resize(first_buffer);
    next_ = end_ = buffer_.data();
    read_header(columns);
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

CsvTable::~CsvTable() { ::close(descriptor_); }

// Keeps what is not yet read, from the row's beginning on. False when there is no more.
bool CsvTable::load() {
  if (all_loaded_) return false;
  const auto kept = static_cast<std::size_t>(end_ - next_);
  if (next_ != buffer_.data()) std::memmove(buffer_.data(), next_, kept);
  if (kept == buffer_.size()) {
    if (kept >= max_csv_row_bytes) {
      refuse({path_, next_line_, 1},
             "a row of more than 16 MB; is a quote left open that begins in this line?");
    }
    buffer_.resize(2 * kept);
  }
  ssize_t n = 0;
  do {
    n = ::read(descriptor_, buffer_.data() + kept, buffer_.size() - kept);
  } while (n < 0 && errno == EINTR);
  if (n < 0)
    refuse({path_, 0, 0}, std::string("cannot be read to its end: ") + std::strerror(errno));
  next_ = buffer_.data();
  end_ = next_ + kept + static_cast<std::size_t>(n);
  all_loaded_ = n == 0;
  return true;
}

void CsvTable::wrong_at(const char* p, std::string message) {
  if (wrong_ != nullptr) return;
  wrong_ = p;
  wrong_message_ = std::move(message);
}

// Each gives false when the field may go on beyond what is loaded.
bool CsvTable::scan_plain(const char*& p, Field& field) {
  const char* const begin = p;
  for (;;) {
    while (p != end_ && !stops_[static_cast<unsigned char>(*p)])
      bits_ |= static_cast<unsigned char>(*p++);
    if (p == end_) {
      if (!all_loaded_) return false;
      break;
    }
    if (*p == '"') {
      wrong_at(p,
               "a quote within a field that does not begin with one; put the whole field in quotes "
               "and write each quote in it twice");
    } else if (*p == '\0') {
      wrong_at(p, "a NUL byte; a table is text, take it out");
    } else if (*p == '\r') {
      if (p + 1 == end_ && !all_loaded_) return false;
      if (p + 1 == end_ || p[1] == '\n') break;
      wrong_at(
          p,
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
bool CsvTable::scan_quoted(const char*& p, Field& field) {
  const char* const opened = p++;
  const char* const begin = p;
  for (;;) {
    const char* const quote =
        static_cast<const char*>(std::memchr(p, '"', static_cast<std::size_t>(end_ - p)));
    const char* const stop = quote == nullptr ? end_ : quote;
    for (; p != stop; ++p) {
      bits_ |= static_cast<unsigned char>(*p);
      if (*p == '\n') ++next_line_;
      if (*p == '\0') wrong_at(p, "a NUL byte; a table is text, take it out");
    }
    if (quote == nullptr || (quote + 1 == end_ && !all_loaded_)) {
      if (!all_loaded_) return false;
      wrong_at(opened, "a quote that opens here is never closed; close it, or write it twice");
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
    wrong_at(p, "something stands behind the closing quote; write a quote within a field twice");
    Field rest;
    return scan_plain(p, rest);
  }
}

CsvTable::Scan CsvTable::scan() {
  const char* p = next_;
  if (p == end_) return all_loaded_ ? Scan::end : Scan::more;
  count_ = 0;
  bits_ = 0;
  wrong_ = nullptr;
  next_line_ = line_;
  for (;;) {
    if (count_ == fields_.size()) fields_.emplace_back();
    Field& field = fields_[count_++];
    field.begin = static_cast<std::uint32_t>(p - next_);
    field.doubled = false;
    const bool quoted_field = p != end_ && *p == '"';
    if (!(quoted_field ? scan_quoted(p, field) : scan_plain(p, field))) return Scan::more;
    if (p == end_ || *p != separator_) break;
    ++p;
    if (p == end_ && !all_loaded_) return Scan::more;
  }
  row_ = next_;
  row_size_ = static_cast<std::size_t>(p - next_);
  if (p != end_ && *p == '\r') {
    if (p + 1 == end_ && !all_loaded_) return Scan::more;
    ++p;
  }
  if (p != end_ && *p == '\n') ++p, ++next_line_;
  consumed_ += static_cast<std::uint64_t>(p - next_);
  next_ = p;
  return Scan::row;
}

bool CsvTable::is_blank() const {
  return std::all_of(fields_.begin(), fields_.begin() + static_cast<std::ptrdiff_t>(count_),
                     [](const Field& f) { return without_blanks(f.text).empty(); });
}

CsvTable::Row CsvTable::next() {
  for (;;) {
    line_ = next_line_;
    Scan found = scan();
    while (found == Scan::more) {
      next_line_ = line_;
      load();
      found = scan();
    }
    if (found == Scan::end) return Row::end;
    if (wrong_ == nullptr && is_blank()) continue;
    return check_row() ? Row::good : Row::bad;
  }
}

bool CsvTable::check_row() {
  if (wrong_ != nullptr) {
    problem_ = {place_of(static_cast<std::size_t>(wrong_ - row_)), std::move(wrong_message_)};
    return false;
  }
  if (bits_ >= 0x80U && !check_text()) return false;
  if (count_ != width_ && width_ != 0 && !check_count()) return false;
  single_quotes();
  for (std::size_t i = 0; i < count_; ++i) fields_[i].text = without_blanks(fields_[i].text);
  for (std::size_t i = 0; i < width_; ++i) {
    if (!names_[i].empty() || fields_[i].text.empty()) continue;
    problem_ = {place_of(fields_[i].begin), "a value, " + quoted(fields_[i].text) +
                                                ", in a column without a name; name the column in "
                                                "the first line, or take the value out"};
    return false;
  }
  return true;
}

bool CsvTable::check_text() {
  const std::size_t bad = first_bad_byte(row());
  if (bad == row_size_) return true;
  problem_ = {place_of(bad),
              "not UTF-8; save the file as UTF-8 (in a spreadsheet: save as \"CSV UTF-8\")"};
  return false;
}

bool CsvTable::check_count() {
  if (count_ < width_) {
    problem_ = {place_of(row_size_), fields_in_words(count_) + " where the first line has " +
                                         std::to_string(width_) + "; " + quoted(names_[count_]) +
                                         " and what follows is missing: write the separators"};
  } else {
    problem_ = {place_of(fields_[width_].begin),
                fields_in_words(count_) + " where the first line has " + std::to_string(width_) +
                    "; a field that holds " + quoted(std::string(1, separator_)) +
                    " must stand in quotes"};
  }
  return false;
}

void CsvTable::single_quotes() {
  const auto end = fields_.begin() + static_cast<std::ptrdiff_t>(count_);
  if (std::none_of(fields_.begin(), end, [](const Field& f) { return f.doubled; })) return;
  singled_.clear();
  singled_.reserve(row_size_);  // so that no view moves
  for (auto f = fields_.begin(); f != end; ++f) {
    if (!f->doubled) continue;
    const std::size_t begin = singled_.size();
    for (std::size_t i = 0; i < f->text.size(); ++i) {
      singled_ += f->text[i];
      if (f->text[i] == '"') ++i;
    }
    f->text = std::string_view(singled_).substr(begin);
  }
}

Place CsvTable::place_of(std::size_t offset) const {
  const std::string_view before = row().substr(0, offset);
  const auto line = line_ + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start),
                                        before.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {path_, static_cast<int>(line), static_cast<int>(column)};
}

Place CsvTable::place(std::size_t column) const {
  return place_of(has(column) ? fields_[static_cast<std::size_t>(at_[column])].begin : 0);
}

// ---- The first line --------------------------------------------------------------------------

void CsvTable::separate_by(char separator) {
  separator_ = separator;
  std::fill(std::begin(stops_), std::end(stops_), false);
  for (const char c : {separator, '\n', '\r', '"', '\0'})
    stops_[static_cast<unsigned char>(c)] = true;
}

// Requires: the first line is loaded.
void CsvTable::choose_separator() {
  std::string_view text(next_, static_cast<std::size_t>(end_ - next_));
  std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() == 5 && line.starts_with("sep=")) {
    separate_by(line[4]);
    const std::size_t over = std::min(text.find('\n'), text.size() - 1) + 1;
    next_ += over;
    consumed_ += over;
    ++next_line_;
    return;
  }
  constexpr std::array separators{',', ';', '\t'};
  const auto often = [&](char c) { return std::count(line.begin(), line.end(), c); };
  separate_by(*std::max_element(separators.begin(), separators.end(),
                                [&](char a, char b) { return often(a) < often(b); }));
}

void CsvTable::read_header(std::span<const CsvColumn> columns) {
  while (load() && std::find(next_, end_, '\n') == end_) {
  }
  const std::string_view text(next_, static_cast<std::size_t>(end_ - next_));
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    refuse({path_, 1, 1},
           "UTF-16, which a spreadsheet calls \"Unicode text\"; save it as \"CSV UTF-8\"");
  }
  if (text.starts_with(byte_order_mark)) {
    next_ += byte_order_mark.size();
    consumed_ += byte_order_mark.size();
  }
  choose_separator();
  const Row row = next();
  if (row == Row::bad) throw BadInput({problem_});
  if (row == Row::end) {
    std::vector<std::string_view> names;
    for (const CsvColumn& c : columns) names.push_back(c.name);
    refuse({path_, 0, 0}, "the file is empty; its first line names the columns: " + listed(names));
  }
  match_columns(columns);
}

void CsvTable::match_columns(std::span<const CsvColumn> columns) {
  Problems problems;
  std::vector<std::string_view> known;
  for (const CsvColumn& c : columns) known.push_back(c.name);
  at_.assign(columns.size(), -1);
  for (std::size_t i = 0; i < count_; ++i) {
    const std::string& name = names_.emplace_back(column_name(fields_[i].text));
    if (name.empty()) continue;
    const auto found = std::find(known.begin(), known.end(), name);
    const Place place = place_of(fields_[i].begin);
    if (found == known.end()) {
      problems.add(place, "unknown column " + quoted(fields_[i].text) + "; this file has " +
                              listed(known) + did_you_mean(name, known));
      continue;
    }
    int& at = at_[static_cast<std::size_t>(found - known.begin())];
    if (at >= 0) problems.add(place, "the column " + quoted(name) + " stands twice; take one out");
    at = static_cast<int>(i);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].required || at_[i] >= 0) continue;
    problems.add({path_, line_, 1}, "the column " + quoted(columns[i].name) +
                                        " is missing; the first line names the "
                                        "columns, and this one is needed");
  }
  problems.throw_if_any();
  width_ = count_;
}

}  // namespace reorg::format
