#include <algorithm>
#include <set>
#include <tuple>

#include "core/names/name_forms.hpp"
#include "core/names/parts.hpp"
#include "core/store/bulk_insert.hpp"
#include "core/store/literals.hpp"
#include "core/store/materialise.hpp"
#include "core/store/new_names.hpp"
#include "core/store/records.hpp"
#include "core/store/schema.hpp"

namespace reorg::sql {
namespace {

using NameRow =
    std::tuple<std::string, EntityId, std::string, std::string, bool>;  // as the table `name`
using NameRows = std::set<NameRow>;
using PartRows = std::set<std::tuple<std::string, EntityId>>;  // as the table `name_part`
using Organizations = std::set<EntityId>;  // of the entities at hand; only they have a legal form

EntityKind kind_of(const Organizations& organizations, EntityId entity) {
  return organizations.contains(entity) ? EntityKind::organization : EntityKind::person;
}

void take(NameRows& rows, EntityId entity, std::vector<NameForm> forms) {
  for (NameForm& f : forms)
    rows.emplace(std::move(f.folded), entity, std::move(f.aspect), std::move(f.text), f.bare);
}

std::vector<NameForm> forms_of(bool identifier, EntityKind kind, std::string_view aspect,
                               std::string_view text) {
  std::vector<NameForm> forms;
  if (identifier)
    add_identifier(forms, aspect, text);
  else
    add_name(forms, kind, aspect, text);
  return forms;
}

bool is_a_name(std::string_view aspect) {
  return aspect != "key" && !aspect.starts_with("identifier:");
}

// Of names, and of those that have a legal form only without it.
PartRows parts_in(const NameRows& rows) {
  std::set<std::tuple<EntityId, std::string>> with_form;
  for (const auto& [folded, entity, aspect, text, bare] : rows) {
    if (bare) with_form.emplace(entity, text);
  }
  PartRows parts;
  for (const auto& [folded, entity, aspect, text, bare] : rows) {
    if (!is_a_name(aspect) || (!bare && with_form.contains({entity, text}))) continue;
    for (std::string& part : parts_of(folded)) parts.emplace(std::move(part), entity);
  }
  return parts;
}

// Every name ever told as a fact, outranked and withdrawn ones too: people look things up by them.
// Those of all records are names of the one that survives.
NameRows told(Connection& c, const std::string& entities) {
  NameRows rows;
  Organizations organizations;
  Query keys(c, "SELECT " REORG_SURVIVOR("e.id") ", e.key, e.kind, e.description "
                "FROM json_each(?) f CROSS JOIN entity e ON e.id = f.value");
  keys.bind(entities);
  while (keys.next()) {
    const auto id = keys.id<EntityId>();
    const std::string key = keys.text();
    std::vector<NameForm> forms;
    add_key(forms, key);
    if (keys.text() == word(EntityKind::organization)) organizations.insert(id);
    add_description(forms, keys.text());
    take(rows, id, std::move(forms));
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
    take(rows, id, forms_of(identifier, kind_of(organizations, id), aspect, names.text()));
  }
  for (const StoredLiteral& row : literals(c, Of::homes, entities, "[20,21]")) {
    const Literal l = row.get();
    if (l.value.empty()) continue;
    take(rows, l.subject,
         forms_of(l.kind == StatementKind::identifier, kind_of(organizations, l.subject), l.aspect,
                  l.value));
  }
  return rows;
}

NameRows written(Connection& c, const std::string& entities) {
  Query q(c,
          "SELECT n.folded, n.entity, n.aspect, n.text, n.bare FROM json_each(?) f "
          "CROSS JOIN name n ON n.entity = f.value");
  q.bind(entities);
  NameRows rows;
  while (q.next()) {
    std::string folded = q.text();
    const auto entity = q.id<EntityId>();
    std::string aspect = q.text();
    std::string text = q.text();
    rows.emplace(std::move(folded), entity, std::move(aspect), std::move(text), q.flag());
  }
  return rows;
}

template <class Rows>
void run_for(Connection& c, const char* text, const Rows& from, const Rows& except) {
  Query q(c, text);
  for (const auto& row : from) {
    if (!except.contains(row))
      std::apply([&](const auto&... values) { q.again().bind(values...).run(); }, row);
  }
}

template <class Rows>
void insert_all(SQLite::Database& db, const char* text, const Rows& rows) {
  SQLite::Statement insert(db, text);
  const auto bind = [&insert](int at, const auto& value) {
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, EntityId>)
      insert.bind(at, number(value));
    else if constexpr (std::is_same_v<std::decay_t<decltype(value)>, bool>)
      insert.bind(at, value ? 1 : 0);
    else
      insert.bind(at, value);
  };
  for (const auto& row : rows) {
    int at = 0;
    std::apply([&](const auto&... values) { (bind(++at, values), ...); }, row);
    insert.exec();
    insert.reset();
  }
}

constexpr const char* delete_name =
    "DELETE FROM name WHERE folded = ? AND entity = ? AND aspect = ? AND text = ? AND bare = ?";
constexpr const char* delete_part = "DELETE FROM name_part WHERE part = ? AND entity = ?";
constexpr const char* insert_name =
    "INSERT INTO name(folded, entity, aspect, text, bare) VALUES (?, ?, ?, ?, ?)";
constexpr const char* insert_part = "INSERT INTO name_part(part, entity) VALUES (?, ?)";

}  // namespace

