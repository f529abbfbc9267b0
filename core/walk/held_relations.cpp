#include "core/walk/held_relations.hpp"

#include <set>
#include <utility>

namespace reorg {
std::vector<EntityId> joined(const Neighbourhood& found) {
  const auto reached = found.entities();
  std::set<EntityId> ids(reached.begin(), reached.end());
  for (const Spell& s : found.spells()) ids.insert({s.subject, s.object, s.capacity_of});
  ids.erase(EntityId::none);
  return {ids.begin(), ids.end()};
}

HeldRelations::HeldRelations(const RelationSource& behind, Neighbourhood found)
    : behind_(behind), found_(std::move(found)) {
  const std::vector<EntityId> ids = joined(found_);
  for (Entity& e : behind_.entities(ids)) {
    const EntityId id = e.id;
    entities_.emplace(id, std::move(e));
  }
  values_ = behind_.values(ids, every_value);
  const std::vector<Spell>& spells = found_.spells();
  for (std::size_t i = 0; i < spells.size(); ++i) {
    out_[spells[i].subject].push_back(i);
    in_[spells[i].object].push_back(i);
  }
  for (std::size_t i = 0; i < values_.size(); ++i) values_of_[values_[i].subject].push_back(i);
}

std::vector<Spell> HeldRelations::relations(std::span<const EntityId> frontier, Hop hop) const {
  std::set<std::size_t> rows;
  const auto take = [&](const Rows& side, EntityId id, KindSet kinds) {
    const auto at = side.find(id);
    if (at == side.end()) return;
    for (const std::size_t i : at->second) {
      if (kinds.has(found_.spells()[i].kind)) rows.insert(i);
    }
  };
  for (const EntityId id : frontier) {
    if (!hop.out.empty()) take(out_, id, hop.out);
    if (!hop.in.empty()) take(in_, id, hop.in);
  }
  std::vector<Spell> result;
  result.reserve(rows.size());
  for (const std::size_t i : rows) result.push_back(found_.spells()[i]);
  return result;
}

std::vector<Spell> HeldRelations::values(std::span<const EntityId> ids, KindSet kinds) const {
  std::vector<Spell> result;
  for (const EntityId id : ids) {
    const auto at = values_of_.find(id);
    if (at == values_of_.end()) continue;
    for (const std::size_t i : at->second) {
      if (kinds.has(values_[i].kind)) result.push_back(values_[i]);
    }
  }
  return result;
}

std::vector<Entity> HeldRelations::entities(std::span<const EntityId> ids) const {
  std::vector<Entity> result;
  for (const EntityId id : ids) {
    if (const auto at = entities_.find(id); at != entities_.end()) result.push_back(at->second);
  }
  return result;
}

std::vector<EntityId> HeldRelations::turning(Day first, Day last) const {
  return behind_.turning(first, last);
}

std::vector<Source> HeldRelations::sources(std::span<const SourceId> ids) const {
  return behind_.sources(ids);
}

std::vector<Told> HeldRelations::changes(std::span<const EntityId> ids) const {
  return behind_.changes(ids);
}

std::size_t HeldRelations::left_out(std::span<const EntityId> ids) const {
  return behind_.left_out(ids);
}

}  // namespace reorg
