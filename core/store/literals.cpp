#include "core/store/literals.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/store/batch_index.hpp"
#include "core/store/codes.hpp"
#include "core/store/read.hpp"
#include "core/store/rows.hpp"
#include "core/store/write_statement.hpp"

namespace reorg::sql {

#define REORG_LITERALS "SELECT " REORG_LITERAL_COLUMNS
#define REORG_IN_RUN                                                                         \
  "(l.home, l.kind, l.from_day) >= (r.first_home, r.first_kind, r.first_from) AND (l.home, " \
  "l.kind, l.from_day) <= (r.last_home, r.last_kind, r.last_from)"

const char* const literals_at_sql = REORG_LITERALS
    " FROM json_each(?1) f CROSS JOIN json_each(?2) k CROSS JOIN literal l ON l.home = f.value AND "
    "l.kind = k.value";
const char* const literals_at_home_sql =
    REORG_LITERALS " FROM json_each(?1) f CROSS JOIN literal l ON l.home = f.value";
const char* const literals_of_subject_sql = REORG_LITERALS
    " FROM json_each(?1) f CROSS JOIN json_each(?2) k CROSS JOIN literal l ON l.subject = f.value "
    "AND l.kind = k.value";
const char* const literals_as_subject_sql =
    REORG_LITERALS " FROM json_each(?1) f CROSS JOIN literal l ON l.subject = f.value";
const char* const literals_in_capacity_sql =
    REORG_LITERALS " FROM json_each(?1) f CROSS JOIN literal l ON l.capacity_of = f.value";
const char* const literals_by_id_sql = REORG_LITERALS
    " FROM json_each(?1) f CROSS JOIN literal_run r ON r.first = (SELECT max(first) FROM "
    "literal_run WHERE first <= f.value) AND r.last >= f.value CROSS JOIN literal l "
    "ON " REORG_IN_RUN " AND l.id = f.value";

unsigned flags_of(const Literal& l) {
  return (l.acting ? literal_acting : 0U) | (l.dotted ? literal_dotted : 0U) |
         (l.known_assumed ? literal_known_assumed : 0U) | (l.always ? literal_always : 0U) |
         (l.ended_unknown ? literal_ended_unknown : 0U) | (l.told_last ? literal_told_last : 0U);
}

Literal StoredLiteral::get() const {
  Literal l = plain_;
  l.aspect = aspect_;
  l.value = value_;
  l.role = role_;
  return l;
}

EntityId home_of(const Literal& l) { return l.object == EntityId::none ? l.subject : l.object; }

void set_flags(Literal& l, std::int64_t stored) {
  const auto flags = static_cast<unsigned>(checked(stored, 63));
  l.acting = (flags & literal_acting) != 0;
  l.dotted = (flags & literal_dotted) != 0;
  l.known_assumed = (flags & literal_known_assumed) != 0;
  l.always = (flags & literal_always) != 0;
  l.ended_unknown = (flags & literal_ended_unknown) != 0;
  l.told_last = (flags & literal_told_last) != 0;
}

namespace {

void set_ends(Literal& l, EntityId home, EntityId subject) {
  l.subject = is_relation(l.kind) ? subject : home;
  l.object = is_relation(l.kind) ? home : EntityId::none;
}

}  // namespace

StoredLiteral read_literal(Query& q) {
  Literal l;
  const auto home = q.id<EntityId>();
  l.kind = kind_of(q.integer());
  l.from = q.day();
  l.id = static_cast<std::uint32_t>(q.integer());
  set_ends(l, home, q.id<EntityId>());
  l.capacity_of = q.id<EntityId>();
  l.aspect = q.view();
  l.value = q.view();
  l.role = q.view();
  set_flags(l, q.integer());
  l.until = q.day_if_any().value_or(after_all);
  l.known = q.day_if_any().value_or(l.from);
  l.source = q.id<SourceId>();
  return {l, q.integer()};
}

LiteralScan::LiteralScan(Connection& c)
    : query_(c,
             "SELECT home, kind, from_day, id, subject, capacity_of, aspect, value, role, flags, "
             "until_day, known, source, file FROM literal ORDER BY home, kind, from_day, id") {
  words_.emplace_back();
  Query q(c, "SELECT id, text FROM word");
  while (q.next()) {
    const auto id = static_cast<std::size_t>(q.integer());
    if (words_.size() <= id) words_.resize(id + 1);
    words_[id] = q.text();
  }
}

bool LiteralScan::next() {
  if (!query_.next()) return false;
  Literal& l = literal_;
  home_ = query_.id<EntityId>();
  l.kind = kind_of(query_.integer());
  l.from = query_.day();
  l.id = static_cast<std::uint32_t>(query_.integer());
  set_ends(l, home_, query_.id<EntityId>());
  l.capacity_of = query_.id<EntityId>();
  const auto last_word = static_cast<std::int64_t>(words_.size()) - 1;
  const auto word = [&]() -> const std::string& {
    return words_[static_cast<std::size_t>(checked(query_.integer(), last_word))];
  };
  l.aspect = word();
  l.value = query_.view();
  l.role = word();
  set_flags(l, query_.integer());
  l.until = query_.day_if_any().value_or(after_all);
  l.known = query_.day_if_any().value_or(l.from);
  l.source = query_.id<SourceId>();
  file_ = query_.integer();
  return true;
}

namespace {

std::vector<StoredLiteral> rows_of(Query& q) {
  std::vector<StoredLiteral> rows;
  while (q.next()) rows.push_back(read_literal(q));
  return rows;
}

const char* text_for(Of of, bool some_kinds) {
  switch (of) {
    case Of::homes:
      return some_kinds ? literals_at_sql : literals_at_home_sql;
    case Of::subjects:
      return some_kinds ? literals_of_subject_sql : literals_as_subject_sql;
    case Of::capacities:
      break;
  }
  return literals_in_capacity_sql;
}

// Statements of rows as a batch of their own, which tells their fingerprints.
class Fingerprinted {
 public:
  Fingerprinted(Connection& c, const std::vector<StoredLiteral>& rows) {
    std::set<EntityId> entities;
    std::set<SourceId> sources;
    for (const StoredLiteral& row : rows) {
      const Literal l = row.get();
      entities.insert({l.subject, l.object, l.capacity_of});
      sources.insert(l.source);
    }
    for (Entity& e : read_entities(c, std::vector(entities.begin(), entities.end()))) {
      entities_.emplace(e.id, static_cast<EntityId>(batch_.entities.size() + 1));
      batch_.entities.push_back(std::move(e));
    }
    for (Source& s : read_sources(c, std::vector(sources.begin(), sources.end()))) {
      sources_.emplace(s.id, static_cast<SourceId>(batch_.sources.size() + 1));
      batch_.sources.push_back(std::move(s));
    }
    for (const StoredLiteral& row : rows) add(statement_of(row.get()));
    index_.emplace(batch_);
  }

