// One mapping of a change file, read after the table of its keys.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/grammar.hpp"
#include "core/format/naming.hpp"

namespace reorg::format {

// What stood under one key; which fields are filled is for the rule's Takes to say.
struct Value {
  const Node* node = nullptr;
  std::string text;
  std::optional<Date> date;
  std::vector<EntityId> entities;
  std::vector<Name> names;
  std::vector<SourceId> sources;
  std::vector<std::string> texts;
};

class Item {
 public:
  const Node* node = nullptr;
  std::map<std::string_view, Value> values;

  bool has(std::string_view key) const { return values.contains(key); }
  const Value& at(std::string_view key) const { return values.find(key)->second; }
  const Node& at_node(std::string_view key) const { return has(key) ? *at(key).node : *node; }

  // Each gives what is empty when the key is not there.
  const std::string& text(std::string_view key) const { return value(key).text; }
  bool flag(std::string_view key) const { return text(key) == "true"; }
  const std::optional<Date>& date(std::string_view key) const { return value(key).date; }
  const std::vector<EntityId>& entities(std::string_view key) const { return value(key).entities; }
  const std::vector<Name>& names(std::string_view key) const { return value(key).names; }
  const std::vector<SourceId>& sources() const { return value("sources").sources; }
  const std::vector<std::string>& refs() const { return value("ref").texts; }
  EntityId entity(std::string_view key) const {
    const auto& all = entities(key);
    return all.empty() ? EntityId::none : all.front();
  }

 private:
  const Value& value(std::string_view key) const {
    static const Value nothing;
    const auto found = values.find(key);
    return found == values.end() ? nothing : found->second;
  }
};

// Checks that every key is one of the rules' and reads what it holds; `what` is for messages:
// "'found'". Nothing after any problem was reported, so that what is given can be relied upon.
std::optional<Item> read_item(const Node&, std::span<const KeyRule>, std::string_view what,
                              const Report&);

// What one key holds.
std::optional<Value> read_value(const KeyRule&, const Node&, std::string_view what, const Report&);

}  // namespace reorg::format
