// One revision of the database: its number, its transaction, and what follows from it.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/store/difference.hpp"
#include "core/store/impl.hpp"

namespace reorg::sql {

std::int64_t begin_revision(Connection&, const char* what, const std::string& recorded);

// From changed rows to changed answers: withdrawals, entities, the records of one entity, spells
// and names. Returns what is odd about what was touched: of the files imported now, or all of it
// when there are none.
std::vector<Finding> settle(Connection&, Difference&);

// Settles, counts, and ends the revision: without substance it was none.
ImportReport finish(Connection&, Difference&);

// Which revisions an undo has not taken back; an undo of that undo brings them back. Files are
// rewritten by an undo, but what only ever grows (judgements) is read through this.
class CountingRevisions {
 public:
  explicit CountingRevisions(Connection&);
  bool operator()(int revision) const;

 private:
  std::vector<std::pair<int, int>> undone_;  // after the first, before the second
};

// The state is another from here on (Store::stamp).
void renew_stamp(Connection&);

// What is odd about these as things stand.
std::vector<Finding> findings_about(Connection&, std::span<const EntityId>);

// All of `work`, or nothing of it. `work` takes the connection and returns a report; a dry run
// keeps nothing, and its report has no revision.
template <class Work>
auto in_transaction(Connection& c, Store::Run run, Work&& work) {
  return guarded(c, [&] {
    WriteTransaction transaction(c);
    const std::int64_t before = value_of(c, "SELECT total_changes()");
    auto report = work(c);
    if (value_of(c, "SELECT total_changes()") != before) renew_stamp(c);
    if (run == Store::Run::real)
      transaction.commit();
    else
      report.revision.reset();
    return report;
  });
}

// The same, while others read.
template <class Work>
auto in_revision(Store::Impl& impl, Store::Run run, Work&& work) {
  const bool on_disk = !impl.to_be_made && impl.connection->db.getFilename() != ":memory:";
  if (run == Store::Run::real && on_disk && !impl.writes_ahead)
    impl.writes_ahead = begin_write_ahead(*impl.connection);
  return in_transaction(*impl.connection, run, work);
}

}  // namespace reorg::sql
