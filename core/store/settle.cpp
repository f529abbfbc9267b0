// What an import does once all of its files are written and before spells are worked out.
#include "core/store/codes.hpp"
#include "core/store/file_history.hpp"
#include "core/store/literals.hpp"
#include "core/store/materialise.hpp"
#include "core/store/rows.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

struct Ended {
  StatementId id = StatementId::none;
  std::int64_t content = 0;
  Day known_until;
};

// The statements of these events whose end of knowledge is no longer what it should be.
std::vector<Ended> wrongly_ended(Connection& c, const std::string& keys, Difference& d) {
  Query q(
      c,
      "SELECT * FROM (SELECT s.id, s.content, s.kind, s.subject, s.object, s.capacity_of, s.claim, "
      "s.known_until, "
      "min(s.told_known_until, coalesce((SELECT min(w.known) FROM event w WHERE w.target = f.value "
      "AND w.type IN ('withdrawal', 'denial')), s.told_known_until)) AS right_end "
      "FROM json_each(?) f CROSS JOIN event e ON e.key = f.value "
      "CROSS JOIN statement s ON s.event = e.id AND s.file = e.file) WHERE known_until <> "
      "right_end");
  q.bind(keys);
  std::vector<Ended> rows;
  while (q.next()) {
    Ended row;
    row.id = q.id<StatementId>();
    row.content = q.integer();
    const StatementKind kind = kind_of(q.integer());
    const auto subject = q.id<EntityId>();
    const auto object = q.id<EntityId>();
    const auto capacity_of = q.id<EntityId>();
    d.touch(kind, subject, object, capacity_of, q.text());
    q.skip();
    row.known_until = q.day();
    rows.push_back(row);
  }
  return rows;
}

void delete_unused(Connection& c, const char* text, const std::string& ids) {
  Query(c, text).bind(ids).run();
}

}  // namespace

void give_up_literals(const Sync& s) {
  Query count(s.connection, "SELECT literals FROM file WHERE id = ?");
  const std::int64_t literals = count.bind(s.file).next() ? count.integer() : 0;
  if (literals == 0) return;
  if (literals <= few_literals)
    return promote(s.connection, literals_of_file(s.connection, s.file));
  LiteralScan scan(s.connection);
  while (scan.next()) {
    if (scan.file() != s.file) continue;
    const Literal& l = scan.literal();
    for (const EntityId e : {l.subject, l.object, l.capacity_of}) {
      if (e == EntityId::none) continue;
      s.difference.touched.insert(e);
      s.difference.perhaps_unused.insert(e);
    }
  }
  s.difference.literals_removed += static_cast<std::size_t>(literals);
  s.difference.substance = true;
  Query(s.connection, "DELETE FROM literal WHERE file = ?").bind(s.file).run();
  Query(s.connection, "UPDATE file SET literals = 0 WHERE id = ?").bind(s.file).run();
}

void empty_file(Connection& c, const std::string& name, std::int64_t file, Difference& d) {
  const Batch nothing;
  const BatchIndex index(nothing);
  const FilePart part{name, {}, {}, {}, {}, {}};
  StoreIds ids(nothing);
  sync_file({c, index, part, file, ids, d});
}

void apply_withdrawals(Connection& c, Difference& d) {
  for (const auto& [id, file] : d.dropped_events) {
    Query(c, "DELETE FROM event WHERE id = ? AND file = ?").bind(id, file).run();
  }
  if (d.events.empty()) return;
  const std::string keys = json_list_of_texts({d.events.begin(), d.events.end()});
  for (const Ended& row : wrongly_ended(c, keys, d)) {
    d.tally.about_to_change(row.content);
    d.substance = true;
    Query(c, "UPDATE statement SET known_until = ?2 WHERE id = ?1")
        .bind(row.id, row.known_until)
        .run();
  }
  Query(c,
        "UPDATE event SET known_until = min(told_known_until, coalesce((SELECT min(w.known) FROM "
        "event w "
        "WHERE w.target = event.key AND w.type IN ('withdrawal', 'denial')), told_known_until)) "
        "WHERE key IN (SELECT value FROM json_each(?))")
      .bind(keys)
      .run();
}

void drop_unused(Connection& c, const Difference& d) {
  delete_unused(c,
                "DELETE FROM source WHERE id IN (SELECT value FROM json_each(?)) "
                "AND NOT EXISTS (SELECT 1 FROM source_file f WHERE f.source = source.id) "
                "AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.source = source.id)",
                json_list(d.sources_perhaps_unused));
  Query q(c,
          "SELECT e.id FROM json_each(?) f CROSS JOIN entity e ON e.id = f.value "
          "WHERE NOT EXISTS (SELECT 1 FROM entity_file t WHERE t.entity = e.id) "
          "AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.subject = e.id) "
          "AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.object = e.id) "
          "AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.capacity_of = e.id) "
          "AND NOT EXISTS (SELECT 1 FROM change_party p WHERE p.entity = e.id) "
          "AND NOT EXISTS (SELECT 1 FROM literal l WHERE l.home = e.id) "
          "AND NOT EXISTS (SELECT 1 FROM literal l WHERE l.subject = e.id) "
          "AND NOT EXISTS (SELECT 1 FROM literal l WHERE l.capacity_of = e.id)");
  q.bind(json_list(d.perhaps_unused));
  std::vector<EntityId> unused;
  while (q.next()) unused.push_back(q.id<EntityId>());
  for_each_portion(unused, [&](std::span<const EntityId> now) {
    drop_names(c, now);
  });  // derived: a key's own row must not keep its entity
  delete_unused(c, "DELETE FROM entity WHERE id IN (SELECT value FROM json_each(?))",
                json_list(unused));
}

StoreIds::StoreIds(const Batch& batch)
    : entities(batch.entities.size()),
      sources(batch.sources.size()),
      events(batch.events.size()),
      changes(batch.changes.size()) {}

std::string StoreIds::json(const std::vector<SourceId>& ids) const {
  std::vector<SourceId> rows;
  for (const SourceId id : ids) rows.push_back((*this)[id]);
  return json_list(rows);
}

}  // namespace reorg::sql