void write_names(Connection& c, std::span<const EntityId> touched) {
  const std::string entities = json_list(touched);
  const NameRows now = told(c, entities);
  const NameRows before = written(c, entities);
  run_for(c, delete_name, before, now);
  run_for(c, insert_name, now, before);
  const PartRows parts_now = parts_in(now), parts_before = parts_in(before);
  run_for(c, delete_part, parts_before, parts_now);
  run_for(c, insert_part, parts_now, parts_before);
  // What it is called now: the preferred name that lasts longest and began last, English before
  // others.
  Query(c,
        "UPDATE entity SET name = (SELECT value FROM (SELECT n.value, n.aspect, n.until_latest, "
        "n.from_latest FROM spell n WHERE n.home = entity.id AND n.kind = 20 AND n.standing <> 2 "
        "UNION ALL SELECT l.value, w.text, coalesce(l.until_day, 2147483647), iif(l.from_day = "
        "-2147483648 AND NOT l.flags & 8, l.until_day - 1, l.from_day) FROM literal l JOIN word w "
        "ON w.id = l.aspect WHERE l.home = entity.id AND l.kind = 20) WHERE aspect LIKE "
        "'preferred:%' ORDER BY until_latest DESC, aspect = 'preferred:en' DESC, from_latest DESC, "
        "aspect, value LIMIT 1) WHERE id IN (SELECT value FROM json_each(?))")
      .bind(entities)
      .run();
}

namespace {

// In the order in which SQLite compares texts: byte by byte.
std::array<std::uint64_t, 2> first_bytes(std::string_view text) {
  std::array<std::uint64_t, 2> bytes{};
  for (std::size_t i = 0; i < 16 && i < text.size(); ++i)
    bytes[i / 8] |= std::uint64_t{static_cast<unsigned char>(text[i])} << (56 - 8 * (i % 8));
  return bytes;
}

}  // namespace

void NewNames::add(const Entity& e, std::span<const Told> names) {
  std::vector<NameForm> forms;
  add_key(forms, e.key);
  add_description(forms, e.description);
  for (const Told& name : names) {
    if (name.text.empty()) continue;
    if (name.is_identifier)
      add_identifier(forms, name.aspect, name.text);
    else
      add_name(forms, e.kind, name.aspect, name.text);
  }
  NameRows rows;
  take(rows, e.id, std::move(forms));
  for (const auto& [folded, entity, aspect, text, bare] : rows) {
    rows_.push_back(
        {texts_.add(folded), number(entity), texts_.once(aspect), texts_.add(text), bare});
  }
  for (const auto& [part, entity] : parts_in(rows))
    parts_.push_back({first_bytes(part), texts_.add(part), number(entity)});
}

void NewNames::sort_parts() {
  std::ranges::sort(parts_, [&](const Part& a, const Part& b) {
    if (a.first_bytes != b.first_bytes) return a.first_bytes < b.first_bytes;
    const int order = texts_[a.text].compare(texts_[b.text]);
    return order != 0 ? order < 0 : a.entity < b.entity;
  });
}

void NewNames::write(Connection& c) const {
  BulkInsert name(c, insert_name);
  for (const Row& r : rows_) {
    name.put(texts_[r.folded]).put(r.entity).put(texts_[r.aspect]).put(texts_[r.text]);
    name.put(r.bare ? 1 : 0).run();
  }
  constexpr std::size_t soon = 16;
  BulkInsert part(c, insert_part);
  for (std::size_t n = 0; n < parts_.size(); ++n) {
    if (n + soon < parts_.size()) texts_.expect(parts_[n + soon].text);
    part.put(texts_[parts_[n].text]).put(parts_[n].entity).run();
  }
}

void drop_names(Connection& c, std::span<const EntityId> entities) {
  const NameRows before = written(c, json_list(entities));
  run_for(c, delete_name, before, NameRows{});
  run_for(c, delete_part, parts_in(before), PartRows{});
}

void fold_names_anew(SQLite::Database& db) {
  NameRows rows;
  Organizations organizations;
  const auto id_of = [](const SQLite::Column& c) { return static_cast<EntityId>(c.getUInt()); };
  SQLite::Statement entities(db, "SELECT id, kind = 'organization', description FROM entity");
  while (entities.executeStep()) {
    const EntityId id = id_of(entities.getColumn(0));
    if (entities.getColumn(1).getInt() != 0) organizations.insert(id);
    const std::string description = entities.getColumn(2).getString();
    std::vector<NameForm> forms;
    add_description(forms, description);
    take(rows, id, std::move(forms));
  }
  SQLite::Statement names(db, "SELECT DISTINCT entity, aspect, text FROM name");
  while (names.executeStep()) {
    const EntityId id = id_of(names.getColumn(0));
    const std::string aspect = names.getColumn(1).getString(),
                      text = names.getColumn(2).getString();
    std::vector<NameForm> forms;
    if (aspect.starts_with("identifier:"))
      add_identifier(forms, aspect.substr(aspect.find(':') + 1), text);
    else if (is_a_name(aspect))
      add_name(forms, kind_of(organizations, id), aspect, text);
    else
      add_key(forms, text);
    take(rows, id, std::move(forms));
  }
  names.reset();
  db.exec("DROP TABLE name; DROP TABLE IF EXISTS name_part");
  db.exec(name_tables_sql);
  insert_all(db, insert_name, rows);
  insert_all(db, insert_part, parts_in(rows));
}

}  // namespace reorg::sql
