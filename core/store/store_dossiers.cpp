// Store as a DossierSource.
#include "core/store/closure.hpp"
#include "core/store/impl.hpp"

namespace reorg {

using sql::Query;

Dossier Store::dossier(std::span<const EntityId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::closure_of(c, ids); });
}

std::vector<EntityId> Store::everyone() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c,
            "SELECT id FROM entity WHERE NOT EXISTS (SELECT 1 FROM same_as WHERE same_as.entity = "
            "entity.id) ORDER BY id");
    std::vector<EntityId> ids;
    while (q.next()) ids.push_back(q.id<EntityId>());
    return ids;
  });
}

std::unordered_map<EntityId, Place> Store::entries(std::span<const EntityId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c,
            "SELECT t.entity, file.name, t.line, t.col FROM json_each(?1) f "
            "CROSS JOIN entity_file t ON t.entity = f.value CROSS JOIN file ON file.id = t.file "
            "ORDER BY file.name");
    q.bind(sql::json_list(ids));
    std::unordered_map<EntityId, Place> places;
    while (q.next()) {
      const auto id = q.id<EntityId>();
      Place place{q.text(), 0, 0};
      place.line = static_cast<int>(q.integer());
      place.column = static_cast<int>(q.integer());
      places.emplace(id, std::move(place));
    }
    return places;
  });
}

std::vector<EntityId> Store::told_otherwise() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c,
            "SELECT subject FROM statement UNION SELECT object FROM statement UNION "
            "SELECT capacity_of FROM statement UNION SELECT entity FROM change_party UNION "
            "SELECT entity FROM same_as UNION SELECT survivor FROM same_as");
    std::vector<EntityId> ids;
    while (q.next()) ids.push_back(q.id<EntityId>());
    return ids;
  });
}

std::vector<std::string> Store::tables() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, "SELECT name FROM file WHERE literals > 0 ORDER BY name");
    std::vector<std::string> names;
    while (q.next()) names.push_back(q.text());
    return names;
  });
}

}  // namespace reorg
