#include "core/format/content.hpp"

#include <algorithm>
#include <array>

namespace reorg::format {
namespace {

// With its length, so that no two contents run together into one.
std::string sized(std::string_view text) {
  return std::to_string(text.size()) + ":" + std::string(text);
}

std::string sorted(std::vector<std::string> entries) {
  std::sort(entries.begin(), entries.end());
  std::string text = "{";
  for (const std::string& entry : entries) text += entry;
  return text + "}";
}

}  // namespace

std::string content(const Node& node) {
  switch (node.kind) {
    case Node::Kind::nothing:
      return "~";
    case Node::Kind::text:
      return sized(node.text);
    case Node::Kind::list: {
      std::string text = "[";
      for (const Node& item : node.items) text += content(item);
      return text + "]";
    }
    case Node::Kind::map:
      break;
  }
  std::vector<std::string> entries;
  for (std::size_t i = 0; i < node.entries(); ++i) {
    entries.push_back(sized(node.key(i).text) + content(node.value(i)));
  }
  return sorted(std::move(entries));
}

std::string content(const Node& map, std::span<const KeyRule> keys) {
  constexpr std::array<std::string_view, 3> aside{"sources", "note", "ref"};
  const bool notes = !keys.empty() && keys.front().key == "note";  // the change, not the remark
  std::vector<std::string> entries;
  for (const KeyRule& rule : keys) {
    const bool left_out = std::find(aside.begin(), aside.end(), rule.key) != aside.end();
    if (left_out && !(notes && rule.key == "note")) continue;
    if (const Node* value = map.find(rule.key))
      entries.push_back(sized(rule.key) + content(*value));
  }
  return sorted(std::move(entries));
}

std::string stable_hash(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  std::string digits(16, '0');
  for (std::size_t i = digits.size(); i-- > 0; hash >>= 4)
    digits[i] = "0123456789abcdef"[hash & 15];
  return digits;
}

}  // namespace reorg::format
