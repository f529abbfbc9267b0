#include "bench/peers/sqlite_load.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

#include "bench/peers/bundle.hpp"
#include "bench/peers/sqlite_database.hpp"

namespace bench {
namespace {

// Everything that a question needs stands in the index or the clustered table where it is found.
// Relations are clustered by object: the children and the heads of an organization lie together.
constexpr const char* tables = R"sql(
CREATE TABLE source(id INTEGER PRIMARY KEY, key TEXT, title TEXT, publisher TEXT, type TEXT, published INT);
CREATE TABLE role(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE entity(id INTEGER PRIMARY KEY, key TEXT, kind TEXT, valid_from INT, valid_to INT, source INT);
CREATE TABLE name(entity INT, valid_from INT, name TEXT, valid_to INT, language TEXT, source INT,
  PRIMARY KEY(entity, valid_from)) WITHOUT ROWID;
CREATE TABLE edge(dst INT, kind INT, valid_from INT, id INT, src INT, valid_to INT, role INT, share INT,
  source INT, PRIMARY KEY(dst, kind, valid_from, id)) WITHOUT ROWID;
)sql";

constexpr const char* indexes = R"sql(
CREATE UNIQUE INDEX entity_key ON entity(key);
CREATE INDEX name_name ON name(name, valid_from, valid_to, entity);
CREATE INDEX edge_src ON edge(src, kind, valid_from, valid_to, dst);
CREATE INDEX edge_from ON edge(valid_from, valid_to, kind, src, dst);
CREATE INDEX edge_to ON edge(valid_to, valid_from, kind, src, dst);
)sql";

void load_entities(Database& db, const Bundle& bundle) {
  Statement source(db, "INSERT INTO source VALUES(?,?,?,?,?,?)");
  for (std::size_t n = 0; n < bundle.sources.size(); ++n) {
    const Source& it = bundle.sources[n];
    source.bind(1, static_cast<std::int64_t>(n));
    source.bind(2, it.key);
    source.bind(3, it.title);
    source.bind(4, it.publisher);
    source.bind(5, it.type);
    source.bind(6, it.published);
    source.insert();
  }
  Statement role(db, "INSERT INTO role VALUES(?,?)");
  for (std::size_t n = 0; n < bundle.roles.size(); ++n) {
    role.bind(1, static_cast<std::int64_t>(n));
    role.bind(2, bundle.roles[n]);
    role.insert();
  }
  Statement entity(db, "INSERT INTO entity VALUES(?,?,?,?,?,?)");
  for (std::size_t n = 0; n < bundle.entities.size(); ++n) {
    const Entity& it = bundle.entities[n];
    entity.bind(1, static_cast<std::int64_t>(n));
    entity.bind(2, it.key);
    entity.bind(3, it.kind);
    entity.bind(4, it.from);
    entity.bind(5, it.until);
    entity.bind(6, it.source);
    entity.insert();
  }
}

// Sorted as they will lie in the file.
void load_names(Database& db, Bundle& bundle) {
  std::sort(bundle.names.begin(), bundle.names.end(), [](const auto& a, const auto& b) {
    return std::pair(a.entity, a.from) < std::pair(b.entity, b.from);
  });
  Statement name(db, "INSERT INTO name VALUES(?,?,?,?,?,?)");
  for (const Name& it : bundle.names) {
    name.bind(1, it.entity);
    name.bind(2, it.from);
    name.bind(3, it.name);
    name.bind(4, it.until);
    name.bind(5, it.language);
    name.bind(6, it.source);
    name.insert();
  }
}

void load_edges(Database& db, const Bundle& bundle) {
  std::vector<std::uint32_t> order(bundle.edges.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&bundle](std::uint32_t a, std::uint32_t b) {
    const Edge& one = bundle.edges[a];
    const Edge& other = bundle.edges[b];
    return std::tuple(one.object, one.kind, one.from, a) <
           std::tuple(other.object, other.kind, other.from, b);
  });
  Statement edge(db, "INSERT INTO edge VALUES(?,?,?,?,?,?,?,?,?)");
  for (const std::uint32_t n : order) {
    const Edge& it = bundle.edges[n];
    edge.bind(1, it.object);
    edge.bind(2, it.kind);
    edge.bind(3, it.from);
    edge.bind(4, n);
    edge.bind(5, it.subject);
    edge.bind(6, it.until);
    edge.bind(7, it.role);
    edge.bind(8, it.share);
    edge.bind(9, it.source);
    edge.insert();
  }
}

}  // namespace

void load_sqlite(const char* folder, const char* file) {
  Bundle bundle = read_bundle(folder);
  {
    Database db(file, true);
    db.run(
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
        "PRAGMA cache_size=-262144; PRAGMA locking_mode=EXCLUSIVE; BEGIN");
    db.run(tables);
    load_entities(db, bundle);
    load_names(db, bundle);
    load_edges(db, bundle);
    bundle = {};
    db.run(indexes);
    db.run("COMMIT");
    // What was written without a sync is synced by the last, small transaction.
    db.run("PRAGMA synchronous=FULL; PRAGMA user_version=1");
  }
}

}  // namespace bench
