#include "core/store/file_history.hpp"

#include "core/store/literals.hpp"
#include "core/store/renumbered.hpp"
#include "core/store/rows.hpp"

namespace reorg::sql {
namespace {

// Rows as JSON arrays whose columns are those that core/store/rows.hpp reads. Entities come with
// all that the file names, the others as the file has them; of knowledge, what the file itself
// says, since what follows from withdrawals is worked out anew.
constexpr const char* entities_sql =
    "SELECT json_array(e.id, e.key, e.kind, coalesce(f.seats, 1), f.description, f.line, f.col) "
    "FROM (SELECT entity FROM entity_file WHERE file = ?1 "
    "UNION SELECT subject FROM statement WHERE file = ?1 "
    "UNION SELECT object FROM statement WHERE file = ?1 "
    "UNION SELECT capacity_of FROM statement WHERE file = ?1 "
    "UNION SELECT p.entity FROM change JOIN change_party p ON p.change = change.id "
    "WHERE change.file = ?1) x JOIN entity e ON e.id = x.entity "
    "LEFT JOIN entity_file f ON f.entity = e.id AND f.file = ?1 ORDER BY e.id";
constexpr int entity_columns = 7;

constexpr const char* sources_sql =
    "SELECT json_array(" REORG_SOURCE_COLUMNS
    ", f.line, f.col) FROM source_file f JOIN source s ON s.id = f.source WHERE f.file = ?1 "
    "ORDER BY s.id";
constexpr int source_columns = 14;

constexpr const char* events_sql = "SELECT json_array(" REORG_EVENT_COLUMNS
                                   ", event.told_known_until) FROM event WHERE event.file = ?1 "
                                   "ORDER BY event.id";
constexpr int event_columns = 25;

constexpr const char* changes_sql =
    "SELECT json_array(change.id, change.event, change.verb, change.text, change.sources, "
    "change.refs, change.line, change.col, NULL, (SELECT json_group_array(json_array(part, "
    "entity)) FROM (SELECT part, entity FROM change_party p WHERE p.change = change.id ORDER BY "
    "part, nth))) FROM change WHERE change.file = ?1 ORDER BY change.id";
constexpr int change_columns = 10;

constexpr const char* statements_sql =
    "SELECT json_array(s.subject, s.object, s.capacity_of, "
    "s.aspect, " REORG_FORMER_STATEMENT_COLUMNS
    ", s.told_known_until, s.until_last) FROM statement s WHERE s.file = ?1 ORDER BY s.id";
constexpr int statement_columns = 42;  // the last is not in what version 4 kept

std::string rows(Connection& c, const char* sql, std::int64_t file) {
  Query q(c, sql);
  q.bind(file);
  std::string list;
  while (q.next()) list += (list.empty() ? "[" : ",\n") + q.text();
  return list.empty() ? "[]" : list + "]";
}

std::string said(Connection& c, std::int64_t file) {
  return "{\"entities\":" + rows(c, entities_sql, file) +
         ",\n\"sources\":" + rows(c, sources_sql, file) +
         ",\n\"events\":" + rows(c, events_sql, file) +
         ",\n\"changes\":" + rows(c, changes_sql, file) +
         ",\n\"statements\":" + rows(c, statements_sql, file) + "}";
}

void keep(Connection& c, std::int64_t revision, const std::string& name, const FileRow& file,
          const std::string& text) {
  Query(c, "INSERT INTO revision_file(revision, file, name, digest, said) VALUES (?, ?, ?, ?, ?)")
      .bind(revision, file.id, name.c_str(), file.digest, text)
      .run();
}

// Prepared by its address, which must stay: one for each list.
std::string unfolding(const char* list, int columns) {
  std::string sql = "SELECT ";
  for (int n = 0; n < columns; ++n) sql += (n == 0 ? "v ->> " : ", v ->> ") + std::to_string(n);
  return sql + " FROM (SELECT value AS v FROM json_each(?1, '$." + list + "') LIMIT -1)";
}

// One text, row by row, into the batch's own numbers.
class Reading {
 public:
  Reading(Connection& c, const FileBefore& file) : c_(c), file_(file) {}

  Batch run() {
    batch_.files.push_back(file_.name);
    read_entities();
    read_sources();
    read_events();
    read_changes();
    read_statements();
    return std::move(batch_);
  }

 private:
  void read_entities() {
    static const std::string sql = unfolding("entities", entity_columns);
    Query q(c_, sql.c_str());
    q.bind(file_.said);
    while (q.next()) {
      Entity e = read_entity(q);
      e.id = entities_.add(e.id);
      e.declared = !q.is_null();
      e.place = place(q);
      batch_.entities.push_back(std::move(e));
    }
  }

  void read_sources() {
    static const std::string sql = unfolding("sources", source_columns);
    Query q(c_, sql.c_str());
    q.bind(file_.said);
    while (q.next()) {
      Source s = read_source(q);
      s.id = sources_.add(s.id);
      s.place = place(q);
      batch_.sources.push_back(std::move(s));
    }
  }

