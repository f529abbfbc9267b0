// The store as known on a day: nothing is stored for it, everything is resolved from statements.
#include <set>
#include <unordered_set>

#include "core/store/closure.hpp"
#include "core/store/impl.hpp"
#include "core/store/read.hpp"

namespace reorg {
namespace {

class KnownAt final : public RelationSource {
 public:
  KnownAt(sql::Connection& c, Day k) : connection_(c), known_at_(k) {}

  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop hop) const override {
    const std::unordered_set<EntityId> from(frontier.begin(), frontier.end());
    return resolved(frontier, [&](const Spell& s) {
      return is_relation(s.kind) && ((hop.in.has(s.kind) && from.contains(s.object)) ||
                                     (hop.out.has(s.kind) && from.contains(s.subject)));
    });
  }

  std::vector<Spell> values(std::span<const EntityId> ids, KindSet kinds) const override {
    const std::unordered_set<EntityId> of(ids.begin(), ids.end());
    return resolved(ids, [&](const Spell& s) {
      return !is_relation(s.kind) && kinds.has(s.kind) && of.contains(s.subject);
    });
  }

  // Reads every statement's days once: those of one event need not be the event's, so no index of
  // days serves.
  std::vector<EntityId> turning(Day first, Day last) const override {
    const std::vector<EntityId> touched = sql::guarded(connection_, [&] {
      return sql::reached(connection_, sql::told_within(connection_, first, last, known_at_));
    });
    std::set<EntityId> found;
    for (const Spell& s : resolved(touched, [](const Spell&) { return true; }))
      found.insert(s.subject == EntityId::none ? s.object : s.subject);
    found.erase(EntityId::none);
    return {found.begin(), found.end()};
  }

  std::vector<Entity> entities(std::span<const EntityId> ids) const override {
    return sql::guarded(connection_, [&] { return sql::read_entities(connection_, ids); });
  }
  std::vector<Source> sources(std::span<const SourceId> ids) const override {
    return sql::guarded(connection_, [&] { return sql::read_sources(connection_, ids); });
  }
  std::vector<Told> changes(std::span<const EntityId> ids) const override {
    return sql::guarded(connection_,
                        [&] { return sql::read_changes(connection_, ids, known_at_); });
  }
  std::size_t left_out(std::span<const EntityId> ids) const override {
    return sql::guarded(connection_,
                        [&] { return sql::count_left_out(connection_, ids, known_at_); });
  }

 private:
  template <class Wanted>
  std::vector<Spell> resolved(std::span<const EntityId> ids, Wanted wanted) const {
    if (ids.empty()) return {};
    return sql::guarded(connection_, [&] {
      const sql::Closure closure = sql::closure_of(connection_, ids);
      Resolution resolution = resolve(closure.statements, {known_at_, closure.many_seats});
      std::vector<Spell> spells;
      for (Spell& s : resolution.spells) {
        if (!wanted(s)) continue;
        spells.push_back(std::move(s));
        spells.back().id = static_cast<std::uint32_t>(spells.size());
      }
      return spells;
    });
  }

  sql::Connection& connection_;
  Day known_at_;
};

}  // namespace

std::unique_ptr<RelationSource> Store::known_at(Day k) const {
  return std::make_unique<KnownAt>(*impl_->connection, k);
}

}  // namespace reorg
