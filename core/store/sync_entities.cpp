#include <map>

#include "core/store/records.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

struct Row {
  unsigned seats = 1;
  std::string description;
  int line = 0, column = 0;
};

std::map<EntityId, Row> stored(Connection& c, std::int64_t file) {
  Query q(c, "SELECT entity, seats, description, line, col FROM entity_file WHERE file = ?");
  q.bind(file);
  std::map<EntityId, Row> rows;
  while (q.next()) {
    const auto id = q.id<EntityId>();
    Row row;
    row.seats = static_cast<unsigned>(q.integer());
    row.description = q.text();
    row.line = static_cast<int>(q.integer());
    row.column = static_cast<int>(q.integer());
    rows.emplace(id, std::move(row));
  }
  return rows;
}

void set_kind(const Sync& s, EntityId id, EntityKind kind) {
  Query q(s.connection, "UPDATE entity SET kind = ?2 WHERE id = ?1 AND kind <> ?2 RETURNING id");
  q.bind(id, word(kind));
  if (!q.next()) return;
  s.difference.touched.insert(id);
  s.difference.substance = true;
}

void write(const Sync& s, EntityId id, const Entity& e) {
  Query(s.connection,
        "INSERT OR REPLACE INTO entity_file(entity, file, seats, description, line, col) VALUES "
        "(?, ?, ?, ?, ?, ?)")
      .bind(id, s.file, e.seats, e.description, e.place.line, e.place.column)
      .run();
}

void declare(const Sync& s, EntityId id, const Entity& e, const Row* before) {
  const bool same =
      before != nullptr && before->seats == e.seats && before->description == e.description;
  if (same && before->line == e.place.line && before->column == e.place.column) return;
  write(s, id, e);
  if (same) return;
  s.difference.substance = true;
  s.difference.touched.insert(id);
}

void withdraw(const Sync& s, EntityId id) {
  Query(s.connection, "DELETE FROM entity_file WHERE entity = ? AND file = ?")
      .bind(id, s.file)
      .run();
  s.difference.substance = true;
  s.difference.touched.insert(id);
  s.difference.perhaps_unused.insert(id);
}

}  // namespace

void find_or_add_entities(Connection& c, const Batch& batch, StoreIds& ids, Difference& d) {
  Query find(c, "SELECT id FROM entity WHERE key = ?");
  Query add(c, "INSERT INTO entity(key, kind) VALUES (?, ?) RETURNING id");
  for (const Entity& e : batch.entities) {
    find.again().bind(e.key);
    Query& found = find.next() ? find : add.again().bind(e.key, word(e.kind));
    if (&found == &add) add.next();
    const auto id = found.id<EntityId>();
    ids.entities[number(e.id) - 1] = id;
    if (&found == &add) d.touched.insert(id);  // to be found by its key, whatever names it
  }
}

void sync_entities(const Sync& s) {
  auto before = stored(s.connection, s.file);
  for (const Entity* e : s.part.entities) {
    const EntityId id = s.ids[e->id];
    const auto it = before.find(id);
    set_kind(s, id, e->kind);
    declare(s, id, *e, it == before.end() ? nullptr : &it->second);
    if (it != before.end()) before.erase(it);
  }
  for (const auto& [id, row] : before) withdraw(s, id);
}

// Several files, and several records of one post, may describe it: the largest number of seats
// counts, 0 (any number) above all.
void settle_entities(Connection& c, const Difference& d) {
  Query(c,
        "UPDATE entity SET "
        "seats = coalesce((SELECT iif(min(f.seats) = 0, 0, max(f.seats)) FROM entity_file f "
        "WHERE f.entity IN (" REORG_RECORDS("entity.id") ")), 1), "
        "description = (SELECT f.description FROM entity_file f JOIN file ON file.id = f.file "
        "WHERE f.entity IN (" REORG_RECORDS("entity.id") ") AND f.description IS NOT NULL "
        "ORDER BY file.name LIMIT 1) WHERE id IN (SELECT value FROM json_each(?))")
      .bind(json_list(records_of(c, d.touched)))
      .run();
}

}  // namespace reorg::sql
