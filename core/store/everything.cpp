// All that is recorded, as the files told it: what export writes.
#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "core/store/impl.hpp"
#include "core/store/literals.hpp"
#include "core/store/read.hpp"
#include "core/store/renumbered.hpp"
#include "core/store/rows.hpp"

namespace reorg {
namespace {

using sql::Connection;
using sql::Query;
using sql::Renumbered;

class Gathering {
 public:
  explicit Gathering(Connection& c) : c_(c) {}

  Batch run() {
    read_files();
    read_entities();
    read_sources();
    read_events();
    read_changes();
    read_statements();
    read_judgements();
    return std::move(batch_);
  }

 private:
  void read_files() {
    Query q(c_, "SELECT name FROM file ORDER BY id");
    while (q.next()) batch_.files.push_back(q.text());
  }

  // As one file that says what all of them say: the largest number of seats, the first description.
  void read_entities() {
    Query q(
        c_,
        "SELECT e.id, e.key, e.kind, coalesce((SELECT iif(min(f.seats) = 0, 0, max(f.seats)) FROM "
        "entity_file f WHERE f.entity = e.id), 1), (SELECT f.description FROM entity_file f JOIN "
        "file "
        "ON file.id = f.file WHERE f.entity = e.id AND f.description IS NOT NULL ORDER BY "
        "file.name "
        "LIMIT 1), f.line, f.col, file.name FROM entity e LEFT JOIN entity_file f ON f.entity = "
        "e.id "
        "AND f.file = (SELECT min(x.file) FROM entity_file x WHERE x.entity = e.id) "
        "LEFT JOIN file ON file.id = f.file ORDER BY f.file, f.line, f.col, e.key");
    while (q.next()) {
      Entity e = sql::read_entity(q);
      e.id = entities_.add(e.id);
      e.place.line = static_cast<int>(q.integer());
      e.place.column = static_cast<int>(q.integer());
      e.place.file = q.text();
      e.declared = !e.place.file.empty();
      batch_.entities.push_back(std::move(e));
    }
  }

  void read_sources() {
    Query q(c_,
            "SELECT " REORG_SOURCE_COLUMNS
            ", f.line, f.col, file.name FROM source s JOIN source_file f ON f.source = s.id AND "
            "f.file = (SELECT min(x.file) FROM source_file x WHERE x.source = s.id) "
            "JOIN file ON file.id = f.file ORDER BY f.file, f.line, f.col, s.key, s.id");
    while (q.next()) {
      Source s = sql::read_source(q);
      s.id = sources_.add(s.id);
      s.place.line = static_cast<int>(q.integer());
      s.place.column = static_cast<int>(q.integer());
      s.place.file = q.text();
      batch_.sources.push_back(std::move(s));
    }
  }

  // An event told in several files has a row, and here a number, for each.
  void read_events() {
    Query q(c_, "SELECT " REORG_EVENT_COLUMNS
                " FROM event ORDER BY event.file, event.line, event.col, event.id");
    while (q.next()) {
      Event e = sql::read_event(q);
      const EventId stored = e.id;
      e.id = static_cast<EventId>(batch_.events.size() + 1);
      events_[{stored, e.place.file}] = e.id;
      e.sources = sources_[e.sources];
      batch_.events.push_back(std::move(e));
    }
  }

  EventId event(EventId stored, const std::string& file) const {
    return stored == EventId::none ? stored : events_.at({stored, file});
  }

  void read_changes() {
    Query parties(c_, "SELECT part, entity FROM change_party WHERE change = ? ORDER BY part, nth");
    Query q(c_, "SELECT " REORG_CHANGE_COLUMNS
                " FROM change ORDER BY change.file, change.line, change.col, change.id");
    while (q.next()) {
      Change c = sql::read_change(q);
      c.originals.clear();  // those are of the surviving records
      c.results.clear();
      c.others.clear();
      parties.again().bind(c.id);
      while (parties.next()) {
        const std::string part = parties.text();
        auto& list = part == "original" ? c.originals : part == "result" ? c.results : c.others;
        list.push_back(entities_[parties.id<EntityId>()]);
      }
      c.id = changes_.add(c.id);
      c.event = event(c.event, c.place.file);
      c.sources = sources_[c.sources];
      batch_.changes.push_back(std::move(c));
    }
  }

  void read_statements() {
    Query q(c_, "SELECT s.subject, s.object, s.capacity_of, s.aspect, " REORG_STATEMENT_COLUMNS
                " FROM statement s ORDER BY s.file, s.line, s.col, s.id");
    while (q.next()) {
      const auto subject = q.id<EntityId>(), object = q.id<EntityId>(),
                 capacity_of = q.id<EntityId>();
      std::string aspect = q.text();
      Statement s = sql::read_statement(q);
      s.id = static_cast<StatementId>(batch_.statements.size() + 1);
      s.subject = entities_[subject];
      s.object = entities_[object];
      s.capacity_of = entities_[capacity_of];
      s.aspect = std::move(aspect);
      s.event = event(s.event, s.place.file);
      s.change = changes_[s.change];
      s.sources = sources_[s.sources];
      batch_.statements.push_back(std::move(s));
    }
    read_literals();
  }

  // No line of them is kept: they come first of their file, by what they are told of.
  void read_literals() {
    std::map<std::int64_t, std::string> files;
    Query q(c_, "SELECT id, name FROM file WHERE literals > 0");
    while (q.next()) {
      const std::int64_t id = q.integer();
      files[id] = q.text();
    }
    if (files.empty()) return;
    sql::LiteralScan scan(c_);
    while (scan.next()) {
      Statement s = statement_of(scan.literal());
      for (EntityId* e : {&s.subject, &s.object, &s.capacity_of}) *e = entities_[*e];
      s.sources = sources_[s.sources];
      s.place.file = files.at(scan.file());
      batch_.statements.push_back(std::move(s));
    }
    std::map<std::string, std::size_t> order;
    for (const std::string& name : batch_.files) order.emplace(name, order.size());
    std::ranges::stable_sort(batch_.statements, {}, [&](const Statement& s) {
      return std::tuple(order.at(s.place.file), s.place.line, s.place.column);
    });
    for (std::size_t n = 0; n < batch_.statements.size(); ++n)
      batch_.statements[n].id = static_cast<StatementId>(n + 1);
  }

  void read_judgements() {
    const Judgements all = sql::read_judgements(c_);
    for (const Judgement& j : all.in_force()) {
      ToldJudgement told{j.verdict, j.kept, j.other, {}, j.note, {}};
      if (const auto source = sql::read_sources(c_, std::span(&j.source, 1)); !source.empty())
        told.source = source.front();
      batch_.judgements.push_back(std::move(told));
    }
  }

  Connection& c_;
  Batch batch_;
  Renumbered<EntityId> entities_;
  Renumbered<SourceId> sources_;
  Renumbered<ChangeId> changes_;
  std::map<std::pair<EventId, std::string>, EventId> events_;
};

}  // namespace

Batch Store::everything() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return Gathering(c).run(); });
}

}  // namespace reorg
