// Store as an EventSource.
#include <algorithm>
#include <set>

#include "core/store/codes.hpp"
#include "core/store/impl.hpp"
#include "core/store/literals.hpp"
#include "core/store/read_events.hpp"
#include "core/store/records.hpp"
#include "core/store/rows.hpp"

namespace reorg {
namespace sql {

// Exact days by range, the few imprecise ones from an index of their own: in one index a single
// "some time before 2020" would make every range begin at the beginning.
const char* const events_within_sql =
    "SELECT id FROM event WHERE effective_earliest = effective_latest "
    "AND effective_earliest BETWEEN ?1 AND ?2 UNION "
    "SELECT id FROM event WHERE effective_earliest < effective_latest "
    "AND effective_earliest <= ?2 AND effective_latest >= ?1 UNION "
    "SELECT id FROM event WHERE announced_earliest = announced_latest "
    "AND announced_earliest BETWEEN ?1 AND ?2 UNION "
    "SELECT id FROM event WHERE announced_earliest < announced_latest "
    "AND announced_earliest <= ?2 AND announced_latest >= ?1 UNION "
    "SELECT id FROM event WHERE ?1 = -2147483648 AND ?2 = 2147483647 "
    "AND effective_earliest IS NULL AND announced_earliest IS NULL";

const char* const events_of_sql =
    "SELECT DISTINCT event.id FROM json_each(?1) f CROSS JOIN change_party p ON p.entity = f.value "
    "CROSS JOIN change ON change.id = p.change "
    "CROSS JOIN event ON event.id = change.event AND event.file = change.file "
    "WHERE (effective_earliest <= ?3 AND effective_latest >= ?2) "
    "OR (announced_earliest <= ?3 AND announced_latest >= ?2) OR known_until < 2147483647 "
    "OR (?2 = -2147483648 AND ?3 = 2147483647)";

const char* const events_not_settled_sql =
    "SELECT id FROM event WHERE type IN ('plan', 'rumour') UNION "
    "SELECT id FROM event WHERE known_until < 2147483647 UNION "
    "SELECT id FROM event WHERE effective_earliest = effective_latest "
    "AND effective_earliest > ?1 UNION "
    "SELECT id FROM event WHERE effective_earliest < effective_latest AND effective_latest > ?1";

const char* const linked_events_sql =
    "SELECT o.id FROM json_each(?1) f CROSS JOIN event e ON e.id = f.value "
    "CROSS JOIN event o ON o.target = e.key UNION "
    "SELECT o.id FROM json_each(?1) f CROSS JOIN event e ON e.id = f.value "
    "CROSS JOIN event o ON o.key = e.target";

const char* const told_sql = "SELECT " REORG_CHANGE_COLUMNS ", " REORG_EVENT_COLUMNS
                             " FROM json_each(?1) f CROSS JOIN event ON event.id = f.value "
                             "CROSS JOIN change ON change.event = event.id "
                             "AND change.file = event.file ORDER BY change.id";

const char* const said_sql = "SELECT " REORG_STATEMENT_COLUMNS
                             " FROM json_each(?1) f CROSS JOIN statement s ON s.change = f.value "
                             "ORDER BY s.id";

#define REORG_BEGINS_OR_ENDS(first, last)                                                       \
  "((s.from_earliest <= " last " AND s.from_latest >= " first ") OR (s.until_earliest <= " last \
  " AND s.until_latest >= " first "))"
#define REORG_IS_PLAIN "s.event IS NULL AND s.mode = 'fact' AND s.effect NOT IN ('always', 'seen')"

const char* const plain_within_sql =
    "SELECT " REORG_STATEMENT_COLUMNS
    " FROM (SELECT id FROM statement WHERE event IS NULL AND from_earliest = from_latest "
    "AND from_earliest BETWEEN ?1 AND ?2 UNION "
    "SELECT id FROM statement WHERE event IS NULL AND from_earliest < from_latest "
    "AND from_earliest <= ?2 AND from_latest >= ?1 UNION "
    "SELECT id FROM statement WHERE event IS NULL AND until_earliest = until_latest "
    "AND until_earliest BETWEEN ?1 AND ?2 UNION "
    "SELECT id FROM statement WHERE event IS NULL AND until_earliest < until_latest "
    "AND until_earliest <= ?2 AND until_latest >= ?1) t "
    "CROSS JOIN statement s ON s.id = t.id WHERE " REORG_IS_PLAIN " ORDER BY s.id";

const char* const plain_of_sql =
    "SELECT " REORG_STATEMENT_COLUMNS
    " FROM statement s WHERE s.id IN ("
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.subject = f.value UNION "
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.object = f.value) "
    "AND " REORG_IS_PLAIN " AND " REORG_BEGINS_OR_ENDS("?2", "?3") " ORDER BY s.id";

const char* const set_aside_sql =
    "SELECT " REORG_STATEMENT_COLUMNS
    " FROM statement s WHERE s.id IN ("
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.subject = f.value UNION "
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.object = f.value "
    "WHERE x.kind <> 1) AND s.effect <> 'always' "
    "AND (s.known > ?2 OR s.known_until <= ?2 OR s.mode <> 'fact') ORDER BY s.id";

namespace {

std::vector<EventId> event_ids(Query& q) {
  std::vector<EventId> ids;
  while (q.next()) ids.push_back(q.id<EventId>());
  return ids;
}

std::vector<Statement> statement_rows(Connection& c, Query& q) {
  std::vector<Statement> statements;
  while (q.next()) {
    Statement s = read_statement(q);
    if (!became_empty(c, s)) statements.push_back(std::move(s));
  }
  return statements;
}

// Those of the literals that are wanted, among the others in the order of their numbers.
template <class Wanted>
void add_literals(Connection& c, const std::vector<StoredLiteral>& rows, Wanted wanted,
                  std::vector<Statement>& statements) {
  std::vector<StoredLiteral> these;
  std::ranges::copy_if(rows, std::back_inserter(these),
                       [&](const StoredLiteral& row) { return wanted(row.get()); });
  if (these.empty()) return;
  std::ranges::move(as_statements(c, these), std::back_inserter(statements));
  std::ranges::sort(statements, {}, &Statement::id);
}

// As REORG_BEGINS_OR_ENDS.
bool begins_or_ends(const Literal& l, Day first, Day last) {
  const auto lies_within = [&](Day d) { return first <= d && d <= last; };
  if (l.always) return false;
  return (l.from != before_all && lies_within(l.from)) ||
         (l.until != after_all && lies_within(l.until));
}

// "Everything recorded" comes after every withdrawal, but not after "never withdrawn".
int just_before_never(Day known_at) { return known_at == after_all ? known_at.n - 1 : known_at.n; }

}  // namespace
}  // namespace sql

