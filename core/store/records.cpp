#include "core/store/records.hpp"

#include <algorithm>
#include <map>

#include "core/store/codes.hpp"
#include "core/store/literals.hpp"
#include "core/store/revision.hpp"

namespace reorg::sql {
namespace {

using Survivors = std::map<EntityId, EntityId>;  // of those that do not survive

struct Record {
  EntityId id = EntityId::none;
  std::string kind;
};

Survivors written(Connection& c) {
  Query q(c, "SELECT entity, survivor FROM same_as");
  Survivors survivors;
  while (q.next()) {
    const auto entity = q.id<EntityId>();
    survivors.emplace(entity, q.id<EntityId>());
  }
  return survivors;
}

// Those of the keys that are there, in this order.
std::vector<Record> present(Connection& c, const std::vector<std::string>& keys) {
  Query q(c, "SELECT id, kind FROM entity WHERE key = ?");
  std::vector<Record> records;
  for (const std::string& key : keys) {
    if (!q.again().bind(key).next()) continue;
    const auto id = q.id<EntityId>();
    records.push_back({id, q.text()});
  }
  return records;
}

Survivors wanted(Connection& c) {
  Survivors survivors;
  for (const auto& keys : read_judgements(c).groups()) {
    const auto records = present(c, keys);
    for (const Record& r : records) {
      const Record& first = records.front();
      if (r.id != first.id && r.kind == first.kind) survivors.emplace(r.id, first.id);
    }
  }
  return survivors;
}

EntityId survivor(const Survivors& survivors, EntityId id) {
  const auto it = survivors.find(id);
  return it == survivors.end() ? id : it->second;
}

std::vector<EntityId> moved(const Survivors& before, const Survivors& now) {
  std::vector<EntityId> ids;
  for (const auto* all : {&before, &now}) {
    for (const auto& [id, to] : *all) {
      if (survivor(before, id) != survivor(now, id)) ids.push_back(id);
    }
  }
  return ids;
}

}  // namespace

std::vector<EntityId> records_of(Connection& c, std::span<const EntityId> ids) {
  Query q(c,
          "WITH one(id) AS (SELECT " REORG_SURVIVOR("f.value") " FROM json_each(?1) f) "
          "SELECT id FROM one UNION SELECT s.entity FROM one CROSS JOIN same_as s ON s.survivor = one.id");
  q.bind(json_list(ids));
  std::vector<EntityId> all;
  while (q.next()) all.push_back(q.id<EntityId>());
  return all;
}

std::vector<EntityId> records_of(Connection& c, const std::set<EntityId>& ids) {
  return records_of(c, std::vector(ids.begin(), ids.end()));
}

EntityId survivor_of(Connection& c, EntityId id) {
  Query q(c, "SELECT survivor FROM same_as WHERE entity = ?");
  q.bind(id);
  return q.next() ? q.id<EntityId>() : id;
}

bool became_empty(Connection& c, const Statement& s) {
  // A company may own shares of its own.
  const bool to_itself = is_relation(s.kind) && s.kind != StatementKind::owns &&
                         s.subject == s.object && s.subject != EntityId::none;
  if (!to_itself) return false;
  Query told(c, "SELECT subject <> object FROM statement WHERE id = ?");
  told.bind(s.id);
  return told.next() && told.flag();
}

std::vector<Judgement> counting_judgements(Connection& c) {
  const CountingRevisions counts(c);
  Query q(c, "SELECT verdict, kept, other, revision, source, note FROM judgement ORDER BY id");
  std::vector<Judgement> all;
  while (q.next()) {
    Judgement j;
    j.verdict = q.text() == word(Verdict::same) ? Verdict::same : Verdict::different;
    j.kept = q.text();
    j.other = q.text();
    j.revision = static_cast<int>(q.integer());
    j.source = q.id<SourceId>();
    j.note = q.text();
    if (counts(j.revision)) all.push_back(std::move(j));
  }
  return all;
}

Judgements read_judgements(Connection& c) { return Judgements(counting_judgements(c)); }

void touch_all_told_of(Connection& c, const std::vector<EntityId>& ids, Difference& d) {
  Query q(c,
          "SELECT s.kind, s.subject, s.object, s.capacity_of, s.claim FROM ("
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.subject = f.value UNION "
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.object = f.value UNION "
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.capacity_of = f.value) t "
          "CROSS JOIN statement s ON s.id = t.id");
  q.bind(json_list(ids));
  while (q.next()) {
    const StatementKind kind = kind_of(q.integer());
    const auto subject = q.id<EntityId>();
    const auto object = q.id<EntityId>();
    const auto capacity_of = q.id<EntityId>();
    d.touch(kind, subject, object, capacity_of, q.text());
  }
}

void settle_records(Connection& c, Difference& d) {
  const Survivors before = written(c), now = wanted(c);
  const std::vector<EntityId> ids = moved(before, now);
  if (ids.empty()) return;
  std::set<EntityId> records;
  for (const EntityId id : ids) records.insert({id, survivor(before, id), survivor(now, id)});
  d.touched.insert(records.begin(), records.end());
  promote(c, literals_touching(c, json_list(records)));  // records are told of by their own keys
  touch_all_told_of(c, ids, d);
  Query(c, "DELETE FROM same_as").run();
  Query insert(c, "INSERT INTO same_as(entity, survivor) VALUES (?, ?)");
  for (const auto& [id, to] : now) insert.bind(id, to).run();
}

}  // namespace reorg::sql
