#include "core/store/closure.hpp"

#include <unordered_set>

#include "core/store/codes.hpp"
#include "core/store/literals.hpp"
#include "core/store/rows.hpp"

namespace reorg::sql {

const char* const touching_sql =
    "SELECT " REORG_STATEMENT_COLUMNS
    " FROM statement s WHERE s.id IN ("
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.subject = f.value UNION "
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.object = f.value UNION "
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.capacity_of = f.value) ORDER BY "
    "s.id";

// Of a neighbour only what can reach the entities asked for: its lifetime, its own seats, and those
// that others hold in it or leave (holds, oversees, leaves). Not its parts: a hub has thousands.
const char* const neighbours_sql =
    "SELECT " REORG_STATEMENT_COLUMNS
    " FROM statement s WHERE s.id IN ("
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.subject = f.value "
    "WHERE x.kind < 20 OR x.kind IN (23, 40) UNION "
    "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.object = f.value "
    "WHERE x.kind IN (2, 3, 40)) ORDER BY s.id";

const char* const leaving_sql = "SELECT " REORG_STATEMENT_COLUMNS
                                " FROM json_each(?1) f CROSS JOIN statement s ON s.subject = "
                                "f.value WHERE s.kind = 40 ORDER BY s.id";

// What they had to leave: whether `leaves` ends it, or says that they were members, hangs on that.
const char* const left_sql = "SELECT " REORG_STATEMENT_COLUMNS
                             " FROM json_each(?1) f CROSS JOIN statement s ON s.subject = "
                             "f.value WHERE s.kind IN (2, 3, 5, 6) ORDER BY s.id";

// Leaving an organization is leaving the posts in it.
const char* const posts_in_sql = "SELECT " REORG_STATEMENT_COLUMNS
                                 " FROM json_each(?1) f CROSS JOIN statement s ON s.subject = "
                                 "f.value WHERE s.kind = 4 ORDER BY s.id";

// A post lives no longer than its organization, which may be two steps away.
const char* const living_sql = "SELECT " REORG_STATEMENT_COLUMNS
                               " FROM json_each(?1) f CROSS JOIN statement s ON s.subject = "
                               "f.value WHERE s.kind = 23 ORDER BY s.id";

const char* const rivalling_sql =
    "SELECT " REORG_STATEMENT_COLUMNS
    " FROM json_each(?1) f CROSS JOIN statement s ON s.claim = f.value ORDER BY s.id";

namespace {

class Gathering {
 public:
  Gathering(Connection& c, Closure& closure) : connection_(c), closure_(closure) {}

  // Statements, and literals of these kinds: that anybody tells at home, and of subjects.
  struct Kinds {
    const char* at_home = nullptr;  // nullptr: none
    const char* of_subject = nullptr;
  };
  template <class Ids>
  void fetch(const char* text, const Ids& told_of, const Kinds& kinds) {
    const std::string list = json_list(records_of(connection_, told_of));
    fetch_listed(text, list);
    if (kinds.at_home != nullptr) add(literals(connection_, Of::homes, list, kinds.at_home));
    if (kinds.of_subject != nullptr)
      add(literals(connection_, Of::subjects, list, kinds.of_subject));
  }

  template <class Ids>
  void fetch_touching(const Ids& told_of) {
    const std::string list = json_list(records_of(connection_, told_of));
    fetch_listed(touching_sql, list);
    for (const Of of : {Of::homes, Of::subjects, Of::capacities})
      add(literals(connection_, of, list));
  }

  void fetch_listed(const char* text, const std::string& list) {
    Query q(connection_, text);
    q.bind(list);
    while (q.next()) {
      Statement s = read_statement(q);
      if (!seen_.insert(s.id).second || became_empty(connection_, s)) continue;
      closure_.statements.push_back(std::move(s));
    }
  }

  std::set<EntityId> entities() const {
    std::set<EntityId> all;
    for (const Statement& s : closure_.statements) {
      for (const EntityId e : {s.subject, s.object, s.capacity_of}) {
        if (e != EntityId::none) all.insert(e);
      }
    }
    return all;
  }

  std::set<EntityId> subjects() const {
    std::set<EntityId> all;
    for (const Statement& s : closure_.statements) {
      if (is_relation(s.kind) && s.subject != EntityId::none) all.insert(s.subject);
    }
    return all;
  }

  std::set<EntityId> leavers() const {
    std::set<EntityId> all;
    for (const Statement& s : closure_.statements) {
      if (s.kind == StatementKind::leaves) all.insert(s.subject);
    }
    return all;
  }

  std::set<EntityId> posts_held() const {
    std::set<EntityId> all;
    for (const Statement& s : closure_.statements) {
      if (s.kind == StatementKind::holds) all.insert(s.object);
    }
    return all;
  }

  std::vector<std::string> claims() const {
    std::set<std::string> all;
    for (const Statement& s : closure_.statements) {
      if (!s.claim.empty()) all.insert(s.claim);
    }
    return {all.begin(), all.end()};
  }

 private:
  void add(const std::vector<StoredLiteral>& rows) {
    for (Statement& s : as_statements(connection_, rows)) {
      if (seen_.insert(s.id).second) closure_.statements.push_back(std::move(s));
    }
  }

