#include "core/store/materialise.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/store/closure.hpp"
#include "core/store/codes.hpp"
#include "core/store/fingerprint.hpp"
#include "core/store/literals.hpp"
#include "core/store/rows.hpp"
#include "core/store/write_statement.hpp"

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
  std::int64_t number = take_numbers(c, static_cast<std::int64_t>(fresh.size()));
  for (const Spell* s : fresh) write_spell(c, *s, number++);
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

// Of the literals that touch these entities: those whose statement still makes its own spell and
// nothing else stay what they are, and their spells are taken out of the list; all others are
// promoted.
void keep_literals(Connection& c, const std::string& entities, const std::vector<Spell>& resolved,
                   std::vector<const Spell*>& ours) {
  const auto rows = literals_touching(c, entities);
  if (rows.empty()) return;
  std::unordered_map<StatementId, int> spells_of;
  for (const Spell& s : resolved) {
    for (const StatementId id : s.evidence) ++spells_of[id];
  }
  std::unordered_map<StatementId, const Spell*> made_alone;
  for (const Spell* s : ours) {
    if (s->evidence.size() == 1 && spells_of[s->evidence[0]] == 1) made_alone[s->evidence[0]] = s;
  }
  std::unordered_set<const Spell*> kept;
  std::vector<StoredLiteral> others;
  for (const StoredLiteral& row : rows) {
    const Literal l = row.get();
    const auto it = made_alone.find(static_cast<StatementId>(l.id));
    if (it != made_alone.end() && fingerprint(*it->second) == fingerprint(spell_of(l)))
      kept.insert(it->second);
    else
      others.push_back(row);
  }
  promote(c, others);
  std::erase_if(ours, [&](const Spell* s) { return kept.contains(s); });
}

std::vector<Odd> materialise_at_once(Connection& c, std::span<const EntityId> touched) {
  const Closure closure = closure_of(c, touched);
  const Resolution resolved = resolve(closure.statements, {after_all, closure.many_seats});
  const Entities entities(touched.begin(), touched.end());
  std::vector<const Spell*> ours;
  for (const Spell& s : resolved.spells) {
    if (touches(s, entities)) ours.push_back(&s);
  }
  const std::string list = json_list(touched);
  keep_literals(c, list, resolved.spells, ours);
  write(c, ours, list);
  return about(resolved.findings, closure.statements, entities);
}

}  // namespace

// A spell that touches two portions is written by the first and found as it should be by the other.
std::vector<Odd> materialise(Connection& c, std::span<const EntityId> touched) {
  std::vector<Odd> odds;
  for_each_portion(touched, [&](std::span<const EntityId> now) {
    std::ranges::move(materialise_at_once(c, now), std::back_inserter(odds));
  });
  return odds;
}

std::vector<Odd> odd_about(Connection& c, std::span<const EntityId> touched) {
  const Closure closure = closure_of(c, touched);
  const Resolution resolved = resolve(closure.statements, {after_all, closure.many_seats});
  return about(resolved.findings, closure.statements, {touched.begin(), touched.end()});
}

}  // namespace reorg::sql
