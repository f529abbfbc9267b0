#include "core/format/naming.hpp"

#include <algorithm>

#include "core/model/shown_text.hpp"

namespace reorg::format {
namespace {

bool within(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

bool is_kana(char32_t c) { return within(c, 0x3041, 0x30FF) && c != 0x30FB; }
bool is_hangul(char32_t c) { return within(c, 0xAC00, 0xD7AF) || within(c, 0x1100, 0x11FF); }
bool is_han(char32_t c) {
  return within(c, 0x3400, 0x9FFF) || within(c, 0xF900, 0xFAFF) || within(c, 0x20000, 0x3FFFF);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

// One subtag in the usual case: "zh", "Hans", "CN"; nothing when it is none.
std::optional<std::string> subtag(std::string_view text, bool first) {
  const bool right_size =
      first ? text.size() == 2 || text.size() == 3 : text.size() >= 2 && text.size() <= 8;
  if (!right_size ||
      !std::all_of(text.begin(), text.end(), first ? is_letter : is_letter_or_digit)) {
    return std::nullopt;
  }
  const bool script = !first && text.size() == 4, region = !first && text.size() == 2;
  std::string tag;
  for (const char c : text) {
    const bool upper = region || (script && tag.empty());
    tag += static_cast<char>(upper ? std::toupper(c) : std::tolower(c));
  }
  return tag;
}

void read_one(const Node& node, const std::optional<std::string>& language, const Report& report,
              std::vector<Name>& names) {
  const auto text = read_text(node, max_name_bytes, report);
  if (!text) return;
  names.push_back({language ? *language : language_of(*text), *text, !language});
}

void read_all(const Node& node, const std::optional<std::string>& language, const Report& report,
              std::vector<Name>& names) {
  if (!node.is_list()) return read_one(node, language, report, names);
  if (node.items.empty()) report(node, "an empty list; write a name, or take the key out");
  for (const Node& item : node.items) read_one(item, language, report, names);
}

}  // namespace

std::optional<std::string> language_tag(std::string_view text) {
  if (text.size() > max_key_bytes) return std::nullopt;
  std::string tag;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('-', start), text.size());
    const auto part = subtag(text.substr(start, end - start), start == 0);
    if (!part) return std::nullopt;
    tag += (start == 0 ? "" : "-") + *part;
    start = end + 1;
  }
  return tag == "zh" ? "zh-Hans" : tag;
}

std::optional<std::string> read_language(const Node& node, const Report& report) {
  auto tag = language_tag(node.text);
  if (!tag) report(node, quoted(node.text) + " is no language; write en, zh-Hans, zh-Hant, ja, …");
  return tag;
}

std::vector<Name> read_names(const Node& node, const Report& report) {
  std::vector<Name> names;
  if (!node.is_map()) {
    read_all(node, std::nullopt, report, names);
    return names;
  }
  if (node.entries() == 0) report(node, "no name at all; write { en: …, zh-Hans: … }");
  for (std::size_t i = 0; i < node.entries(); ++i) {
    const auto language = read_language(node.key(i), report);
    if (language) read_all(node.value(i), language, report, names);
  }
  return names;
}

std::string language_of(std::string_view text) {
  bool han = false, kana = false, hangul = false;
  while (!text.empty()) {
    const Character c = first_character(text);
    han |= is_han(c.code);
    kana |= is_kana(c.code);
    hangul |= is_hangul(c.code);
    text.remove_prefix(c.size);
  }
  if (kana) return "ja";
  if (hangul) return "ko";
  return han ? "zh-Hans" : "en";
}

std::string name_aspect(std::string_view type, const Name& name) {
  const bool none = type == "acronym" && name.guessed;
  return std::string(type) + ":" + (none ? "" : name.language);
}

}  // namespace reorg::format