  Connection& connection_;
  Closure& closure_;
  std::unordered_set<StatementId> seen_;
};

std::vector<EntityId> posts_of_many(Connection& c, const std::set<EntityId>& among) {
  Query q(
      c,
      "SELECT e.id FROM json_each(?) f CROSS JOIN entity e ON e.id = f.value WHERE e.seats <> 1");
  q.bind(json_list(among));
  std::vector<EntityId> posts;
  while (q.next()) posts.push_back(q.id<EntityId>());
  return posts;
}

void add_touched(Query& q, std::set<EntityId>& touched, std::set<EntityId>* leavers) {
  while (q.next()) {
    const StatementKind kind = kind_of(q.integer());
    const auto subject = q.id<EntityId>();
    if (leavers != nullptr && kind == StatementKind::leaves) leavers->insert(subject);
    for (const EntityId e : {subject, q.id<EntityId>(), q.id<EntityId>()}) {
      if (e != EntityId::none) touched.insert(e);
    }
  }
}

void add_touched(const std::vector<StoredLiteral>& rows, std::set<EntityId>& touched) {
  for (const StoredLiteral& row : rows) {
    const Literal l = row.get();
    for (const EntityId e : {l.subject, l.object, l.capacity_of}) {
      if (e != EntityId::none) touched.insert(e);
    }
  }
}

}  // namespace

Closure closure_of(Connection& c, std::span<const EntityId> entities) {
  Closure closure;
  Gathering gathering(c, closure);
  gathering.fetch_touching(entities);
  std::set<EntityId> near = gathering.entities();
  for (const EntityId e : entities) near.erase(e);
  gathering.fetch(neighbours_sql, near, {"[2,3,23]", "[1,2,3,4,5,6,7]"});
  gathering.fetch(leaving_sql, gathering.subjects(), {});
  if (const auto leavers = gathering.leavers(); !leavers.empty()) {
    gathering.fetch(left_sql, leavers, {nullptr, "[2,3,5,6]"});
    gathering.fetch(posts_in_sql, gathering.posts_held(), {nullptr, "[4]"});
  }
  gathering.fetch(living_sql, gathering.entities(), {"[23]", nullptr});
  const auto claims = gathering.claims();
  if (!claims.empty()) gathering.fetch_listed(rivalling_sql, json_list_of_texts(claims));
  closure.many_seats = posts_of_many(c, gathering.entities());
  return closure;
}

Reach told_within(Connection& c, Day first, Day last, Day known_at) {
  Query q(c,
          "SELECT s.kind, s.subject, s.object, s.capacity_of, s.claim FROM statement s "
          "WHERE ((s.from_earliest <= ?2 AND s.from_latest >= ?1) "
          "OR (s.until_earliest <= ?2 AND s.until_latest >= ?1)) "
          "AND s.known <= ?3 AND s.mode = 'fact'");
  q.bind(first, last, known_at);
  Reach reach;
  while (q.next()) {
    const StatementKind kind = kind_of(q.integer());
    const auto subject = q.id<EntityId>();
    if (kind == StatementKind::leaves) reach.leavers.insert(subject);
    for (const EntityId e : {subject, q.id<EntityId>(), q.id<EntityId>()}) {
      if (e != EntityId::none) reach.touched.insert(e);
    }
    if (!q.is_null()) reach.claims.insert(q.text());
  }
  LiteralScan scan(c);
  while (scan.next()) {
    const Literal& l = scan.literal();
    const auto lies_within = [&](Day d) { return first <= d && d <= last; };
    const bool turns = (!l.always && l.from != before_all && lies_within(l.from)) ||
                       (!l.always && l.until != after_all && lies_within(l.until));
    if (!turns || l.known > known_at) continue;
    for (const EntityId e : {l.subject, l.object, l.capacity_of}) {
      if (e != EntityId::none) reach.touched.insert(e);
    }
  }
  return reach;
}

// Statements as told; the callers go on to all records of those named.
std::vector<EntityId> reached(Connection& c, Reach reach) {
  if (!reach.claims.empty()) {
    Query rivals(c,
                 "SELECT s.kind, s.subject, s.object, s.capacity_of FROM json_each(?) f "
                 "CROSS JOIN statement s ON s.claim = f.value");
    rivals.bind(json_list_of_texts({reach.claims.begin(), reach.claims.end()}));
    add_touched(rivals, reach.touched, &reach.leavers);
  }
  if (!reach.leavers.empty()) {
    Query left(c,
               "SELECT s.kind, s.subject, s.object, s.capacity_of FROM json_each(?) f "
               "CROSS JOIN statement s ON s.subject = f.value");
    const std::string leavers = json_list(records_of(c, reach.leavers));
    left.bind(leavers);
    add_touched(left, reach.touched, nullptr);
    add_touched(literals(c, Of::homes, leavers), reach.touched);
    add_touched(literals(c, Of::subjects, leavers), reach.touched);
  }
  Query posts(c,
              "SELECT s.kind, s.subject, s.object, s.capacity_of FROM json_each(?) f "
              "CROSS JOIN statement s ON s.object = f.value WHERE s.kind = 4");
  const std::string touched = json_list(records_of(c, reach.touched));
  posts.bind(touched);
  add_touched(posts, reach.touched, nullptr);
  add_touched(literals(c, Of::homes, touched, "[4]"), reach.touched);
  return records_of(c, reach.touched);
}

}  // namespace reorg::sql
