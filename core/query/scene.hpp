// What a question has gathered: some entities, their relations and values, seen on its day.
//
// Queries are pure functions over a Scene. It tells what every answer must say of an entity: what
// it is called that day, whether it is alive, what kind of thing it is.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/graph/as_of_view.hpp"
#include "core/query/as_of.hpp"
#include "core/walk/local_graph.hpp"

namespace reorg {

enum class Life { unstated, alive, perhaps, not_yet, no_longer };
std::string_view word(Life);

class Scene {
 public:
  // Fetches the entities and values of everything that its relations join, in two look-ups.
  Scene(const RelationSource&, AsOf, Neighbourhood);
  ~Scene() = default;
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  const AsOf& as_of() const { return as_of_; }
  const AsOfView& view() const { return view_; }
  std::span<const Spell> relations() const { return local_.found().spells(); }
  // Those of one subject, in the same order. The first call sorts all.
  std::span<const Spell* const> relations_of(EntityId subject) const;
  // Whom the walk came to, seeds first.
  std::span<const Arrival> reached() const { return local_.found().reached(); }
  Certainty holds(const Spell& s) const { return holds_within(s, as_of_.first, as_of_.last); }

  // Requires: one of those fetched.
  const Entity& entity(EntityId) const;
  bool has(EntityId id) const { return entities_.contains(id); }
  // Values of one kind that hold or may hold on the day, certain ones first; and at any time, by
  // beginning, outranked ones included.
  std::vector<const Spell*> values(EntityId, StatementKind) const;
  std::vector<const Spell*> all_values(EntityId, StatementKind) const;

  // Preferred names on the day, English before Chinese before others; several when it is not
  // certain which of them. Outside its lifetime the nearest one. A person without a name has a
  // description.
  std::vector<std::string> names(EntityId) const;
  std::string name(EntityId) const;  // joined by " or "
  std::string native_name(
      EntityId) const;  // in Chinese, when there is another as well; may be empty
  // In one language ("en", "zh-Hans"); empty when it has none there.
  std::string name_in(EntityId, std::string_view language) const;
  // Those that hold or may hold on the days that name things: "CSIG".
  std::string acronym(EntityId) const;
  std::string classification(EntityId) const;
  std::string legal_form(EntityId) const;
  // What to call the entity's sort: "business group", "company", "unit", "post", "person". Outside
  // its lifetime the nearest one.
  std::string sort(EntityId) const;

  Life life(EntityId) const;

 private:
  std::vector<std::string> names_in(EntityId, std::string_view language) const;
  Certainty called(const Spell&) const;  // on the days that name things
  std::string value_then(EntityId, StatementKind) const;
  bool lives_then(EntityId) const;
  std::string nearest_value(EntityId, StatementKind) const;

  AsOf as_of_;
  LocalGraph local_;
  std::vector<Spell> values_;
  std::unordered_map<EntityId, std::vector<const Spell*>> values_of_;
  std::unordered_map<EntityId, Entity> entities_;
  AsOfView view_;
  mutable std::vector<const Spell*> by_subject_;  // once somebody asked
};

}  // namespace reorg
