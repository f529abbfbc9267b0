#include "core/check/facts.hpp"

#include <algorithm>
#include <set>

namespace reorg {
namespace {

std::uint64_t slot(EntityId id, StatementKind kind) {
  return (std::uint64_t{number(id)} << 8U) | static_cast<std::uint64_t>(kind);
}

const std::vector<const Spell*>& at(
    const std::unordered_map<std::uint64_t, std::vector<const Spell*>>& index, EntityId id,
    StatementKind kind) {
  static const std::vector<const Spell*> none;
  const auto it = index.find(slot(id, kind));
  return it == index.end() ? none : it->second;
}

std::vector<EntityId> mentioned(const std::vector<EntityId>& portion,
                                const std::vector<Statement>& statements) {
  std::set<EntityId> all(portion.begin(), portion.end());
  for (const Statement& s : statements) {
    for (const EntityId e : {s.subject, s.object, s.capacity_of}) {
      if (e != EntityId::none) all.insert(e);
    }
  }
  return {all.begin(), all.end()};
}

}  // namespace

Facts::Facts(const CheckSource& source, std::vector<EntityId> portion, const Scope& scope,
             Days days)
    : portion_(std::move(portion)),
      in_portion_(portion_.begin(), portion_.end()),
      scope_(scope),
      days_(days),
      dossier_(source.dossiers.dossier(portion_)),
      changes_(source.relations.changes(portion_)),
      entries_(source.dossiers.entries(portion_)) {
  const ResolveOptions options{days.known_at, dossier_.many_seats};
  resolved_ = resolve(dossier_.statements, options);
  marks_ = marks_known_at(dossier_.statements, options);
  std::erase_if(changes_, [&](const Told& t) {
    const bool taken_back =
        t.event.known_until != after_all && t.event.known_until <= days.known_at;
    return taken_back || t.event.known > days.known_at;
  });
  for (Entity& e : source.relations.entities(mentioned(portion_, dossier_.statements)))
    entities_.emplace(e.id, std::move(e));
  for (const Statement& s : dossier_.statements) by_id_.emplace(s.id, &s);
  lives_ = lifetimes(resolved_.spells);
  for (const Spell& s : resolved_.spells) {
    if (s.standing == Standing::outranked || s.undated) continue;
    if (s.subject != EntityId::none) out_[slot(s.subject, s.kind)].push_back(&s);
    if (s.object != EntityId::none) in_[slot(s.object, s.kind)].push_back(&s);
  }
  for (Index* index : {&in_, &out_}) {
    for (auto& [key, spells] : *index) {
      std::ranges::stable_sort(spells, {}, [](const Spell* s) { return beginning(*s); });
    }
  }
}

bool Facts::speaks_for(const Statement& s) const {
  for (const EntityId e : {s.subject, s.object, s.capacity_of}) {
    if (scope_.has(e)) return has(e);
  }
  return false;
}

void Facts::has_also_without_source(std::string file, std::size_t rows) {
  also_without_source_ = {std::move(file), rows};
}

const Entity& Facts::entity(EntityId id) const { return entities_.at(id); }
const Place* Facts::entry(EntityId id) const {
  const auto it = entries_.find(id);
  return it == entries_.end() ? nullptr : &it->second;
}
const Statement& Facts::statement(StatementId id) const { return *by_id_.at(id); }

const std::vector<const Spell*>& Facts::in(EntityId object, StatementKind kind) const {
  return at(in_, object, kind);
}
const std::vector<const Spell*>& Facts::out(EntityId subject, StatementKind kind) const {
  return at(out_, subject, kind);
}

const Lifetime* Facts::life(EntityId id) const {
  const auto it = lives_.find(id);
  return it == lives_.end() ? nullptr : &it->second;
}

std::vector<const Statement*> Facts::behind(const Spell& s) const {
  std::vector<const Statement*> all;
  for (const StatementId id : s.evidence) all.push_back(&statement(id));
  return all;
}

bool is_certain(const Spell& s) { return s.standing == Standing::agreed && !s.undated; }

}  // namespace reorg
