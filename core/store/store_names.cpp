// Store as a NameIndex.
#include "core/store/impl.hpp"
#include "core/store/read.hpp"

namespace reorg {
namespace sql {

#define REORG_HIT_COLUMNS "n.entity, e.kind, e.key, n.text, n.aspect, n.bare"

const char* const exact_name_sql =
    "SELECT " REORG_HIT_COLUMNS
    " FROM name n CROSS JOIN entity e ON e.id = n.entity WHERE n.folded = ?";

const char* const names_between_sql =
    "SELECT " REORG_HIT_COLUMNS
    " FROM name n CROSS JOIN entity e ON e.id = n.entity WHERE n.folded >= ?1 AND n.folded < ?2 "
    "AND n.aspect <> 'key' AND n.aspect NOT LIKE 'identifier:%' ORDER BY n.folded LIMIT ?3";

const char* const names_of_sql =
    "SELECT " REORG_HIT_COLUMNS
    " FROM json_each(?) f CROSS JOIN name n INDEXED BY name_by_entity ON n.entity = f.value "
    "CROSS JOIN entity e ON e.id = n.entity";

const char* const with_part_sql =
    "SELECT DISTINCT entity FROM name_part n WHERE n.part >= ?1 AND n.part < ?2 LIMIT ?3";

const char* const next_name_sql =
    "SELECT folded FROM name n WHERE n.folded >= ? ORDER BY n.folded LIMIT 1";

const char* const next_part_sql =
    "SELECT part FROM name_part n WHERE n.part >= ? ORDER BY n.part LIMIT 1";

const char* const beginning_names_sql =
    "SELECT " REORG_HIT_COLUMNS
    " FROM name n CROSS JOIN entity e ON e.id = n.entity WHERE n.folded >= ?1 AND n.folded < ?2 "
    "ORDER BY n.folded LIMIT ?3";

}  // namespace sql

namespace {

using sql::Query;

std::vector<NameHit> hits(Query& q) {
  std::vector<NameHit> found;
  while (q.next()) {
    NameHit hit;
    hit.entity = q.id<EntityId>();
    hit.kind = from_word<EntityKind>(q.text());
    hit.key = q.text();
    hit.text = q.text();
    hit.aspect = q.text();
    hit.bare = q.flag();
    found.push_back(std::move(hit));
  }
  return found;
}

// A text that may be empty, which as a string would be NULL.
std::string bytes(std::string_view text) { return std::string(text); }

}  // namespace

std::vector<NameHit> Store::exact(std::string_view folded) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::exact_name_sql);
    q.bind(bytes(folded).c_str());
    return hits(q);
  });
}

std::vector<NameHit> Store::between(std::string_view from, std::string_view before,
                                    std::size_t limit) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::names_between_sql);
    q.bind(bytes(from).c_str(), bytes(before).c_str(), static_cast<std::int64_t>(limit));
    return hits(q);
  });
}

std::vector<EntityId> Store::with_part(std::string_view from, std::string_view before,
                                       std::size_t limit) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::with_part_sql);
    q.bind(bytes(from).c_str(), bytes(before).c_str(), static_cast<std::int64_t>(limit));
    std::vector<EntityId> found;
    while (q.next()) found.push_back(q.id<EntityId>());
    return found;
  });
}

std::optional<std::string> Store::next(Shelf shelf, std::string_view from) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&]() -> std::optional<std::string> {
    Query q(c, shelf == Shelf::names ? sql::next_name_sql : sql::next_part_sql);
    q.bind(bytes(from).c_str());
    return q.next() ? std::optional(q.text()) : std::nullopt;
  });
}

std::vector<NameHit> Store::names_of(std::span<const EntityId> entities) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::names_of_sql);
    q.bind(sql::json_list(entities));
    return hits(q);
  });
}

std::vector<Spell> Store::borne(std::span<const EntityId> entities) const {
  return values(entities, KindSet(StatementKind::name));
}

std::vector<NameHit> Store::names_beginning(std::string_view folded, std::size_t limit) const {
  static constexpr std::string_view last_of_all = "\xf4\x8f\xbf\xbf";  // no name has U+10FFFF
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    const std::string from(folded);
    Query q(c, sql::beginning_names_sql);
    q.bind(from.c_str(), from + std::string(last_of_all), static_cast<std::int64_t>(limit));
    return hits(q);
  });
}

}  // namespace reorg
