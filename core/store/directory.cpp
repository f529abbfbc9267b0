// What the reader of change files must know of what was imported before.
#include "core/names/fold.hpp"
#include "core/store/impl.hpp"
#include "core/store/records.hpp"
#include "core/store/rows.hpp"

namespace reorg {

using sql::Query;

namespace {

std::vector<std::string> texts(Query& q) {
  std::vector<std::string> all;
  while (q.next()) all.push_back(q.text());
  return all;
}

}  // namespace

std::optional<Entity> Store::entity(std::string_view key) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&]() -> std::optional<Entity> {
    Query q(c,
            "SELECT " REORG_ENTITY_COLUMNS
            ", f.line, f.col, (SELECT name FROM file WHERE file.id = f.file) FROM entity e "
            "LEFT JOIN entity_file f ON f.entity = e.id WHERE e.key = ? ORDER BY f.file LIMIT 1");
    q.bind(key);
    if (!q.next()) return std::nullopt;
    Entity e = sql::read_entity(q);
    e.place.line = static_cast<int>(q.integer());
    e.place.column = static_cast<int>(q.integer());
    e.place.file = q.text();
    return e;
  });
}

std::vector<std::string> Store::entity_keys() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, "SELECT key FROM entity ORDER BY key");
    return texts(q);
  });
}

std::optional<Event> Store::event(std::string_view key) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&]() -> std::optional<Event> {
    Query q(c, "SELECT " REORG_EVENT_COLUMNS
               " FROM event WHERE event.key = ? ORDER BY event.file LIMIT 1");
    q.bind(key);
    if (!q.next()) return std::nullopt;
    return sql::read_event(q);
  });
}

std::vector<std::string> Store::event_keys() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, "SELECT DISTINCT key FROM event ORDER BY key");
    return texts(q);
  });
}

std::vector<Source> Store::sources_called(std::string_view key_or_address) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, "SELECT " REORG_SOURCE_COLUMNS
               " FROM source s WHERE (s.key = ?1 OR s.address = ?1) AND EXISTS (SELECT 1 FROM "
               "source_file f WHERE f.source = s.id) ORDER BY s.key, s.id");
    q.bind(key_or_address);
    std::vector<Source> found;
    while (q.next()) found.push_back(sql::read_source(q));
    return found;
  });
}

std::vector<std::string> Store::source_keys() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(
        c,
        "SELECT DISTINCT key FROM source JOIN source_file f ON f.source = source.id ORDER BY key");
    return texts(q);
  });
}

std::vector<std::string> Store::files() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, "SELECT name FROM file ORDER BY name");
    return texts(q);
  });
}

std::vector<std::string> Store::bearers(std::string_view scheme, std::string_view identifier,
                                        const std::vector<std::string>& except_files) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    const std::string aspect = "identifier:" + std::string(scheme);
    Query q(c,
            "SELECT DISTINCT e.key FROM name n CROSS JOIN statement s ON s.subject IN ("
            REORG_RECORDS("n.entity") ") AND s.kind = 21 AND 'identifier:' || s.aspect = n.aspect "
            "AND s.value = n.text CROSS JOIN entity e ON e.id = s.subject "
            "WHERE n.folded = ?1 AND n.aspect = ?2 AND lower(n.text) = lower(?4) "
            "AND s.file NOT IN (SELECT id FROM file WHERE name IN (SELECT value FROM "
            "json_each(?3))) UNION SELECT e.key FROM name n CROSS JOIN literal l ON l.home = "
            "n.entity AND l.kind = 21 AND l.value = n.text CROSS JOIN word w ON w.id = l.aspect AND "
            "'identifier:' || w.text = n.aspect CROSS JOIN entity e ON e.id = l.home "
            "WHERE n.folded = ?1 AND n.aspect = ?2 AND lower(n.text) = lower(?4) "
            "AND l.file NOT IN (SELECT id FROM file WHERE name IN (SELECT value FROM "
            "json_each(?3))) ORDER BY 1");
    q.bind(fold_name(identifier), aspect, sql::json_list_of_texts(except_files), identifier);
    return texts(q);
  });
}

std::vector<std::string> Store::folded_names(std::string_view key,
                                             const std::vector<std::string>& except_files) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(
        c,
        "SELECT DISTINCT n.folded FROM (SELECT " REORG_SURVIVOR("id")
        " AS id FROM entity WHERE key = ?1) e "
        "CROSS JOIN statement s ON s.subject IN (" REORG_RECORDS("e.id")
        ") AND s.kind IN (20, 21) AND s.mode = 'fact' "
        "AND s.file NOT IN (SELECT id FROM file WHERE name IN (SELECT value FROM json_each(?2))) "
        "CROSS JOIN name n ON n.entity = e.id AND n.text = s.value AND n.aspect <> 'key' "
        "UNION SELECT n.folded FROM entity e CROSS JOIN literal l ON l.home = e.id AND l.kind IN "
        "(20, 21) AND l.file NOT IN (SELECT id FROM file WHERE name IN (SELECT value FROM "
        "json_each(?2))) CROSS JOIN name n ON n.entity = e.id AND n.text = l.value AND n.aspect <> "
        "'key' WHERE e.key = ?1 ORDER BY 1");
    q.bind(key, sql::json_list_of_texts(except_files));
    return texts(q);
  });
}

bool Store::only_from(std::string_view key, const std::vector<std::string>& files) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(
        c,
        "WITH these(file) AS (SELECT id FROM file WHERE name IN (SELECT value FROM json_each(?2))) "
        "SELECT EXISTS (SELECT 1 FROM entity e WHERE e.key = ?1 AND ("
        "EXISTS (SELECT 1 FROM entity_file t WHERE t.entity = e.id AND t.file NOT IN these) OR "
        "EXISTS (SELECT 1 FROM literal l WHERE l.home = e.id AND l.file NOT IN these) OR "
        "EXISTS (SELECT 1 FROM literal l WHERE l.subject = e.id AND l.file NOT IN these) OR "
        "EXISTS (SELECT 1 FROM literal l WHERE l.capacity_of = e.id AND l.file NOT IN these) OR "
        "EXISTS (SELECT 1 FROM statement s WHERE s.subject = e.id AND s.file NOT IN these) OR "
        "EXISTS (SELECT 1 FROM statement s WHERE s.object = e.id AND s.file NOT IN these) OR "
        "EXISTS (SELECT 1 FROM statement s WHERE s.capacity_of = e.id AND s.file NOT IN these)))");
    q.bind(key, sql::json_list_of_texts(files)).next();
    return !q.flag();
  });
}

}  // namespace reorg
