#include "core/format/raw_text.hpp"

#include <algorithm>

#include "core/model/shown_text.hpp"

namespace reorg::format {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Place place_at(const std::string& path, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start),
                                        before.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {path, static_cast<int>(line), static_cast<int>(column)};
}

bool looks_like_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

void check_encoding(const std::string& path, std::string_view text, Problems& problems) {
  const std::size_t bad = first_bad_byte(text);
  if (bad < text.size()) {
    problems.add(place_at(path, text, bad),
                 "not UTF-8 (byte " + std::to_string(bad + 1) + " of the file)" +
                     (looks_like_utf16(text) ? "; it looks like UTF-16" : "") +
                     "; save the file as UTF-8");
    return;
  }
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    problems.add(place_at(path, text, nul), "a NUL byte; change files are text, take it out");
  }
}

void check_indentation(const std::string& path, std::string_view text, Problems& problems) {
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    const std::size_t first = line.find_first_not_of(" \t\r");
    const std::size_t tab = line.find('\t');
    if (first != std::string_view::npos && tab < first) {
      problems.add(place_at(path, text, start + tab), "a tab in the indentation; use spaces");
      return;  // one tab seldom comes alone, and the remedy is the same
    }
    start = end + 1;
  }
}

}  // namespace

std::size_t first_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Character c = first_character(text.substr(i));
    if (!c.valid) return i;
    i += c.size;
  }
  return text.size();
}

bool check_size(const std::string& path, std::string_view text, Problems& problems) {
  if (text.size() > max_change_file_bytes) {
    problems.add({path, 0, 0},
                 "larger than 16 MB, the most a change file may hold; split the file");
    return false;
  }
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
  problems.add({path, 0, 0}, "the file is empty; a change file begins with 'reorg: 1'");
  return false;
}

std::string_view check_raw_text(const std::string& path, std::string_view text,
                                Problems& problems) {
  if (!check_size(path, text, problems)) return {};
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  check_encoding(path, text, problems);
  check_indentation(path, text, problems);
  return text;
}

}  // namespace reorg::format
