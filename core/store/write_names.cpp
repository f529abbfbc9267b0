#include <set>
#include <tuple>

#include "core/names/fold.hpp"
#include "core/store/materialise.hpp"
#include "core/store/records.hpp"

namespace reorg::sql {
namespace {

using NameRow =
    std::tuple<std::string, EntityId, std::string, std::string>;  // folded, entity, aspect, text
using NameRows = std::set<NameRow>;

void add(NameRows& rows, EntityId entity, const std::string& aspect, const std::string& text,
         std::string_view looked_up) {
  if (std::string folded = fold_name(looked_up); !folded.empty()) {
    rows.emplace(std::move(folded), entity, aspect.empty() ? "alias:" : aspect, text);
  }
}

void add_identifier(NameRows& rows, EntityId entity, std::string scheme, const std::string& text) {
  const std::string aspect = "identifier:" + scheme;
  add(rows, entity, aspect, text, text);
  add(rows, entity, aspect, text, scheme.append(":").append(text));
}

// Every name ever told as a fact, outranked and withdrawn ones too: people look things up by them.
// Those of all records are names of the one that survives.
NameRows told(Connection& c, const std::string& entities) {
  NameRows rows;
  Query keys(c, "SELECT " REORG_SURVIVOR(
                    "e.id") ", e.key FROM json_each(?) f CROSS JOIN entity e ON e.id = f.value");
  keys.bind(entities);
  while (keys.next()) {
    const auto id = keys.id<EntityId>();
    const std::string key = keys.text();
    add(rows, id, "key", key, key);
  }
  Query names(c,
              "SELECT " REORG_SURVIVOR("s.subject") ", s.kind = 21, s.aspect, s.value FROM json_each(?) f "
              "CROSS JOIN statement s ON s.subject = f.value "
              "WHERE s.kind IN (20, 21) AND s.mode = 'fact' AND s.value IS NOT NULL");
  names.bind(entities);
  while (names.next()) {
    const auto id = names.id<EntityId>();
    const bool identifier = names.flag();
    const std::string aspect = names.text();
    const std::string text = names.text();
    if (identifier)
      add_identifier(rows, id, aspect, text);
    else
      add(rows, id, aspect, text, text);
  }
  return rows;
}

NameRows written(Connection& c, const std::string& entities) {
  Query q(c,
          "SELECT n.folded, n.entity, n.aspect, n.text FROM json_each(?) f "
          "CROSS JOIN name n ON n.entity = f.value");
  q.bind(entities);
  NameRows rows;
  while (q.next()) {
    std::string folded = q.text();
    const auto entity = q.id<EntityId>();
    std::string aspect = q.text();
    rows.emplace(std::move(folded), entity, std::move(aspect), q.text());
  }
  return rows;
}

template <class Rows>
void run_for(Connection& c, const char* text, const Rows& from, const Rows& except) {
  Query q(c, text);
  for (const auto& row : from) {
    if (except.contains(row)) continue;
    const auto& [folded, entity, aspect, name] = row;
    q.bind(folded, entity, aspect, name).run();
  }
}

}  // namespace

void write_names(Connection& c, std::span<const EntityId> touched) {
  const std::string entities = json_list(touched);
  const NameRows now = told(c, entities);
  const NameRows before = written(c, entities);
  run_for(c, "DELETE FROM name WHERE folded = ? AND entity = ? AND aspect = ? AND text = ?", before,
          now);
  run_for(c, "INSERT INTO name(folded, entity, aspect, text) VALUES (?, ?, ?, ?)", now, before);
  // What it is called now: the preferred name that lasts longest and began last, English before
  // others.
  Query(c,
        "UPDATE entity SET name = (SELECT n.value FROM spell n WHERE n.home = entity.id AND n.kind "
        "= 20 "
        "AND n.aspect LIKE 'preferred:%' AND n.standing <> 2 ORDER BY n.until_latest DESC, "
        "n.aspect = 'preferred:en' DESC, n.from_latest DESC, n.aspect, n.value LIMIT 1) "
        "WHERE id IN (SELECT value FROM json_each(?))")
      .bind(entities)
      .run();
}

}  // namespace reorg::sql
