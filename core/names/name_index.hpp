// From a folded name to the entities that ever bore it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

// One name of one entity, in every form that can be looked up: names of every type, identifiers
// ("0700" and "hkex:0700") and the entity's key.
struct NameHit {
  EntityId entity = EntityId::none;
  EntityKind kind = EntityKind::organization;
  std::string key;     // the entity's
  std::string text;    // the name as written
  std::string aspect;  // "preferred:en", "acronym:", "key", "identifier:hkex"
};

class NameIndex {
 public:
  virtual ~NameIndex() = default;
  // All names whose folded form is exactly this. Uses an index, at a million entities as at ten.
  virtual std::vector<NameHit> exact(std::string_view folded) const = 0;
  // Names worth comparing when nothing is exact, at most `limit`; may read many rows.
  virtual std::vector<NameHit> near(std::string_view folded, std::size_t limit) const = 0;
};

}  // namespace reorg
