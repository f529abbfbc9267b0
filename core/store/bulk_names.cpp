// The names of entities that are new.
#include "core/store/bulk_insert.hpp"
#include "core/store/bulk_steps.hpp"

namespace reorg::sql {
namespace {

Entity entity(const BulkJob& job, std::uint32_t n) {
  Entity e;
  e.id = static_cast<EntityId>(job.ids[n]);
  e.key = job.entities.key(n);
  e.kind = job.entities.kind(n);
  e.description = job.entities.description(n);
  return e;
}

}  // namespace

NewNames names_of_new(const BulkJob& job, const std::function<bool()>& is_wanted) {
  NewNames names;
  std::vector<NewNames::Told> told;
  for_each_new(job, [&](std::uint32_t n, std::span<const BulkRow> rows) {
    if (!is_wanted()) return;
    told.clear();
    for (const BulkRow& r : rows) {
      if (r.fate == bulk_fresh && (r.kind == name_code || r.kind == identifier_code))
        told.push_back({r.kind == identifier_code, job.texts[r.aspect], job.texts[r.value]});
    }
    names.add(entity(job, n), told);
  });
  if (is_wanted()) names.sort_parts();
  return names;
}

void write_names(BulkJob& job, const NewNames& names) {
  LaterIndexes later(job.c, {"name"});
  job.tell("names");
  names.write(job.c);
  job.tell("indexes");
  later.make();
}

}  // namespace reorg::sql
