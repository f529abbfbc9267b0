// The YAML of a change file as a tree that knows where everything was written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/problems.hpp"

namespace reorg::format {

// Scalars are text as written: 2018, 0700 and 2018-11 are not read as numbers or times.
struct Node {
  enum class Kind { nothing, text, list, map };
  Kind kind = Kind::nothing;
  int line = 1;  // counted from 1, columns in characters
  int column = 1;
  std::string text;
  std::vector<Node> items;  // of a list; of a map: key, value, key, value, …

  bool is_text() const { return kind == Kind::text; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  bool is_nothing() const { return kind == Kind::nothing; }

  // Of maps. Every key is a text, and none stands there twice.
  std::size_t entries() const { return items.size() / 2; }
  const Node& key(std::size_t i) const { return items[2 * i]; }
  const Node& value(std::size_t i) const { return items[2 * i + 1]; }
  const Node* find(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
};

inline constexpr std::size_t max_depth = 100;

// Requires text that check_raw_text found nothing wrong with. Refuses what is not YAML, duplicate
// keys, anchors, aliases, tags, several documents and nesting deeper than max_depth.
std::optional<Node> read_tree(const std::string& path, std::string_view text, Problems&);

}  // namespace reorg::format
