#include <map>

#include "core/store/rows.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

struct Row {
  EventId id = EventId::none;
  std::int64_t digest = 0;
  int line = 0, column = 0;
  std::string target;
};

std::map<std::string, Row> stored(const Sync& s) {
  Query q(s.connection, "SELECT key, id, digest, line, col, target FROM event WHERE file = ?");
  q.bind(s.file);
  std::map<std::string, Row> rows;
  while (q.next()) {
    std::string key = q.text();
    Row row;
    row.id = q.id<EventId>();
    row.digest = q.integer();
    row.line = static_cast<int>(q.integer());
    row.column = static_cast<int>(q.integer());
    row.target = q.text();
    rows.emplace(std::move(key), std::move(row));
  }
  return rows;
}

// One event told in several files has one number.
EventId number_for(const Sync& s, const std::string& key) {
  Query q(s.connection,
          "SELECT coalesce((SELECT id FROM event WHERE key = ? LIMIT 1), (SELECT max(id) + 1 FROM "
          "event), 1)");
  q.bind(key).next();
  return q.id<EventId>();
}

void remove(const Sync& s, EventId id) {
  Query(s.connection, "DELETE FROM event WHERE id = ? AND file = ?").bind(id, s.file).run();
}

void write(const Sync& s, EventId id, const Event& e, std::int64_t digest) {
  const Day until = s.index.told_known_until(e);
  Query q(s.connection,
          "INSERT INTO event(id, file, key, name, type, announced_edtf, announced_earliest, "
          "announced_latest, "
          "announced_uncertain, effective_edtf, effective_earliest, effective_latest, "
          "effective_uncertain, target, "
          "claim, rank, known, known_assumed, told_known_until, known_until, note, sources, refs, "
          "digest, line, col) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  q.bind(id, s.file, e.key, e.name, word(e.type));
  bind_date(q, e.announced);
  bind_date(q, e.effective);
  q.bind(e.target, e.claim, word(e.rank), e.known, e.known_assumed, until, until, e.note);
  q.bind(s.ids.json(e.sources), json_list_of_texts(e.refs), digest, e.place.line, e.place.column)
      .run();
}

void note(const Sync& s, const std::string& key, const std::string& target) {
  s.difference.substance = true;
  s.difference.events.insert(key);
  if (!target.empty()) s.difference.events.insert(target);
}

void sync_event(const Sync& s, const Event& e, const Row* before) {
  const std::int64_t digest = s.index.digest(e);
  const EventId id = before == nullptr ? number_for(s, e.key) : before->id;
  s.ids.events[number(e.id) - 1] = id;
  if (before != nullptr && before->digest == digest) {
    if (before->line == e.place.line && before->column == e.place.column) return;
    Query(s.connection, "UPDATE event SET line = ?3, col = ?4 WHERE id = ?1 AND file = ?2")
        .bind(id, s.file, e.place.line, e.place.column)
        .run();
    return;
  }
  if (before != nullptr) {
    note(s, e.key, before->target);
    remove(s, id);
  }
  write(s, id, e, digest);
  note(s, e.key, e.target);
}

}  // namespace

void sync_events(const Sync& s) {
  auto before = stored(s);
  for (const Event* e : s.part.events) {
    const auto it = before.find(e->key);
    sync_event(s, *e, it == before.end() ? nullptr : &it->second);
    if (it != before.end()) before.erase(it);
  }
  // They go after the statements, whose retraction names them.
  for (const auto& [key, row] : before) {
    s.difference.dropped_events.emplace_back(row.id, s.file);
    note(s, key, row.target);
  }
}

}  // namespace reorg::sql
