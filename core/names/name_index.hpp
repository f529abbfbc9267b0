// From a folded name to the entities that ever bore it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

// One name of one entity, in every form that can be looked up: names of every type, a person's
// description, identifiers ("0700" and "hkex:0700") and the entity's key.
struct NameHit {
  EntityId entity = EntityId::none;
  EntityKind kind = EntityKind::organization;
  std::string key;     // the entity's
  std::string text;    // the name as written
  std::string aspect;  // "preferred:en", "acronym:", "description:", "key", "identifier:hkex"
  bool bare = false;   // met without its legal form (legal_form.hpp)
};

// A sorted list of folded names, and one of their parts (parts.hpp). Every call is a look-up in an
// index or a short run along it: what it costs depends on what it returns, not on how many names
// there are. Texts are in the order of their bytes.
class NameIndex {
 public:
  enum class Shelf { names, parts };

  virtual ~NameIndex() = default;
  // All names whose folded form is exactly this, with their legal form or (`bare`) without it.
  virtual std::vector<NameHit> exact(std::string_view folded) const = 0;
  // Names, but no keys and identifiers, from this folded text on and before that, in order.
  virtual std::vector<NameHit> between(std::string_view from, std::string_view before,
                                       std::size_t limit) const = 0;
  // Entities with such a part in a name.
  virtual std::vector<EntityId> with_part(std::string_view from, std::string_view before,
                                          std::size_t limit) const = 0;
  // The first text of a shelf that is not before this one.
  virtual std::optional<std::string> next(Shelf, std::string_view from) const = 0;
  // Everything by which these entities are found.
  virtual std::vector<NameHit> names_of(std::span<const EntityId>) const = 0;
  // When they bore their names: name spells, by latest knowledge.
  virtual std::vector<Spell> borne(std::span<const EntityId>) const = 0;
};

}  // namespace reorg
