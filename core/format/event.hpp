// Which change an item of a file is, and the event that it belongs to.
#pragma once

#include <span>
#include <vector>

#include "core/format/telling.hpp"

namespace reorg::format {

using Rules = std::vector<KeyRule>;

// The rules of all parts; of a key that several have, the first.
Rules joined_rules(std::initializer_list<std::span<const KeyRule>> parts);

// "'found'"
std::string named(const VerbRule&);

// Whether any change stands in the item; `note` is one only together with `text`.
bool has_verb(const Node&);
// The one change of the item; reports when there is none or more than one.
const VerbRule* verb_of(const Node&, const Report&);

// A change as read: an item under `do:`, or one that is change and event at once.
struct Parsed {
  const VerbRule* rule;
  Item item;
};

EventType event_type(Verb);

// Adds the event of these changes to the batch. One item may hold changes and plans: a plan's own
// id is its event's, the id of the whole item goes to the first event made from it without one.
Told open_event(const Item& header, EventType, std::span<const Parsed>, const Rival&,
                bool& id_given, const Report&);

// The key itself, or with a number behind it when it is used.
template <class Map>
std::string unused(const Map& used, const std::string& key) {
  if (!used.contains(key)) return key;
  for (int n = 2;; ++n) {
    std::string next = key + "-" + std::to_string(n);
    if (!used.contains(next)) return next;
  }
}

}  // namespace reorg::format
