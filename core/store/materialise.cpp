#include "core/store/materialise.hpp"

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/store/closure.hpp"
#include "core/store/codes.hpp"
#include "core/store/fingerprint.hpp"
#include "core/store/rows.hpp"

namespace reorg::sql {
namespace {

using Entities = std::unordered_set<EntityId>;

template <class SpellOrStatement>
bool touches(const SpellOrStatement& x, const Entities& entities) {
  return entities.contains(x.subject) || entities.contains(x.object) ||
         entities.contains(x.capacity_of);
}

void add(Fingerprint& print, const Bound& b) {
  print.add(b.earliest).add(b.latest).add(static_cast<int>(b.kind)).add(static_cast<int>(b.basis));
  print.add(b.edtf).add(b.uncertain).add(std::int64_t{number(b.event)});
}

std::int64_t fingerprint(const Spell& s) {
  Fingerprint print;
  print.add(code(s.kind));
  for (const EntityId e : {s.subject, s.object, s.capacity_of}) print.add(std::int64_t{number(e)});
  print.add(s.aspect).add(s.value).add(s.role).add(s.acting).add(s.dotted);
  add(print, s.from);
  add(print, s.until);
  add(print, s.since);
  print.add(s.goes_on)
      .add(s.last_evidence)
      .add(s.undated)
      .add(static_cast<int>(s.standing))
      .add(s.claim);
  print.add(s.known);
  for (const StatementId id : s.evidence) print.add(std::int64_t{number(id)});
  for (const SourceId id : s.sources) print.add(std::int64_t{number(id)} << 32);
  return print.value();
}

struct Written {
  EntityId home = EntityId::none;
  std::int64_t kind = 0;
  Day from_earliest;
  std::int64_t id = 0;
};

std::unordered_multimap<std::int64_t, Written> written(Connection& c, const std::string& entities) {
  Query q(
      c,
      "SELECT s.home, s.kind, s.from_earliest, " REORG_SPELL_COLUMNS
      " FROM spell s WHERE (home, kind, from_earliest, id) IN ("
      "SELECT x.home, x.kind, x.from_earliest, x.id FROM json_each(?1) f CROSS JOIN spell x ON "
      "x.home = f.value "
      "UNION SELECT x.home, x.kind, x.from_earliest, x.id FROM json_each(?1) f CROSS JOIN spell x "
      "ON x.subject = f.value AND x.object IS NOT NULL "
      "UNION SELECT x.home, x.kind, x.from_earliest, x.id FROM json_each(?1) f CROSS JOIN spell x "
      "ON x.capacity_of = f.value)");
  q.bind(entities);
  std::unordered_multimap<std::int64_t, Written> rows;
  while (q.next()) {
    Written row;
    row.home = q.id<EntityId>();
    row.kind = q.integer();
    row.from_earliest = q.day();
    const Spell s = read_spell(q);
    row.id = s.id;
    rows.emplace(fingerprint(s), row);
  }
  return rows;
}

void bind(Query& q, const Bound& b) {
  q.bind(b.earliest, b.latest, static_cast<int>(b.kind), static_cast<int>(b.basis), b.edtf,
         b.uncertain, b.event);
}

void insert(Connection& c, const Spell& s, std::int64_t id) {
  Query q(
      c,
      "INSERT INTO spell(home, kind, id, subject, object, capacity_of, aspect, value, role, "
      "acting, dotted, "
      "from_earliest, from_latest, from_kind, from_basis, from_edtf, from_uncertain, from_event, "
      "until_earliest, until_latest, until_kind, until_basis, until_edtf, until_uncertain, "
      "until_event, "
      "since_earliest, since_latest, since_kind, since_basis, since_edtf, since_uncertain, "
      "since_event, "
      "goes_on, last_evidence, undated, standing, claim, known, evidence, sources) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?)");
  q.bind(home_of(s), code(s.kind), id, s.subject, s.object, s.capacity_of, s.aspect, s.value,
         s.role);
  q.bind(s.acting, s.dotted);
  bind(q, s.from);
  bind(q, s.until);
  if (s.since == s.from)
    q.bind(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  else
    bind(q, s.since);
  q.bind(s.goes_on, s.last_evidence, s.undated, static_cast<int>(s.standing), s.claim, s.known);
  q.bind(json_list(s.evidence), json_list(s.sources)).run();
}

// Spells have numbers of their own, never used twice.
class Numbers {
 public:
  explicit Numbers(Connection& c) : connection_(c) {
    Query q(c, "SELECT next FROM counter WHERE name = 'spell'");
    next_ = q.next() ? q.integer() : 1;
  }
  std::int64_t take() { return next_++; }
  void keep() {
    Query(connection_, "INSERT OR REPLACE INTO counter(name, next) VALUES ('spell', ?)")
        .bind(next_)
        .run();
  }

 private:
  Connection& connection_;
  std::int64_t next_ = 1;
};

void write(Connection& c, const std::vector<const Spell*>& spells, const std::string& entities) {
  auto old = written(c, entities);
  std::vector<const Spell*> fresh;
  for (const Spell* s : spells) {
    const auto it = old.find(fingerprint(*s));
    if (it == old.end())
      fresh.push_back(s);
    else
      old.erase(it);
  }
  for (const auto& [print, row] : old) {
    Query(c, "DELETE FROM spell WHERE home = ? AND kind = ? AND from_earliest = ? AND id = ?")
        .bind(row.home, row.kind, row.from_earliest, row.id)
        .run();
  }
  if (fresh.empty()) return;
  Numbers numbers(c);
  for (const Spell* s : fresh) insert(c, *s, numbers.take());
  numbers.keep();
}

std::vector<Odd> about(const std::vector<Finding>& findings,
                       const std::vector<Statement>& statements, const Entities& entities) {
  std::unordered_map<StatementId, const Statement*> by_id;
  for (const Statement& s : statements) by_id.emplace(s.id, &s);
  std::vector<Odd> result;
  for (const Finding& f : findings) {
    Odd odd{f, {}};
    bool ours = false;
    for (const StatementId id : f.statements) {
      const Statement& s = *by_id.at(id);
      odd.places.push_back(s.place);
      ours = ours || touches(s, entities);
    }
    if (ours) result.push_back(std::move(odd));
  }
  return result;
}

}  // namespace

std::vector<Odd> materialise(Connection& c, std::span<const EntityId> touched) {
  const Closure closure = closure_of(c, touched);
  const Resolution resolved = resolve(closure.statements, {after_all, closure.many_seats});
  const Entities entities(touched.begin(), touched.end());
  std::vector<const Spell*> ours;
  for (const Spell& s : resolved.spells) {
    if (touches(s, entities)) ours.push_back(&s);
  }
  write(c, ours, json_list(touched));
  return about(resolved.findings, closure.statements, entities);
}

std::vector<Odd> odd_about(Connection& c, std::span<const EntityId> touched) {
  const Closure closure = closure_of(c, touched);
  const Resolution resolved = resolve(closure.statements, {after_all, closure.many_seats});
  return about(resolved.findings, closure.statements, {touched.begin(), touched.end()});
}

}  // namespace reorg::sql