  std::int64_t content(std::size_t n) const { return index_->content(batch_.statements[n]); }
  std::int64_t digest(std::size_t n) const { return index_->digest(batch_.statements[n]); }

 private:
  void add(Statement s) {
    for (EntityId* e : {&s.subject, &s.object, &s.capacity_of})
      if (*e != EntityId::none) *e = entities_.at(*e);
    for (SourceId& source : s.sources) source = sources_.at(source);
    batch_.statements.push_back(std::move(s));
  }

  Batch batch_;
  std::map<EntityId, EntityId> entities_;
  std::map<SourceId, SourceId> sources_;
  std::optional<BatchIndex> index_;
};

}  // namespace

std::vector<StoredLiteral> literals(Connection& c, Of of, const std::string& entities,
                                    const std::string& kinds) {
  Query q(c, text_for(of, !kinds.empty()));
  q.bind(entities);
  if (!kinds.empty()) q.bind(kinds);
  return rows_of(q);
}

namespace {

std::vector<StoredLiteral> each_once(Connection& c, const std::string& entities,
                                     std::initializer_list<Of> ways) {
  const auto number = [](const StoredLiteral& row) { return row.get().id; };
  std::vector<StoredLiteral> all;
  for (const Of of : ways) std::ranges::move(literals(c, of, entities), std::back_inserter(all));
  std::ranges::sort(all, {}, number);
  const auto again = std::ranges::unique(all, {}, number);
  all.erase(again.begin(), again.end());
  return all;
}

}  // namespace

std::vector<StoredLiteral> literals_joining(Connection& c, const std::string& entities) {
  return each_once(c, entities, {Of::homes, Of::subjects});
}

std::vector<StoredLiteral> literals_touching(Connection& c, const std::string& entities) {
  return each_once(c, entities, {Of::homes, Of::subjects, Of::capacities});
}

std::vector<StoredLiteral> literals_by_id(Connection& c, const std::string& ids) {
  Query q(c, literals_by_id_sql);
  q.bind(ids);
  return rows_of(q);
}

std::vector<StoredLiteral> literals_of_file(Connection& c, std::int64_t file) {
  std::vector<StoredLiteral> rows;
  LiteralScan scan(c);
  while (scan.next()) {
    if (scan.file() == file) rows.emplace_back(scan.literal(), file);
  }
  return rows;
}

const std::string& FileNames::of(std::int64_t file) {
  const auto [name, fresh] = names_.try_emplace(file);
  if (fresh && query_.again().bind(file).next()) name->second = query_.text();
  return name->second;
}

std::vector<Statement> as_statements(Connection& c, const std::vector<StoredLiteral>& rows) {
  std::vector<Statement> statements;
  FileNames files(c);
  for (const StoredLiteral& row : rows) {
    statements.push_back(statement_of(row.get()));
    statements.back().place.file = files.of(row.file);
  }
  std::ranges::sort(statements, {}, &Statement::id);
  return statements;
}

std::int64_t count_recorded_literals(Connection& c, int first, int last) {
  Query q(c,
          "SELECT coalesce(sum(last - first + 1), 0) FROM literal_run WHERE revision BETWEEN ? AND "
          "?");
  q.bind(first, last).next();
  return q.integer();
}

std::vector<RecordedLiteral> recorded_literals(Connection& c, int first, int last) {
  Query q(c, REORG_LITERALS ", r.revision FROM literal_run r CROSS JOIN literal l ON " REORG_IN_RUN
                            " AND l.id BETWEEN r.first AND r.last "
                            "WHERE r.revision BETWEEN ?1 AND ?2 ORDER BY l.id");
  q.bind(first, last);
  std::vector<StoredLiteral> rows;
  std::vector<int> revisions;
  while (q.next()) {
    rows.push_back(read_literal(q));
    revisions.push_back(static_cast<int>(q.integer()));
  }
  const Fingerprinted prints(c, rows);
  std::map<std::uint32_t, std::size_t> numbers;
  for (std::size_t n = 0; n < rows.size(); ++n) numbers.emplace(rows[n].get().id, n);
  std::vector<RecordedLiteral> recorded;
  for (Statement& s : as_statements(c, rows)) {
    const std::size_t n = numbers.at(number(s.id));
    recorded.push_back({revisions[n], prints.content(n), std::move(s)});
  }
  return recorded;
}

void promote(Connection& c, const std::vector<StoredLiteral>& rows) {
  if (rows.empty()) return;
  const Fingerprinted prints(c, rows);
  Query run(c, "SELECT revision FROM literal_run WHERE first <= ? ORDER BY first DESC LIMIT 1");
  Query gone(c, "DELETE FROM literal WHERE home = ? AND kind = ? AND from_day = ? AND id = ?");
  Query fewer(c, "UPDATE file SET literals = literals - 1 WHERE id = ?");
  for (std::size_t n = 0; n < rows.size(); ++n) {
    const Literal l = rows[n].get();
    const auto id = static_cast<std::int64_t>(l.id);
    run.again().bind(id).next();
    write_statement(c, statement_of(l),
                    {rows[n].file, run.integer(), prints.content(n), prints.digest(n), after_all});
    write_spell(c, spell_of(l), id);
    gone.bind(home_of(l), code(l.kind), l.from, id).run();
    fewer.bind(rows[n].file).run();
  }
}

// An undated one is kept under the days of a life, which the statement does not tell.
void promote_alike(Connection& c, const Statement& s) {
  if (!s.from && s.effect != Effect::always && s.effect != Effect::period) return;
  const EntityId home = is_relation(s.kind) ? s.object : s.subject;
  if (home == EntityId::none) return;
  const Day from = s.from ? s.from->earliest : before_all;
  Query q(c, REORG_LITERALS
          " FROM literal l WHERE l.home = ?1 AND l.kind = ?2 AND l.from_day BETWEEN ?3 AND ?4 "
          "AND (l.flags & 8) = ?5");
  const bool always = s.effect == Effect::always;
  q.bind(home, code(s.kind), from, always ? after_all : from, always ? 8 : 0);
  promote(c, rows_of(q));
}

std::int64_t take_numbers(Connection& c, std::int64_t count) {
  Query q(c, "UPDATE counter SET next = next + ?1 WHERE name = 'id' RETURNING next - ?1");
  q.bind(count).next();
  return q.integer();
}

std::int64_t word_for(Connection& c, const std::string& text) {
  if (text.empty()) return 0;
  Query find(c, "SELECT id FROM word WHERE text = ?");
  if (find.bind(text).next()) return find.integer();
  Query add(c, "INSERT INTO word(text) VALUES (?) RETURNING id");
  add.bind(text).next();
  return add.integer();
}

}  // namespace reorg::sql
