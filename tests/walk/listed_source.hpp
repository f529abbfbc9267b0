// A RelationSource over a list of spells that counts what is asked of it.
#pragma once

#include <algorithm>
#include <vector>

#include "core/walk/relation_source.hpp"

namespace reorg::tests {

// What RelationSource::turning finds in a list.
inline std::vector<EntityId> turning_among(const std::vector<Spell>& spells, Day first, Day last) {
  std::vector<EntityId> all;
  for (const Spell& s : spells) {
    const bool begins = s.from.earliest <= last && first <= s.from.latest;
    const bool ends = s.until.earliest <= last && first <= s.until.latest;
    if (begins || ends) all.push_back(s.subject == EntityId::none ? s.object : s.subject);
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

class ListedSource : public RelationSource {
 public:
  explicit ListedSource(std::vector<Spell> spells) : spells_(std::move(spells)) {}

  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop hop) const override {
    asked.emplace_back(frontier.begin(), frontier.end());
    const auto holds = [&](EntityId id) {
      return std::find(frontier.begin(), frontier.end(), id) != frontier.end();
    };
    std::vector<Spell> found;
    for (const Spell& s : spells_) {
      if ((hop.out.has(s.kind) && holds(s.subject)) || (hop.in.has(s.kind) && holds(s.object))) {
        found.push_back(s);
        if (renumbers) found.back().id = static_cast<std::uint32_t>(found.size());
      }
    }
    return found;
  }
  std::vector<Spell> values(std::span<const EntityId>, KindSet) const override { return {}; }
  std::vector<EntityId> turning(Day first, Day last) const override {
    return turning_among(spells_, first, last);
  }
  std::vector<Entity> entities(std::span<const EntityId>) const override { return {}; }
  std::vector<Source> sources(std::span<const SourceId>) const override { return {}; }
  std::vector<Told> changes(std::span<const EntityId>) const override { return {}; }
  std::size_t left_out(std::span<const EntityId>) const override { return 0; }

  mutable std::vector<std::vector<EntityId>> asked;  // the frontier of every call of relations()
  bool renumbers = false;                            // give spells other ids in every call

 private:
  std::vector<Spell> spells_;
};

}  // namespace reorg::tests