using sql::Query;

std::vector<EventId> Store::events_within(Day first, Day last) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::events_within_sql);
    return sql::event_ids(q.bind(first, last));
  });
}

std::vector<EventId> Store::events_of(std::span<const EntityId> ids, Day first, Day last) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::events_of_sql);
    return sql::event_ids(q.bind(sql::json_list(sql::records_of(c, ids)), first, last));
  });
}

std::vector<EventId> Store::events_not_settled_by(Day day) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::events_not_settled_sql);
    return sql::event_ids(q.bind(day));
  });
}

std::vector<EventId> Store::linked(std::span<const EventId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::linked_events_sql);
    return sql::event_ids(q.bind(sql::json_list(ids)));
  });
}

std::vector<Told> Store::told(std::span<const EventId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::told_sql);
    q.bind(sql::json_list(ids));
    std::vector<Told> told;
    while (q.next()) {
      Told t;
      t.change = sql::read_change(q);
      t.event = sql::read_event(q);
      told.push_back(std::move(t));
    }
    return told;
  });
}

std::vector<Statement> Store::said(std::span<const ChangeId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::said_sql);
    return sql::statement_rows(c, q.bind(sql::json_list(ids)));
  });
}

std::map<std::string, Contest> Store::contests(const std::vector<std::string>& claims,
                                               Day known_at) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c,
            "SELECT DISTINCT s.claim, s.rank, s.position FROM json_each(?1) f CROSS JOIN statement "
            "s ON s.claim = f.value WHERE s.known <= ?2 AND s.known_until > ?2");
    q.bind(sql::json_list_of_texts(claims), sql::just_before_never(known_at));
    std::map<std::string, Contest> contests;
    while (q.next()) {
      Contest& contest = contests[q.text()];
      const Rank rank = from_word<Rank>(q.text());
      const auto position = static_cast<int>(q.integer());
      if (rank > contest.rank) contest = {rank, {}};
      if (rank == contest.rank) contest.positions.insert(position);
    }
    return contests;
  });
}

