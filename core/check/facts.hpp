// A portion of a database as its rules look at it: some entities with all that is told of them.
#pragma once

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/graph/image.hpp"
#include "core/names/name_index.hpp"
#include "core/timeline/lifetimes.hpp"
#include "core/timeline/marks.hpp"
#include "core/walk/dossier_source.hpp"
#include "core/walk/event_source.hpp"

namespace reorg {

struct CheckSource {
  const DossierSource& dossiers;
  const RelationSource& relations;
  const EventSource& events;
  const NameIndex& names;
  // Of latest knowledge. With one, what is told plainly is looked at in its arrays; the findings
  // are the same.
  const Image* image = nullptr;
};

// What is checked: everything, or some entities.
class Scope {
 public:
  static Scope everything() { return {}; }
  explicit Scope(std::vector<EntityId> ids) : limited_(true), ids_(ids.begin(), ids.end()) {}
  bool is_limited() const { return limited_; }
  bool has(EntityId id) const { return id != EntityId::none && (!limited_ || ids_.contains(id)); }

 private:
  Scope() = default;
  bool limited_ = false;
  std::unordered_set<EntityId> ids_;
};

// The portions part the statements among them: each statement is spoken for once, by the portion of
// its subject, or of its object when the subject is out of scope.
class Facts {
 public:
  struct Days {
    Day today;
    Day known_at = after_all;
  };
  Facts(const CheckSource&, std::vector<EntityId> portion, const Scope&, Days);
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;
  ~Facts() = default;

  std::span<const EntityId> portion() const { return portion_; }
  bool has(EntityId id) const { return in_portion_.contains(id); }
  bool speaks_for(const Statement&) const;
  Day today() const { return days_.today; }
  Day known_at() const { return days_.known_at; }
  // The last day of which anything can be known.
  Day knowledge_day() const { return std::min(days_.today, days_.known_at); }
  // What an entity's own entry says without a date is no news.
  bool knows(const Statement& s) const {
    return s.effect == Effect::always || s.known <= days_.known_at;
  }

  const Entity& entity(EntityId) const;  // requires: told of here
  // Where it has its entry; null when nobody declares it. Requires: of the portion.
  const Place* entry(EntityId) const;
  const Statement& statement(StatementId) const;
  // All that touch the portion, whether they count or not; and what bears on these.
  std::span<const Statement> statements() const { return dossier_.statements; }
  // The claims that count on the day of knowledge, one for each seat they speak of.
  std::span<const Mark> marks() const { return marks_.marks; }
  // What resolving finds odd.
  std::span<const Finding> oddities() const { return resolved_.findings; }
  // Rows of tables of this file that nobody is cited for, which a portion has beside its statements
  // here: they were looked at otherwise.
  void has_also_without_source(std::string file, std::size_t rows);
  // The file, and how many.
  const std::pair<std::string, std::size_t>& also_without_source() const {
    return also_without_source_;
  }
  // The changes that name one of the portion.
  std::span<const Told> changes() const { return changes_; }

  // Spells by beginning; outranked and undated ones left out.
  const std::vector<const Spell*>& in(EntityId object, StatementKind) const;
  const std::vector<const Spell*>& out(EntityId subject, StatementKind) const;
  // As far as is stated; null when nothing is.
  const Lifetime* life(EntityId) const;
  std::vector<const Statement*> behind(const Spell&) const;

 private:
  using Index = std::unordered_map<std::uint64_t, std::vector<const Spell*>>;

  std::vector<EntityId> portion_;
  std::unordered_set<EntityId> in_portion_;
  const Scope& scope_;
  Days days_;
  Dossier dossier_;
  Resolution resolved_;
  Marks marks_;
  std::pair<std::string, std::size_t> also_without_source_;
  std::vector<Told> changes_;
  std::unordered_map<EntityId, Entity> entities_;
  std::unordered_map<EntityId, Place> entries_;
  std::unordered_map<StatementId, const Statement*> by_id_;
  std::unordered_map<EntityId, Lifetime> lives_;
  Index in_, out_;
};

// Certainly from the one day on and before the other: whichever days the bounds are.
inline Day surely_from(const Spell& s) { return s.from.latest; }
inline Day surely_before(const Spell& s) { return s.until.earliest; }
bool is_certain(const Spell&);  // neither disputed, outranked nor undated

}  // namespace reorg
