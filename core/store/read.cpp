#include "core/store/read.hpp"

#include <unordered_set>

#include "core/store/codes.hpp"
#include "core/store/literals.hpp"
#include "core/store/records.hpp"
#include "core/store/rows.hpp"

namespace reorg::sql {

// CROSS JOIN fixes the order of the loops: from the few ids and kinds into the index, never the
// other way round. The tests pin the plans.
#define REORG_IN                                                         \
  "SELECT " REORG_SPELL_COLUMNS                                          \
  " FROM json_each(?1) f CROSS JOIN json_each(?2) k CROSS JOIN spell s " \
  "ON s.home = f.value AND s.kind = k.value"
#define REORG_OUT                                                        \
  "SELECT " REORG_SPELL_COLUMNS                                          \
  " FROM json_each(?1) f CROSS JOIN json_each(?3) k CROSS JOIN spell s " \
  "ON s.subject = f.value AND s.kind = k.value WHERE s.object IS NOT NULL"

const char* const relations_in_sql = REORG_IN;
const char* const relations_out_sql = REORG_OUT;
const char* const relations_both_sql = REORG_IN " UNION ALL " REORG_OUT;
const char* const values_sql = REORG_IN;
// Exact days by range, the few imprecise ones from an index of their own; each holds all that is
// asked for. Unknown and open edges of time are no bounds. Literals have no index of days: at their
// number it would cost more than all else, and the graph image has one.
const char* const turning_sql =
    "SELECT ifnull(subject, object) FROM spell WHERE from_earliest = from_latest "
    "AND from_earliest BETWEEN ?1 AND ?2 UNION "
    "SELECT ifnull(subject, object) FROM spell WHERE from_earliest < from_latest "
    "AND from_earliest <= ?2 AND from_latest >= ?1 UNION "
    "SELECT ifnull(subject, object) FROM spell WHERE until_earliest = until_latest "
    "AND until_earliest < 2147483647 AND until_earliest BETWEEN ?1 AND ?2 UNION "
    "SELECT ifnull(subject, object) FROM spell WHERE until_earliest < until_latest "
    "AND until_earliest <= ?2 AND until_latest >= ?1 AND until_latest < 2147483647 UNION "
    "SELECT ifnull(subject, home) FROM literal WHERE from_day BETWEEN ?1 AND ?2 "
    "OR until_day BETWEEN ?1 AND ?2 OR (from_day = -2147483648 AND NOT flags & 8 AND until_day > "
    "?1)";
const char* const entities_of_kind_sql =
    "SELECT id FROM entity WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM same_as WHERE "
    "same_as.entity = entity.id) ORDER BY id";

std::vector<Spell> read_relations(Connection& c, std::span<const EntityId> frontier, Hop hop) {
  std::vector<Spell> spells;
  const std::string in = relation_codes(hop.in);
  const std::string out = relation_codes(hop.out);
  if (frontier.empty() || (in == "[]" && out == "[]")) return spells;
  const bool both = in != "[]" && out != "[]";
  Query q(c, both ? relations_both_sql : in != "[]" ? relations_in_sql : relations_out_sql);
  q.bind(json_list(frontier), in);
  if (out != "[]") q.bind(out);
  std::unordered_set<std::uint32_t> seen;
  while (q.next()) {
    Spell s = read_spell(q);
    if (!both || seen.insert(s.id).second) spells.push_back(std::move(s));
  }
  const std::string list = json_list(frontier);
  const auto add = [&](Of of, const std::string& kinds) {
    if (kinds == "[]") return;
    for (const StoredLiteral& row : literals(c, of, list, kinds)) {
      const Literal l = row.get();
      if (!both || seen.insert(l.id).second) spells.push_back(spell_of(l));
    }
  };
  add(Of::homes, in);
  add(Of::subjects, out);
  return spells;
}

std::vector<Spell> read_values(Connection& c, std::span<const EntityId> entities, KindSet kinds) {
  std::vector<Spell> spells;
  const std::string codes = value_codes(kinds);
  if (entities.empty() || codes == "[]") return spells;
  Query q(c, values_sql);
  q.bind(json_list(entities), codes);
  while (q.next()) spells.push_back(read_spell(q));
  for (const StoredLiteral& row : literals(c, Of::homes, json_list(entities), codes))
    spells.push_back(spell_of(row.get()));
  return spells;
}

std::vector<EntityId> read_turning(Connection& c, Day first, Day last) {
  Query q(c, turning_sql);
  q.bind(first, last);
  std::vector<EntityId> ids;
  while (q.next()) ids.push_back(q.id<EntityId>());
  return ids;
}

std::vector<Entity> read_entities(Connection& c, std::span<const EntityId> ids) {
  Query q(c, "SELECT " REORG_ENTITY_COLUMNS
             " FROM json_each(?) f CROSS JOIN entity e ON e.id = f.value");
  q.bind(json_list(ids));
  std::vector<Entity> entities;
  while (q.next()) entities.push_back(read_entity(q));
  return entities;
}

std::vector<Source> read_sources(Connection& c, std::span<const SourceId> ids) {
  Query q(c, "SELECT " REORG_SOURCE_COLUMNS
             " FROM json_each(?) f CROSS JOIN source s ON s.id = f.value");
  q.bind(json_list(ids));
  std::vector<Source> sources;
  while (q.next()) sources.push_back(read_source(q));
  return sources;
}

std::vector<Told> read_changes(Connection& c, std::span<const EntityId> ids, Day known_at) {
  Query q(c, "SELECT " REORG_CHANGE_COLUMNS ", " REORG_EVENT_COLUMNS
             " FROM (SELECT DISTINCT p.change FROM json_each(?1) f CROSS JOIN change_party p ON "
             "p.entity = f.value) t "
             "CROSS JOIN change ON change.id = t.change "
             "LEFT JOIN event ON event.id = change.event AND event.file = change.file "
             "WHERE event.known <= ?2 OR event.id IS NULL ORDER BY change.id");
  q.bind(json_list(records_of(c, ids)), known_at);
  std::vector<Told> told;
  while (q.next()) {
    Told t;
    t.change = read_change(q);
    if (!q.is_null()) t.event = read_event(q);
    told.push_back(std::move(t));
  }
  return told;
}

// Contents are told apart as fingerprints do (batch_index.cpp), but for records of one entity.
std::size_t count_left_out(Connection& c, std::span<const EntityId> ids, Day known_at) {
  Query q(c,
          "SELECT count(*) FROM (SELECT DISTINCT s.kind, s.effect, " REORG_SURVIVOR("s.subject") ", "
          REORG_SURVIVOR("s.object") ", " REORG_SURVIVOR("s.capacity_of")
          ", s.aspect, s.value, s.role, s.acting, s.dotted, s.alongside, s.from_edtf, s.from_earliest, "
          "s.from_latest, s.until_kind, s.until_edtf, s.until_earliest, s.until_latest, s.claim, "
          "s.position, s.rank FROM statement s WHERE s.id IN ("
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.subject = f.value UNION "
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.object = f.value) "
          "AND s.known > ?2 AND s.mode = 'fact')");
  const std::string records = json_list(records_of(c, ids));
  q.bind(records, known_at).next();
  auto count = static_cast<std::size_t>(q.integer());
  for (const StoredLiteral& row : literals_joining(c, records)) {
    if (row.get().known > known_at) ++count;
  }
  return count;
}

}  // namespace reorg::sql
