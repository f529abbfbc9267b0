#include <map>

#include "core/store/rows.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

struct Row {
  ChangeId id = ChangeId::none;
  int line = 0, column = 0;
};

// By digest: a change has no key of its own. Equal ones are kept in the order of their rows.
std::multimap<std::int64_t, Row> stored(const Sync& s) {
  Query q(s.connection, "SELECT digest, id, line, col FROM change WHERE file = ? ORDER BY id");
  q.bind(s.file);
  std::multimap<std::int64_t, Row> rows;
  while (q.next()) {
    const std::int64_t digest = q.integer();
    Row row;
    row.id = q.id<ChangeId>();
    row.line = static_cast<int>(q.integer());
    row.column = static_cast<int>(q.integer());
    rows.emplace(digest, row);
  }
  return rows;
}

void write_parties(const Sync& s, ChangeId id, const char* part,
                   const std::vector<EntityId>& entities) {
  Query q(s.connection, "INSERT INTO change_party(change, part, nth, entity) VALUES (?, ?, ?, ?)");
  int nth = 0;
  for (const EntityId e : entities) q.bind(id, part, nth++, s.ids[e]).run();
}

ChangeId write(const Sync& s, const Change& c, std::int64_t digest) {
  Query q(s.connection,
          "INSERT INTO change(file, event, verb, text, sources, refs, digest, line, col) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
  q.bind(s.file, s.ids[c.event], word(c.verb), c.text, s.ids.json(c.sources),
         json_list_of_texts(c.refs), digest);
  q.bind(c.place.line, c.place.column).next();
  const auto id = q.id<ChangeId>();
  write_parties(s, id, "original", c.originals);
  write_parties(s, id, "result", c.results);
  write_parties(s, id, "other", c.others);
  return id;
}

void move(const Sync& s, const Row& row, const Change& c) {
  if (row.line == c.place.line && row.column == c.place.column) return;
  Query(s.connection, "UPDATE change SET line = ?2, col = ?3 WHERE id = ?1")
      .bind(row.id, c.place.line, c.place.column)
      .run();
}

void remove(const Sync& s, ChangeId id) {
  Query parties(s.connection, "DELETE FROM change_party WHERE change = ? RETURNING entity");
  parties.bind(id);
  while (parties.next()) s.difference.perhaps_unused.insert(parties.id<EntityId>());
  Query(s.connection, "DELETE FROM change WHERE id = ?").bind(id).run();
}

}  // namespace

void sync_changes(const Sync& s) {
  auto before = stored(s);
  for (const Change* c : s.part.changes) {
    const std::int64_t digest = s.index.digest(*c);
    ChangeId& id = s.ids.changes[number(c->id) - 1];
    if (const auto it = before.find(digest); it != before.end()) {
      id = it->second.id;
      move(s, it->second, *c);
      before.erase(it);
    } else {
      id = write(s, *c, digest);
      s.difference.substance = true;
    }
  }
  for (const auto& [digest, row] : before) {
    remove(s, row.id);
    s.difference.substance = true;
  }
}

}  // namespace reorg::sql
