// Store as a RelationSource for latest knowledge.
#include "core/store/impl.hpp"
#include "core/store/literals.hpp"
#include "core/store/read.hpp"
#include "core/store/rows.hpp"

namespace reorg {

using sql::Query;

std::vector<Spell> Store::relations(std::span<const EntityId> frontier, Hop hop) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::read_relations(c, frontier, hop); });
}

std::vector<Spell> Store::values(std::span<const EntityId> ids, KindSet kinds) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::read_values(c, ids, kinds); });
}

std::vector<EntityId> Store::turning(Day first, Day last) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::read_turning(c, first, last); });
}

std::vector<Entity> Store::entities(std::span<const EntityId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::read_entities(c, ids); });
}

std::vector<Source> Store::sources(std::span<const SourceId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::read_sources(c, ids); });
}

std::vector<Told> Store::changes(std::span<const EntityId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::read_changes(c, ids, after_all); });
}

std::size_t Store::left_out(std::span<const EntityId>) const { return 0; }

std::vector<EntityId> Store::roots() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(
        c,
        "SELECT id FROM entity WHERE kind = 'organization' AND NOT EXISTS (SELECT 1 FROM "
        "same_as WHERE same_as.entity = entity.id) AND NOT EXISTS (SELECT 1 FROM spell s "
        "WHERE s.subject = entity.id AND s.kind = 1 AND s.object IS NOT NULL AND s.dotted = 0 AND "
        "s.standing < 2) AND NOT EXISTS (SELECT 1 FROM literal l WHERE l.subject = entity.id AND "
        "l.kind = 1 AND NOT l.flags & 2) "
        "ORDER BY key");
    std::vector<EntityId> roots;
    while (q.next()) roots.push_back(q.id<EntityId>());
    return roots;
  });
}

std::vector<EntityId> Store::all(EntityKind kind) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::entities_of_kind_sql);
    q.bind(std::string(word(kind)));
    std::vector<EntityId> found;
    while (q.next()) found.push_back(q.id<EntityId>());
    return found;
  });
}

void Store::visit_spells(const std::function<void(const Literal&)>& take_literal,
                         const std::function<void(const Spell&)>& take_spell) const {
  auto& c = *impl_->connection;
  sql::guarded(c, [&] {
    sql::LiteralScan literals(c);
    Query q(c, "SELECT s.home, " REORG_SPELL_COLUMNS
               " FROM spell s ORDER BY s.home, s.kind, s.from_earliest, s.id");
    bool more_spells = q.next();
    EntityId home = more_spells ? q.id<EntityId>() : EntityId::none;
    bool more_literals = literals.next();
    while (more_spells || more_literals) {
      if (more_literals && (!more_spells || literals.home() <= home)) {
        take_literal(literals.literal());
        more_literals = literals.next();
        continue;
      }
      take_spell(sql::read_spell(q));
      more_spells = q.next();
      if (more_spells) home = q.id<EntityId>();
    }
  });
}

void Store::visit_entities(const std::function<void(const Entity&)>& take) const {
  auto& c = *impl_->connection;
  sql::guarded(c, [&] {
    Query q(c, "SELECT " REORG_ENTITY_COLUMNS " FROM entity e ORDER BY e.id");
    while (q.next()) take(sql::read_entity(q));
  });
}

void Store::visit_names(const std::function<void(std::string_view, EntityId)>& take) const {
  auto& c = *impl_->connection;
  sql::guarded(c, [&] {
    Query q(c, "SELECT folded, entity FROM name");
    while (q.next()) {
      const std::string_view folded = q.view();
      take(folded, q.id<EntityId>());
    }
  });
}

void Store::visit_sources(const std::function<void(const Source&)>& take) const {
  auto& c = *impl_->connection;
  sql::guarded(c, [&] {
    Query q(c, "SELECT " REORG_SOURCE_COLUMNS " FROM source s ORDER BY s.id");
    while (q.next()) take(sql::read_source(q));
  });
}

// Records judged to be one are told of under either key.
Store::MoreTold Store::more_told() const {
  auto& c = *impl_->connection;
  const auto all = [&c](const char* text) {
    Query q(c, text);
    std::vector<EntityId> ids;
    while (q.next()) ids.push_back(q.id<EntityId>());
    return ids;
  };
  return sql::guarded(c, [&] {
    return MoreTold{all("SELECT entity FROM change_party UNION SELECT entity FROM same_as UNION "
                        "SELECT survivor FROM same_as"),
                    all("SELECT subject FROM statement WHERE kind IN (20, 21) AND subject IS NOT "
                        "NULL UNION SELECT entity FROM same_as UNION SELECT survivor FROM "
                        "same_as")};
  });
}

StoreStamp Store::stamp() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c,
            "SELECT (SELECT next FROM counter WHERE name = 'identity'), (SELECT next FROM counter "
            "WHERE name = 'stamp'), (SELECT coalesce(max(id), 0) FROM revision)");
    q.next();
    StoreStamp stamp;
    stamp.identity = static_cast<std::uint64_t>(q.integer());
    stamp.stamp = static_cast<std::uint64_t>(q.integer());
    stamp.revision = static_cast<int>(q.integer());
    return stamp;
  });
}

}  // namespace reorg