  void read_events() {
    static const std::string sql = unfolding("events", event_columns);
    Query q(c_, sql.c_str());
    q.bind(file_.said);
    while (q.next()) {
      Event e = read_event(q);
      e.known_until = q.day();
      e.id = events_.add(e.id);
      e.sources = sources_[e.sources];
      e.place.file = file_.name;
      batch_.events.push_back(std::move(e));
    }
  }

  void read_changes() {
    static const std::string sql = unfolding("changes", change_columns);
    Query q(c_, sql.c_str());
    q.bind(file_.said);
    while (q.next()) {
      Change c = read_change(q);
      c.id = changes_.add(c.id);
      c.event = events_[c.event];
      c.sources = sources_[c.sources];
      for (auto* list : {&c.originals, &c.results, &c.others}) *list = entities_[*list];
      c.place.file = file_.name;
      batch_.changes.push_back(std::move(c));
    }
  }

  void read_statements() {
    static const std::string sql = unfolding("statements", statement_columns);
    Query q(c_, sql.c_str());
    q.bind(file_.said);
    while (q.next()) {
      const auto subject = q.id<EntityId>(), object = q.id<EntityId>(),
                 capacity_of = q.id<EntityId>();
      std::string aspect = q.text();
      Statement s = read_former_statement(q);
      s.known_until = q.day();
      s.until.last = q.text();
      s.id = static_cast<StatementId>(batch_.statements.size() + 1);
      s.subject = entities_[subject];
      s.object = entities_[object];
      s.capacity_of = entities_[capacity_of];
      s.aspect = std::move(aspect);
      s.event = events_[s.event];
      s.change = changes_[s.change];
      s.sources = sources_[s.sources];
      s.place.file = file_.name;
      batch_.statements.push_back(std::move(s));
    }
  }

  Place place(Query& q) const {
    Place p{file_.name, 0, 0};
    p.line = static_cast<int>(q.integer());
    p.column = static_cast<int>(q.integer());
    return p;
  }

  Connection& c_;
  const FileBefore& file_;
  Batch batch_;
  Renumbered<EntityId> entities_;
  Renumbered<SourceId> sources_;
  Renumbered<EventId> events_;
  Renumbered<ChangeId> changes_;
};

}  // namespace

std::optional<FileRow> file_row(Connection& c, const std::string& name) {
  Query q(c, "SELECT id, digest, literals FROM file WHERE name = ?");
  q.bind(name.c_str());
  if (!q.next()) return std::nullopt;
  FileRow row;
  row.id = q.integer();
  row.digest = q.integer();
  row.literals = q.integer();
  return row;
}

std::int64_t add_file(Connection& c, const std::string& name, std::int64_t revision) {
  Query q(c,
          "INSERT INTO file(id, name, digest, revision) VALUES (coalesce("
          "(SELECT file FROM revision_file WHERE name = ?1 LIMIT 1), "
          "1 + max(coalesce((SELECT max(id) FROM file), 0), "
          "coalesce((SELECT max(file) FROM revision_file), 0))), ?1, 0, ?2) RETURNING id");
  q.bind(name.c_str(), revision).next();
  return q.integer();
}

void keep_what_it_says(Connection& c, std::int64_t revision, const std::string& name,
                       const FileRow& file) {
  if (file.literals > few_literals) {
    Query(c, "UPDATE revision SET kept = 0 WHERE id = ?").bind(revision).run();
    return keep(c, revision, name, file, {});
  }
  if (file.literals == 0) return keep(c, revision, name, file, said(c, file.id));
  c.db.exec("SAVEPOINT as_statements");
  promote(c, literals_of_file(c, file.id));
  const std::string text = said(c, file.id);
  c.db.exec("ROLLBACK TO as_statements; RELEASE as_statements");
  keep(c, revision, name, file, text);
}

void keep_that_it_is_new(Connection& c, std::int64_t revision, const std::string& name,
                         std::int64_t file) {
  keep(c, revision, name, {file, 0, 0}, {});
}

std::vector<FileBefore> files_as_of(Connection& c, std::int64_t revision) {
  Query q(c,
          "SELECT name, digest, said FROM revision_file r WHERE revision > ?1 AND NOT EXISTS "
          "(SELECT 1 FROM revision_file earlier WHERE earlier.name = r.name "
          "AND earlier.revision > ?1 AND earlier.revision < r.revision) ORDER BY file");
  q.bind(revision);
  std::vector<FileBefore> files;
  while (q.next()) {
    FileBefore file;
    file.name = q.text();
    file.digest = q.integer();
    file.said = q.text();
    files.push_back(std::move(file));
  }
  return files;
}

Batch read_said(Connection& c, const FileBefore& file) { return Reading(c, file).run(); }

}  // namespace reorg::sql
