// Entities: their numbers, their rows, and what the file declares of them.
#include <algorithm>
#include <bit>
#include <tuple>

#include "core/store/bulk_insert.hpp"
#include "core/store/bulk_steps.hpp"
#include "core/store/literals.hpp"

namespace reorg::sql {
namespace {

// ---- Numbers

// The stream's entities by their keys.
class StreamKeys {
 public:
  explicit StreamKeys(const BulkEntities& entities)
      : entities_(entities), slots_(std::bit_ceil(2 * entities.size() + 1), 0) {
    for (std::size_t n = 1; n <= entities.size(); ++n)
      slots_[slot_of(entities.key(n))] = static_cast<std::uint32_t>(n);
  }
  // 0: none.
  std::uint32_t find(std::string_view key) const { return slots_[slot_of(key)]; }

 private:
  std::size_t slot_of(std::string_view key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = std::hash<std::string_view>{}(key)&mask;
    while (slots_[i] != 0 && entities_.key(slots_[i]) != key) i = (i + 1) & mask;
    return i;
  }

  const BulkEntities& entities_;
  std::vector<std::uint32_t> slots_;
};

void take_stored(BulkJob& job, std::uint32_t n, std::uint32_t id, std::string_view kind) {
  job.ids[n] = id;
  if (kind != word(job.entities.kind(n))) job.other_kind.push_back(n);
}

// A few are looked up; for many all that are stored are read, one after the other as they lie.
void find_stored(BulkJob& job, std::size_t stored) {
  constexpr std::size_t look_up = 8;  // costs as much as reading so many
  if (job.entities.size() < stored / look_up) {
    Query find(job.c, "SELECT id, kind FROM entity WHERE key = ?");
    for (std::size_t n = 1; n < job.ids.size(); ++n) {
      if (!find.again().bind(job.entities.key(n)).next()) continue;
      const auto id = find.id<EntityId>();
      take_stored(job, static_cast<std::uint32_t>(n), number(id), find.view());
    }
    return;
  }
  const StreamKeys keys(job.entities);
  Query all(job.c, "SELECT id, key, kind FROM entity ORDER BY id");
  while (all.next()) {
    const auto id = all.id<EntityId>();
    const std::uint32_t n = keys.find(all.view());
    if (n != 0) take_stored(job, n, number(id), all.view());
  }
}

// ---- Rows

bool is_preferred(const BulkJob& job, const BulkRow& r) {
  return job.texts[r.aspect].starts_with("preferred:");
}

Day beginning_at_latest(const BulkRow& r) {
  const bool unknown = r.from == before_all.n && (r.flags & literal_always) == 0;
  return Day{unknown ? r.until - 1 : r.from};
}

// As write_names orders what an entity is called now.
bool comes_before(const BulkJob& job, const BulkRow& a, const BulkRow& b) {
  const auto key = [&](const BulkRow& r) {
    const Day since = beginning_at_latest(r);
    return std::tuple(-std::int64_t{r.until}, job.texts[r.aspect] != "preferred:en",
                      -std::int64_t{since.n}, job.texts[r.aspect], job.texts[r.value]);
  };
  return key(a) < key(b);
}

std::string_view called(const BulkJob& job, std::span<const BulkRow> rows) {
  const BulkRow* preferred = nullptr;
  for (const BulkRow& r : rows) {
    if (r.fate != bulk_fresh || r.kind != name_code || !is_preferred(job, r)) continue;
    if (preferred == nullptr || comes_before(job, r, *preferred)) preferred = &r;
  }
  return preferred == nullptr ? std::string_view() : job.texts[preferred->value];
}

// ---- What the file declares

struct Declared {
  std::uint32_t id = 0, n = 0;  // row, number in the stream
};

// In the order of their numbers, as the stored ones are read: what is declared as before falls out,
// what is declared no more is given.
std::vector<EntityId> compare_with_stored(const BulkJob& job, std::vector<Declared>& declared) {
  std::vector<EntityId> gone;
  Query q(job.c,
          "SELECT entity, seats, description FROM entity_file WHERE file = ? ORDER BY entity");
  q.bind(job.file);
  std::uint32_t stored = 0;  // the last one that was read
  const auto next = [&] {
    if (stored == UINT32_MAX) return;
    stored = q.next() ? number(q.id<EntityId>()) : UINT32_MAX;
  };
  next();
  std::erase_if(declared, [&](const Declared& d) {
    while (stored < d.id) {
      gone.push_back(static_cast<EntityId>(stored));
      next();
    }
    if (stored != d.id) return false;
    const auto seats = static_cast<unsigned>(q.integer());
    const bool same = seats == job.entities.seats(d.n) && q.view() == job.entities.description(d.n);
    next();
    return same;
  });
  while (stored != UINT32_MAX) {
    gone.push_back(static_cast<EntityId>(stored));
    next();
  }
  return gone;
}

void set_kind(BulkJob& job, EntityId id, EntityKind kind) {
  Query q(job.c, "UPDATE entity SET kind = ?2 WHERE id = ?1 AND kind <> ?2 RETURNING id");
  q.bind(id, word(kind));
  if (!q.next()) return;
  job.difference.touched.insert(id);
  job.difference.substance = true;
}

void withdraw(BulkJob& job, EntityId id) {
  Query(job.c, "DELETE FROM entity_file WHERE entity = ? AND file = ?").bind(id, job.file).run();
  job.difference.substance = true;
  job.difference.touched.insert(id);
  job.difference.perhaps_unused.insert(id);
}

void declare_entities(BulkJob& job) {
  for (const std::uint32_t n : job.other_kind) {
    if (job.entities.declared(n))
      set_kind(job, static_cast<EntityId>(job.ids[n]), job.entities.kind(n));
  }
  std::vector<Declared> declared;
  for (std::uint32_t n = 1; n < job.ids.size(); ++n) {
    if (job.entities.declared(n)) declared.push_back({job.ids[n], n});
  }
  std::ranges::sort(declared, {}, &Declared::id);
  const std::vector<EntityId> gone = compare_with_stored(job, declared);
  BulkInsert insert(
      job.c,
      "INSERT OR REPLACE INTO entity_file(entity, file, seats, description, line, col) VALUES "
      "(?, ?, ?, ?, 0, 0)");
  for (const auto& [id, n] : declared) {
    insert.put(id).put(job.file).put(job.entities.seats(n));
    insert.put_if_any(job.entities.description(n)).run();
    job.difference.substance = true;
    if (!job.is_new(id)) job.difference.touched.insert(static_cast<EntityId>(id));
  }
  for (const EntityId id : gone) withdraw(job, id);
}

}  // namespace

void number_entities(BulkJob& job) {
  job.ids.assign(job.entities.size() + 1, 0);
  auto next =
      static_cast<std::uint32_t>(value_of(job.c, "SELECT coalesce(max(id), 0) FROM entity"));
  job.first_new = next + 1;
  if (next > 0) find_stored(job, next);
  for (const std::uint32_t n : job.order) {
    if (job.ids[n] == 0) job.ids[n] = ++next;
  }
}

void use_store_numbers(BulkJob& job) {
  for (BulkRow& r : job.rows) {
    r.home = job.ids[r.home];
    r.subject = job.ids[r.subject];
    r.capacity_of = job.ids[r.capacity_of];
    if (r.source != 0) r.source = number(job.sources[r.source - 1]);
  }
  for (Statement& s : job.general) {
    for (EntityId* e : {&s.subject, &s.object, &s.capacity_of}) *e = job.entity_of(*e);
    for (SourceId& source : s.sources) source = job.source_of(source);
  }
}

void write_entities(BulkJob& job) {
  LaterIndexes later(job.c, {"entity"});
  BulkInsert insert(job.c,
                    "INSERT INTO entity(id, key, kind, name, seats, description) "
                    "VALUES (?, ?, ?, ?, ?, ?)");
  std::uint64_t done = 0;
  for_each_new(job, [&](std::uint32_t n, std::span<const BulkRow> rows) {
    insert.put(job.ids[n]).put(job.entities.key(n)).put(word(job.entities.kind(n)));
    insert.put_if_any(called(job, rows)).put(job.entities.seats(n));
    insert.put_if_any(job.entities.description(n)).run();
    job.tell_sometimes("entities", ++done, job.entities.size());
  });
  later.make();
  declare_entities(job);
}

}  // namespace reorg::sql
