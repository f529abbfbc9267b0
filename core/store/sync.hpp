// One file's part of an import: the rows of this file become what the file says now (R16).
#pragma once

#include <unordered_map>

#include "core/store/batch_index.hpp"
#include "core/store/difference.hpp"

namespace reorg::sql {

// From the batch's numbers to the store's rows. Grows as files are written.
struct StoreIds {
  explicit StoreIds(const Batch&);

  EntityId operator[](EntityId id) const {
    return id == EntityId::none ? id : entities[number(id) - 1];
  }
  SourceId operator[](SourceId id) const {
    return id == SourceId::none ? id : sources[number(id) - 1];
  }
  EventId operator[](EventId id) const { return id == EventId::none ? id : events[number(id) - 1]; }
  ChangeId operator[](ChangeId id) const {
    return id == ChangeId::none ? id : changes[number(id) - 1];
  }
  std::string json(const std::vector<SourceId>& ids) const;

  std::vector<EntityId> entities;
  std::vector<SourceId> sources;
  std::vector<EventId> events;
  std::vector<ChangeId> changes;
};

// Everything that one step needs. Foreign keys are deferred, so the steps may come in any order.
struct Sync {
  Connection& connection;
  const BatchIndex& index;
  const FilePart& part;
  std::int64_t file;
  StoreIds& ids;
  Difference& difference;
};

void find_or_add_entities(Connection&, const Batch&, StoreIds&, Difference&);
SourceId find_or_add_source(Connection&, const Source&, std::int64_t digest);
void sync_entities(const Sync&);
void sync_sources(const Sync&);
void sync_events(const Sync&);
void sync_changes(const Sync&);
void sync_statements(const Sync&);  // last: it needs the ids of all the others

// Its literals become statements, which are compared one by one; when they are not few, they go,
// all of them.
void give_up_literals(const Sync&);

inline void sync_file(const Sync& s) {
  give_up_literals(s);
  sync_entities(s);
  sync_sources(s);
  sync_events(s);
  sync_changes(s);
  sync_statements(s);
}

// Takes away all that a file says.
void empty_file(Connection&, const std::string& name, std::int64_t file, Difference&);

// After all files: rows that nothing refers to any more go, and every entity is described as the
// remaining files do.
void settle_entities(Connection&, const Difference&);
void drop_unused(Connection&, const Difference&);
// Withdrawals and denials end the knowledge of what they name, in whichever file it stands (R9).
void apply_withdrawals(Connection&, Difference&);

}  // namespace reorg::sql