void Store::visit_plain_within(Day first, Day last, const TakePlain& take) const {
  auto& c = *impl_->connection;
  sql::guarded(c, [&] {
    Query q(c, sql::plain_within_sql);
    for (Statement& s : sql::statement_rows(c, q.bind(first, last))) take.statement(std::move(s));
    sql::FileNames files(c);
    sql::LiteralScan scan(c);
    while (scan.next()) {
      if (sql::begins_or_ends(scan.literal(), first, last))
        take.literal(scan.literal(), files.of(scan.file()));
    }
  });
}

void Store::visit_plain_of(std::span<const EntityId> ids, Day first, Day last,
                           const TakePlain& take) const {
  auto& c = *impl_->connection;
  sql::guarded(c, [&] {
    const std::string records = sql::json_list(sql::records_of(c, ids));
    Query q(c, sql::plain_of_sql);
    for (Statement& s : sql::statement_rows(c, q.bind(records, first, last)))
      take.statement(std::move(s));
    sql::FileNames files(c);
    for (const sql::StoredLiteral& row : sql::literals_joining(c, records)) {
      const Literal l = row.get();
      if (sql::begins_or_ends(l, first, last)) take.literal(l, files.of(row.file));
    }
  });
}

std::vector<EntityId> Store::learned_of(Day first, Day last) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c,
            "SELECT " REORG_SURVIVOR("s.subject") ", " REORG_SURVIVOR("s.object")
            " FROM statement s WHERE s.mode = 'fact' AND (s.known BETWEEN ?1 AND ?2 "
            "OR s.known_until BETWEEN ?1 AND ?2)");
    q.bind(first, last);
    std::set<EntityId> found;
    while (q.next()) {
      found.insert(q.id<EntityId>());
      found.insert(q.id<EntityId>());
    }
    sql::LiteralScan scan(c);
    while (scan.next()) {
      const Literal& l = scan.literal();
      if (first <= l.known && l.known <= last) found.insert({l.subject, l.object});
    }
    found.erase(EntityId::none);
    return std::vector<EntityId>(found.begin(), found.end());
  });
}

std::vector<Statement> Store::statements(std::span<const StatementId> ids) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, "SELECT " REORG_STATEMENT_COLUMNS
               " FROM json_each(?) f CROSS JOIN statement s ON s.id = f.value");
    const std::string list = sql::json_list(ids);
    std::vector<Statement> found = sql::statement_rows(c, q.bind(list));
    if (found.size() == ids.size()) return found;
    std::ranges::move(sql::as_statements(c, sql::literals_by_id(c, list)),
                      std::back_inserter(found));
    return found;
  });
}

std::vector<Statement> Store::set_aside(std::span<const EntityId> ids, Day known_at) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    const std::string records = sql::json_list(sql::records_of(c, ids));
    Query q(c, sql::set_aside_sql);
    std::vector<Statement> found =
        sql::statement_rows(c, q.bind(records, sql::just_before_never(known_at)));
    const auto of_these = [&](EntityId e) { return std::ranges::find(ids, e) != ids.end(); };
    sql::add_literals(
        c, sql::literals_joining(c, records),
        [&](const Literal& l) {
          const bool a_part = l.kind == StatementKind::part_of && !of_these(l.subject);
          return !l.always && !a_part && l.known > Day{sql::just_before_never(known_at)};
        },
        found);
    return found;
  });
}

}  // namespace reorg
