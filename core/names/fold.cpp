#include "core/names/fold.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>

#include <utf8proc.h>

namespace reorg {
namespace {

bool is_ascii(std::string_view s) {
  return std::all_of(s.begin(), s.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// White space and control characters; nothing that has a shape.
bool is_blank(utf8proc_int32_t code) {
  return code <= 0x20 || (code >= 0x7F && code <= 0xA0) || code == 0x2028 || code == 0x2029;
}

void append(std::string& out, utf8proc_int32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const utf8proc_ssize_t n = utf8proc_encode_char(code, bytes.data());
  out.append(bytes.begin(), bytes.begin() + n);
}

// Valid UTF-8, with a space for every blank.
std::string repaired(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t at = 0; at < s.size();) {
    const auto* rest = reinterpret_cast<const utf8proc_uint8_t*>(s.data() + at);
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(rest, static_cast<utf8proc_ssize_t>(s.size() - at), &code);
    if (used <= 0) {
      append(out, 0xFFFD);
      ++at;
      continue;
    }
    append(out, is_blank(code) ? ' ' : code);
    at += static_cast<std::size_t>(used);
  }
  return out;
}

// Requires: valid UTF-8.
std::string mapped(const std::string& s) {
  constexpr auto how =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                                     UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_LUMP);
  utf8proc_uint8_t* made = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(s.data()),
                                 static_cast<utf8proc_ssize_t>(s.size()), &made, how);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
  if (size < 0) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

// Case folding may undo the composed form and the other way round; two rounds settle every
// character there is, the third is for what a later Unicode brings.
std::string settled(std::string s) {
  for (int round = 0; round < 3; ++round) {
    std::string next = mapped(s);
    if (next == s) break;
    s = std::move(next);
  }
  return s;
}

void lower_ascii(std::string& s) {
  for (char& c : s) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

// One space for each run of blanks, none at the ends, and "and" for `&`.
std::string spaced(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  bool gap = false;
  const auto put = [&](std::string_view text) {
    if (gap && !out.empty()) out.push_back(' ');
    gap = false;
    out += text;
  };
  for (const char& c : s) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) {
      gap = true;
    } else if (c == '&') {
      gap = true;
      put("and");
      gap = true;
    } else {
      put({&c, 1});
    }
  }
  return out;
}

}  // namespace

std::string fold_name(std::string_view utf8) {
  if (!is_ascii(utf8)) return spaced(settled(repaired(utf8)));
  std::string s(utf8);  // most names; ASCII folds to itself but for case
  lower_ascii(s);
  return spaced(s);
}

}  // namespace reorg
