#include "core/format/scalar.hpp"

#include <algorithm>
#include <charconv>

namespace reorg::format {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view key_letters = "abcdefghijklmnopqrstuvwxyz0123456789-";

// "Alibaba Cloud" → "alibaba-cloud"; empty when nothing is left.
std::string key_from(std::string_view text) {
  std::string key;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const char lower = upper ? static_cast<char>(c - 'A' + 'a') : c;
    if (key_letters.find(lower) != std::string_view::npos) {
      key += lower;
    } else if (!key.empty() && key.back() != '-') {
      key += '-';
    }
  }
  while (key.ends_with('-')) key.pop_back();
  return key;
}

// A number of per cent, 0 to 100, without superfluous zeros; nothing when it is none.
std::optional<std::string> per_cent(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, point);
  std::string_view part = point < text.size() ? text.substr(point + 1) : std::string_view{};
  const auto digits = [](std::string_view s) {
    return s.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (whole.empty() || !digits(whole) || !digits(part)) return std::nullopt;
  if (point < text.size() && part.empty()) return std::nullopt;
  while (whole.size() > 1 && whole.starts_with('0')) whole.remove_prefix(1);
  while (part.ends_with('0')) part.remove_suffix(1);
  return std::string(whole) + (part.empty() ? "" : "." + std::string(part));
}

double as_double(const std::string& number) {
  double value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return value;
}

constexpr std::string_view share_forms = "write 33, 25.99, \"~64\", \"30..40\", \">50\" or \"<5\"";

std::string bad_share(std::string_view text) {
  if (text.ends_with('%')) return quoted(text) + " is no share; leave out the % sign";
  return quoted(text) + " is no share; " + std::string(share_forms);
}

std::optional<std::string_view> plain(const Node& node, const Report& report) {
  if (node.is_text()) return trimmed(node.text);
  if (node.is_nothing()) {
    report(node,
           "nothing stands here; write a text, or take the key out"
           " (a text 'null' or '~' needs quotes)");
  } else {
    report(node, node.is_list() ? "a list stands here where one text is asked for"
                                : "keys stand here where one text is asked for");
  }
  return std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<std::string> wrong_share(std::string_view text, std::string& share) {
  const std::size_t dots = text.find("..");
  const bool marked = text.starts_with('~') || text.starts_with('>') || text.starts_with('<');
  const auto low =
      per_cent(dots < text.size() ? text.substr(0, dots) : text.substr(marked ? 1 : 0));
  const auto high = dots < text.size() ? per_cent(text.substr(dots + 2)) : low;
  if (!low || !high || (marked && dots < text.size())) return bad_share(text);
  if (as_double(*high) > 100 || as_double(*low) > 100) {
    return quoted(text) + " is more than 100 per cent; a share is at most 100";
  }
  if (dots < text.size() && as_double(*low) >= as_double(*high)) {
    return quoted(text) + " runs backwards; write the smaller share first";
  }
  if (text.starts_with('>') && as_double(*low) >= 100) {
    return quoted(text) + " is more than 100 per cent; a share is at most 100";
  }
  if (text.starts_with('<') && as_double(*low) <= 0) {
    return quoted(text) + " is less than nothing; a share is at least 0";
  }
  share = dots < text.size() ? *low + ".." + *high
                             : (marked ? std::string(text.substr(0, 1)) : std::string()) + *low;
  return std::nullopt;
}

std::string wrong_key(std::string_view text) {
  if (!text.empty() && text.find_first_not_of(key_letters) == std::string_view::npos) return "";
  const std::string better = key_from(text);
  return quoted(text) + " is no key; keys are lower-case letters, digits and hyphens" +
         (better.empty() ? "" : ", such as " + quoted(better));
}

std::optional<std::string> read_text(const Node& node, std::size_t limit, const Report& report) {
  const auto text = plain(node, report);
  if (!text) return std::nullopt;
  if (text->empty()) {
    report(node, "an empty text; write something, or take the key out");
    return std::nullopt;
  }
  if (text->size() > limit) {
    report(node, "a text of " + std::to_string(text->size()) + " bytes; at most " +
                     std::to_string(limit) + " are kept here, shorten it");
    return std::nullopt;
  }
  if (text->find('\0') != std::string_view::npos) {
    report(node, "a NUL character (\\0); take it out");
    return std::nullopt;
  }
  return std::string(*text);
}

std::optional<std::string> read_key(const Node& node, const Report& report) {
  auto text = read_text(node, max_key_bytes, report);
  if (!text) return std::nullopt;
  std::string wrong = wrong_key(*text);
  if (wrong.empty()) return text;
  report(node, std::move(wrong));
  return std::nullopt;
}

std::optional<Date> read_date(const Node& node, const Report& report) {
  const auto text = read_text(node, max_key_bytes, report);
  if (!text) return std::nullopt;
  try {
    return parse_date(*text);
  } catch (const DateError& error) {
    report(node, error.what());
    return std::nullopt;
  }
}

std::optional<std::string> read_word(const Node& node, std::span<const std::string_view> words,
                                     const Report& report) {
  auto text = read_text(node, max_name_bytes, report);
  if (!text || std::find(words.begin(), words.end(), *text) != words.end()) return text;
  report(node, quoted(*text) + " cannot stand here; write " + listed(words, " or ") +
                   did_you_mean(*text, words));
  return std::nullopt;
}

std::optional<std::string> read_share(const Node& node, const Report& report) {
  const auto text = read_text(node, max_key_bytes, report);
  if (!text) return std::nullopt;
  std::string share;
  const auto wrong = wrong_share(*text, share);
  if (!wrong) return share;
  report(node, *wrong);
  return std::nullopt;
}

std::optional<unsigned> read_number(const Node& node, const Report& report) {
  const auto text = read_text(node, max_key_bytes, report);
  if (!text) return std::nullopt;
  unsigned value = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  if (error == std::errc() && stop == end && value <= 1'000'000) return value;
  report(node, quoted(*text) + " is no number here; write 0, 1, 2, …");
  return std::nullopt;
}

}  // namespace reorg::format
