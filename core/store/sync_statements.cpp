#include <map>
#include <optional>

#include "core/store/codes.hpp"
#include "core/store/literals.hpp"
#include "core/store/retraction.hpp"
#include "core/store/rows.hpp"
#include "core/store/sync.hpp"
#include "core/store/write_statement.hpp"

namespace reorg::sql {
namespace {

struct Row {
  StatementId id = StatementId::none;
  std::int64_t content = 0;
  StatementKind kind = StatementKind::note;
  EntityId subject = EntityId::none, object = EntityId::none, capacity_of = EntityId::none;
  std::string claim;
  EventId event = EventId::none;
  ChangeId change = ChangeId::none;
  int line = 0, column = 0;
};

// By digest; equal ones in the order of their rows.
std::multimap<std::int64_t, Row> stored(const Sync& s) {
  Query q(s.connection,
          "SELECT digest, id, content, kind, subject, object, capacity_of, claim, event, change, "
          "line, col "
          "FROM statement WHERE file = ? ORDER BY id");
  q.bind(s.file);
  std::multimap<std::int64_t, Row> rows;
  while (q.next()) {
    const std::int64_t digest = q.integer();
    Row row;
    row.id = q.id<StatementId>();
    row.content = q.integer();
    row.kind = kind_of(q.integer());
    row.subject = q.id<EntityId>();
    row.object = q.id<EntityId>();
    row.capacity_of = q.id<EntityId>();
    row.claim = q.text();
    row.event = q.id<EventId>();
    row.change = q.id<ChangeId>();
    row.line = static_cast<int>(q.integer());
    row.column = static_cast<int>(q.integer());
    rows.emplace(digest, std::move(row));
  }
  return rows;
}

// With the numbers of the store.
Statement stored_form(const Sync& s, const Statement& said, StatementId id) {
  Statement row = said;
  row.id = id;
  for (EntityId* e : {&row.subject, &row.object, &row.capacity_of}) *e = s.ids[*e];
  row.event = s.ids[said.event];
  row.change = s.ids[said.change];
  for (SourceId& source : row.sources) source = s.ids[source];
  return row;
}

void remove_sources_and_refs(const Sync& s, StatementId id) {
  Query(s.connection, "DELETE FROM statement_source WHERE statement = ?").bind(id).run();
  Query(s.connection, "DELETE FROM statement_ref WHERE statement = ?").bind(id).run();
}

void touch(const Sync& s, const Row& row) {
  s.difference.substance = true;
  s.difference.touch(row.kind, row.subject, row.object, row.capacity_of, row.claim);
}

// Its event may have been withdrawn long ago, in another file.
void look_at_event_again(const Sync& s, const Statement& said) {
  if (said.event != EventId::none) s.difference.events.insert(s.index.key(said.event));
}

void add(const Sync& s, const Statement& said, std::int64_t content, std::int64_t digest) {
  const auto id = static_cast<StatementId>(take_numbers(s.connection, 1));
  const Statement row = stored_form(s, said, id);
  promote_alike(s.connection, row);
  s.difference.tally.about_to_change(content);
  write_statement(s.connection, row,
                  {s.file, s.difference.revision, content, digest, s.index.told_known_until(said)});
  s.difference.substance = true;
  look_at_event_again(s, said);
  s.difference.touch(row.kind, row.subject, row.object, row.capacity_of, row.claim);
}

// The same content in the same file with other sources, remarks or knowledge: it keeps its row.
void replace(const Sync& s, const Row& row, const Statement& said, std::int64_t digest) {
  s.difference.tally.about_to_change(row.content);
  touch(s, row);
  record_retraction(s.connection, s.difference.revision, row.id);
  const Day until = s.index.told_known_until(said);
  Query(s.connection,
        "UPDATE statement SET revision = ?2, digest = ?3, known = ?4, known_assumed = ?5, "
        "told_known_until = ?6, "
        "known_until = ?6, event = ?7, change = ?8, note = ?9, line = ?10, col = ?11 WHERE id = ?1")
      .bind(row.id, s.difference.revision, digest, said.known, said.known_assumed, until,
            s.ids[said.event], s.ids[said.change], said.note, said.place.line, said.place.column)
      .run();
  remove_sources_and_refs(s, row.id);
  write_sources_and_refs(s.connection, stored_form(s, said, row.id));
  look_at_event_again(s, said);
}

// Nothing about the statement itself is new; its place, event or change may be.
void keep(const Sync& s, const Row& row, const Statement& said) {
  const EventId event = s.ids[said.event];
  const ChangeId change = s.ids[said.change];
  const bool same_links = row.event == event && row.change == change;
  if (same_links && row.line == said.place.line && row.column == said.place.column) return;
  if (row.event != event) {
    s.difference.tally.about_to_change(row.content);
    touch(s, row);
    look_at_event_again(s, said);
  }
  Query(s.connection,
        "UPDATE statement SET known_until = iif(event IS ?2, known_until, told_known_until), "
        "event = ?2, change = ?3, line = ?4, col = ?5 WHERE id = ?1")
      .bind(row.id, event, change, said.place.line, said.place.column)
      .run();
}

void remove(const Sync& s, const Row& row) {
  s.difference.tally.about_to_change(row.content);
  touch(s, row);
  for (const EntityId e : {row.subject, row.object, row.capacity_of})
    s.difference.perhaps_unused.insert(e);
  record_retraction(s.connection, s.difference.revision, row.id);
  remove_sources_and_refs(s, row.id);
  Query(s.connection, "DELETE FROM statement WHERE id = ?").bind(row.id).run();
}

struct Fresh {
  const Statement* said;
  std::int64_t content, digest;
};

}  // namespace

void sync_statements(const Sync& s) {
  auto before = stored(s);
  std::vector<Fresh> fresh;
  for (const Statement* said : s.part.statements) {
    const std::int64_t digest = s.index.digest(*said);
    if (const auto it = before.find(digest); it != before.end()) {
      keep(s, it->second, *said);
      before.erase(it);
    } else {
      fresh.push_back({said, s.index.content(*said), digest});
    }
  }
  std::multimap<std::int64_t, Row> leftover;
  for (const auto& [digest, row] : before) leftover.emplace(row.content, row);
  for (const Fresh& f : fresh) {
    if (const auto it = leftover.find(f.content); it != leftover.end()) {
      replace(s, it->second, *f.said, f.digest);
      leftover.erase(it);
    } else {
      add(s, *f.said, f.content, f.digest);
    }
  }
  for (const auto& [content, row] : leftover) remove(s, row);
}

}  // namespace reorg::sql
