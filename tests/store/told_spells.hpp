// Spells as text that does not depend on any number: two stores that say the same give the same.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace reorg::tests {

class SpellText {
 public:
  explicit SpellText(const Store& store) : store_(store) {
    for (const std::string& key : store.entity_keys()) {
      // In a damaged file the index may not lead back to the row.
      if (const auto entity = store.entity(key)) keys_[entity->id] = key;
    }
  }

  std::vector<EntityId> all() const {
    std::vector<EntityId> ids;
    for (const auto& [id, key] : keys_) ids.push_back(id);
    return ids;
  }

  // Every spell of every entity, sorted.
  std::vector<std::string> of(const RelationSource& source) const {
    const auto ids = all();
    const KindSet relations(StatementKind::part_of, StatementKind::oversees, StatementKind::holds,
                            StatementKind::post_in, StatementKind::reports_to,
                            StatementKind::member_of, StatementKind::owns);
    auto spells = source.relations(ids, {relations, relations});
    const auto values = source.values(
        ids, KindSet(StatementKind::name, StatementKind::identifier, StatementKind::classification,
                     StatementKind::existence, StatementKind::legal_form, StatementKind::note));
    spells.insert(spells.end(), values.begin(), values.end());
    return texts(spells);
  }

  std::vector<std::string> texts(const std::vector<Spell>& spells) const {
    std::vector<std::string> result;
    for (const Spell& s : spells) result.push_back(text(s));
    std::ranges::sort(result);
    return result;
  }

  std::string text(const Spell& s) const {
    std::string t(word(s.kind));
    for (const EntityId e : {s.subject, s.object, s.capacity_of}) t += " " + key(e);
    t += " '" + s.aspect + "' '" + s.value + "' '" + s.role + "'" + (s.acting ? " acting" : "") +
         (s.dotted ? " dotted" : "");
    t += " from " + text(s.from) + " until " + text(s.until) + " since " + text(s.since);
    t += (s.goes_on ? " goes on" : "") + std::string(s.undated ? " undated" : "") + " seen " +
         to_string(s.last_evidence);
    t += " " + std::string(word(s.standing)) + " '" + s.claim + "' known " + to_string(s.known);
    std::multiset<std::string> said;
    for (const Statement& e : store_.statements(s.evidence))
      said.insert(e.place.file + std::to_string(e.place.line));
    for (const std::string& one : said) t += " " + one;
    std::set<std::string> sources;
    for (const Source& one : store_.sources(s.sources)) sources.insert(one.key + "/" + one.title);
    for (const std::string& one : sources) t += " " + one;
    return t;
  }

 private:
  std::string key(EntityId id) const {
    const auto it = keys_.find(id);
    return it == keys_.end() ? "-" : it->second;
  }

  // Without its event: which of two that tell one day is named, is open.
  static std::string text(const Bound& b) {
    const std::string days = to_string(b.earliest) + ".." + to_string(b.latest) + " " +
                             std::string(word(b.kind)) + " " + std::string(word(b.basis)) +
                             (b.uncertain ? "?" : "");
    return "[" + days + " '" + b.edtf + "']";
  }

  const Store& store_;
  std::map<EntityId, std::string> keys_;
};

}  // namespace reorg::tests
