// A NameIndex over a list, as a store has it.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/names/fold.hpp"
#include "core/names/legal_form.hpp"
#include "core/names/name_index.hpp"
#include "core/names/parts.hpp"

namespace reorg::tests {

class ListedNames : public NameIndex {
 public:
  // Names of organizations and people ("p-…"). The key of an entity comes first and is a name
  // itself.
  explicit ListedNames(const std::vector<NameHit>& hits, std::vector<Spell> spells = {})
      : spells_(std::move(spells)) {
    for (NameHit hit : hits) {
      const auto next = EntityId{static_cast<std::uint32_t>(ids_.size() + 1)};
      const auto [at, is_new] = ids_.emplace(hit.key, next);
      hit.entity = at->second;
      if (hit.key.starts_with("p-")) hit.kind = EntityKind::person;
      if (is_new) add({hit.entity, hit.kind, hit.key, hit.key, "key", false});
      add(hit);
    }
    for (Spell& s : spells_) s.subject = ids_.at(s.role);
  }

  std::vector<NameHit> exact(std::string_view folded) const override {
    const auto [from, until] = names_.equal_range(std::string(folded));
    std::vector<NameHit> found;
    for (auto it = from; it != until; ++it) found.push_back(it->second);
    return found;
  }
  std::vector<NameHit> between(std::string_view from, std::string_view before,
                               std::size_t limit) const override {
    std::vector<NameHit> found;
    for (auto it = names_.lower_bound(std::string(from));
         it != names_.end() && it->first < before && found.size() < limit; ++it) {
      if (it->second.aspect != "key" && !it->second.aspect.starts_with("identifier:"))
        found.push_back(it->second);
    }
    return found;
  }
  std::vector<EntityId> with_part(std::string_view from, std::string_view before,
                                  std::size_t limit) const override {
    std::set<EntityId> found;
    for (auto it = parts_.lower_bound(std::string(from));
         it != parts_.end() && it->first < before && found.size() < limit; ++it)
      found.insert(it->second);
    return {found.begin(), found.end()};
  }
  std::optional<std::string> next(Shelf shelf, std::string_view from) const override {
    ++lookups;
    if (shelf == Shelf::names) {
      const auto it = names_.lower_bound(std::string(from));
      return it == names_.end() ? std::nullopt : std::optional(it->first);
    }
    const auto it = parts_.lower_bound(std::string(from));
    return it == parts_.end() ? std::nullopt : std::optional(it->first);
  }
  std::vector<NameHit> names_of(std::span<const EntityId> ids) const override {
    std::vector<NameHit> found;
    for (const EntityId id : ids) {
      for (const auto& [of, hit] : of_entity_) {
        if (of == id) found.push_back(hit);
      }
    }
    return found;
  }
  std::vector<Spell> borne(std::span<const EntityId> ids) const override {
    std::vector<Spell> found;
    for (const Spell& s : spells_) {
      if (std::find(ids.begin(), ids.end(), s.subject) != ids.end()) found.push_back(s);
    }
    return found;
  }

  mutable int lookups = 0;

 private:
  void add(const NameHit& hit) {
    const std::string folded = fold_name(hit.text);
    names_.emplace(folded, hit);
    of_entity_.emplace(hit.entity, hit);
    std::string bare = folded;
    if (hit.kind == EntityKind::organization && hit.aspect != "key")
      bare = without_legal_form(folded);
    if (bare != folded) {
      NameHit without = hit;
      without.bare = true;
      names_.emplace(bare, without);
    }
    if (hit.aspect == "key" || hit.aspect.starts_with("identifier:")) return;
    for (const std::string& part : parts_of(bare)) parts_.emplace(part, hit.entity);
  }

  std::map<std::string, EntityId> ids_;
  std::multimap<std::string, NameHit> names_;
  std::multimap<EntityId, NameHit> of_entity_;
  std::multimap<std::string, EntityId> parts_;
  std::vector<Spell> spells_;  // their role is the key of the bearer, until it is known
};

}  // namespace reorg::tests
