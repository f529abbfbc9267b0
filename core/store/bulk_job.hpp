// One import of a stream of rows: what its steps share (core/store/bulk_steps.hpp has the steps).
#pragma once

#include <string>
#include <vector>

#include "core/store/bulk_rows.hpp"
#include "core/store/connection.hpp"
#include "core/store/difference.hpp"
#include "core/store/store.hpp"

namespace reorg::sql {

// What bears on other rows of its entities: existence on all, a post's organization on its life, a
// name on what the entity is called.
inline constexpr std::uint8_t name_code = 20, identifier_code = 21;
inline constexpr bool bears_on_others(std::uint8_t kind) {
  return kind == 4 || kind == 23 || kind == name_code || kind == identifier_code;
}

struct BulkJob {
  BulkJob(Connection& connection, const BulkOptions& bulk_options, std::int64_t revision)
      : c(connection), options(bulk_options), difference(connection, revision) {}

  // Tells how far it is. Throws Interrupted when it is to stop.
  void tell(std::string_view stage, std::uint64_t done = 0, std::uint64_t of = 0) const {
    if (options.stop && options.stop()) throw Interrupted();
    if (options.progress) options.progress({stage, done, of});
  }
  // Often enough for people, seldom enough for the work.
  void tell_sometimes(std::string_view stage, std::uint64_t done, std::uint64_t of) const {
    if (done % 4096 == 0) tell(stage, done, of);
  }

  bool is_new(std::uint32_t entity) const { return entity >= first_new; }
  EntityId entity_of(EntityId in_stream) const {
    return static_cast<EntityId>(ids[number(in_stream)]);
  }
  SourceId source_of(SourceId in_stream) const { return sources[number(in_stream) - 1]; }

  Connection& c;
  const BulkOptions& options;
  Difference difference;
  std::string file_name;
  std::int64_t file = 0;

  // What the stream told. Rows and general statements have entities and sources by their numbers in
  // the stream until use_store_numbers().
  Texts texts;
  BulkEntities entities;
  std::vector<SourceId> sources;  // rows of the store, by number in the stream
  std::vector<BulkRow> rows;
  std::vector<Statement> general;  // what is no literal, held whole: about 0.6 kB each
  std::vector<Event> events;
  std::vector<Change> changes;
  std::vector<ToldJudgement> judgements;

  std::vector<std::uint32_t> order;  // entities of the stream, as they get their numbers
  std::vector<std::uint32_t> ids;    // rows of entities, by number in the stream
  std::vector<std::uint32_t>
      other_kind;  // numbers in the stream of those that are stored as another
  std::uint32_t first_new = 1;
};

}  // namespace reorg::sql
