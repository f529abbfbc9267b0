#include "core/format/yaml_text.hpp"

#include <algorithm>

namespace reorg::format {
namespace {

constexpr std::size_t widest = 100;

bool is_plain_within(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view(" -_./()'&;+=$").find(c) != std::string_view::npos;
}

bool is_plain_first(char c) {
  return is_plain_within(c) && std::string_view(" -.'&;+=").find(c) == std::string_view::npos;
}

// U+0085, U+00A0, U+2028, U+2029 and U+FEFF look like blanks, or like nothing.
bool has_strange_blank(std::string_view text) {
  for (const std::string_view blank :
       {"\xC2\x85", "\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"}) {
    if (text.find(blank) != std::string_view::npos) return true;
  }
  return false;
}

std::string scalar(const std::string& text) {
  const bool means_nothing = text == "null" || text == "Null" || text == "NULL";
  // A colon within a word is a letter like others.
  const auto is_letter = [&](const char& c) {
    const bool last = &c == &text.back();
    return is_plain_within(c) || (c == ':' && !last && (&c)[1] != ' ');
  };
  const bool plain = !text.empty() && is_plain_first(text.front()) && text.back() != ' ' &&
                     std::ranges::all_of(text, is_letter) && !means_nothing &&
                     !has_strange_blank(text);
  return plain ? text : Tree(text).dump();
}

std::string in_one_line(const Tree& tree) {
  if (tree.is_string()) return scalar(tree.get<std::string>());
  std::string text;
  for (const auto& [key, value] : tree.items()) {
    text += text.empty() ? "" : ", ";
    if (tree.is_object()) text += scalar(key) + ": ";
    text += in_one_line(value);
  }
  if (tree.is_array()) return "[" + text + "]";
  return text.empty() ? "{}" : "{ " + text + " }";
}

bool holds_maps(const Tree& list) {
  return std::ranges::any_of(list, [](const Tree& item) { return item.is_object(); });
}

bool holds_list_of_maps(const Tree& map) {
  return std::ranges::any_of(map, [](const Tree& v) { return v.is_array() && holds_maps(v); });
}

class Writer {
 public:
  std::string text;

  void map(const Tree& tree, std::size_t indent) {
    bool first = true;
    for (const auto& [key, value] : tree.items()) {
      if (!std::exchange(first, false)) text += std::string(indent, ' ');
      text += scalar(key) + ":";
      under_key(value, indent, key.size() + indent);
    }
  }

 private:
  void under_key(const Tree& value, std::size_t indent, std::size_t used) {
    if (value.is_array() && holds_maps(value)) {
      text += '\n';
      return list(value, indent + 2);
    }
    const std::string line = in_one_line(value);
    // The sections, and what is long.
    const bool section =
        indent == 0 || (value.is_object() && !value.empty() && value.front().is_object());
    if (value.is_object() && !value.empty() && (section || used + line.size() > widest)) {
      text += "\n" + std::string(indent + 2, ' ');
      return map(value, indent + 2);
    }
    text += " " + line + "\n";
  }

  void list(const Tree& items, std::size_t indent) {
    for (const Tree& item : items) {
      text += std::string(indent, ' ') + "- ";
      const std::string line = in_one_line(item);
      if (!item.is_object() || (!holds_list_of_maps(item) && indent + line.size() < widest))
        text += line + '\n';
      else
        map(item, indent + 2);
    }
  }
};

}  // namespace

std::string yaml_text(const Tree& tree) {
  Writer writer;
  writer.map(tree, 0);
  return writer.text;
}

}  // namespace reorg::format
