// What a walk found, held in memory: a source for many questions about the same few entities, such
// as one for every day of ten years.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/walk/walk.hpp"

namespace reorg {

// What an entity's values are: all kinds that are no relation, but for `leaves`.
inline constexpr KindSet every_value{
    StatementKind::name,      StatementKind::identifier, StatementKind::classification,
    StatementKind::existence, StatementKind::legal_form, StatementKind::purpose,
    StatementKind::note};

// Whom a walk reached, and whomever the relations join that it found. Sorted, each once.
std::vector<EntityId> joined(const Neighbourhood&);

// Answers relations(), values() and entities() from what it holds, and the rest from the source
// behind it, which must outlive it. Whoever asks for more than the walk found gets no more: the
// walk must be as wide as the questions.
class HeldRelations final : public RelationSource {
 public:
  // Holds the relations found, with the entities that they join and those entities' values.
  HeldRelations(const RelationSource& behind, Neighbourhood found);

  const std::vector<Spell>& relations() const { return found_.spells(); }
  const std::vector<Spell>& values() const { return values_; }

  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop) const override;
  std::vector<Spell> values(std::span<const EntityId>, KindSet) const override;
  std::vector<EntityId> turning(Day first, Day last) const override;
  std::vector<Entity> entities(std::span<const EntityId>) const override;
  std::vector<Source> sources(std::span<const SourceId>) const override;
  std::vector<Told> changes(std::span<const EntityId>) const override;
  std::size_t left_out(std::span<const EntityId>) const override;

 private:
  using Rows = std::unordered_map<EntityId, std::vector<std::size_t>>;

  const RelationSource& behind_;
  Neighbourhood found_;
  std::vector<Spell> values_;
  std::unordered_map<EntityId, Entity> entities_;
  Rows out_, in_, values_of_;
};

}  // namespace reorg
