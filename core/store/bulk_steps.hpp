// The steps of a bulk import, in their order. Each works on what the ones before have left in the
// job; all of them throw SQLite::Exception, and Interrupted when the import is to stop.
#pragma once

#include <functional>
#include <span>

#include "core/store/bulk_fates.hpp"
#include "core/store/bulk_job.hpp"
#include "core/store/new_names.hpp"

namespace reorg::sql {

// Reads the whole stream, once: literals into slim rows, everything else as it is. Sources are
// written at once; those that the file names no more are taken away.
void gather(BulkJob&, RowStream&);

// Entities get their rows' numbers: those that are stored keep theirs, the others are numbered in
// the order of their groups.
void number_entities(BulkJob&);
void use_store_numbers(BulkJob&);

// Literals that the file does not tell any more. Few become statements first, which the sync then
// takes away one by one, with all that goes with it.
void take_away(BulkJob&, const Fates&);
// Rows that are no literals after all join the general statements; and those that tell otherwise
// what was told before, when these are few: then they keep their rows.
void keep_general(BulkJob&, const Fates&);

// New entities, and what this file declares of all.
void write_entities(BulkJob&);

// The fresh literals, in the order of their table, and its indexes after them.
void write_literals(BulkJob&);

// The names of new entities, as literals tell them; of whom more is told is settled with all
// others. Without the database: may be worked out in a thread of its own, as long as nobody changes
// the job's rows. Ends early, with anything, once `is_wanted` says no.
NewNames names_of_new(const BulkJob&, const std::function<bool()>& is_wanted);
void write_names(BulkJob&, const NewNames&);

// Everything that is no literal, as a batch of its own; and judgements, of which it gives the
// number that were not recorded before.
void write_general(BulkJob&);
std::size_t write_judgements(BulkJob&);

// Calls work(number in the stream, rows under it) for each new entity, in the order of their
// numbers. Both are made ready in time: memory is slower than what is done with one entity.
template <class Work>
void for_each_new(const BulkJob& job, Work work) {
  constexpr std::size_t soon = 12, later = 24;  // entities
  auto row = job.rows.begin();
  auto expected = row;
  for (std::size_t i = 0; i < job.order.size(); ++i) {
    const std::uint32_t n = job.order[i];
    if (i + later < job.order.size()) job.entities.expect(job.order[i + later]);
    if (i + soon < job.order.size()) job.entities.expect_key(job.order[i + soon]);
    if (!job.is_new(job.ids[n])) continue;
    const std::uint32_t until = job.ids[n] + static_cast<std::uint32_t>(soon);
    for (; expected != job.rows.end() && expected->home < until; ++expected) {
      if (expected->kind == name_code) job.texts.expect(expected->value);
    }
    while (row != job.rows.end() && row->home < job.ids[n]) ++row;
    const auto first = row;
    while (row != job.rows.end() && row->home == job.ids[n]) ++row;
    work(n, std::span<const BulkRow>(first, row));
  }
}

}  // namespace reorg::sql
