// Reading the stream, once.
#include <set>

#include "core/store/batch_index.hpp"
#include "core/store/bulk_steps.hpp"
#include "core/store/rows.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

class Gathering {
 public:
  Gathering(BulkJob& job, RowStream& stream) : job_(job), stream_(stream) {}

  void run() {
    for (Entity e; stream_.next(e); tell_read()) job_.entities.add(e);
    read_sources();
    for (Event e; stream_.next(e); tell_read()) job_.events.push_back(e);
    for (Change c; stream_.next(c); tell_read()) job_.changes.push_back(c);
    read_statements();
    for (ToldJudgement j; stream_.next(j); tell_read()) job_.judgements.push_back(j);
  }

 private:
  void tell_read() {
    if (++read_ % 4096 == 0) job_.tell("reading", stream_.bytes_read(), stream_.bytes());
  }

  void read_sources() {
    Query before(job_.c, "SELECT source FROM source_file WHERE file = ?");
    std::set<SourceId> gone;
    before.bind(job_.file);
    while (before.next()) gone.insert(before.id<SourceId>());
    Query cite(job_.c,
               "INSERT OR REPLACE INTO source_file(source, file, line, col) VALUES (?, ?, ?, ?)");
    for (Source s; stream_.next(s); tell_read()) {
      const SourceId id = find_or_add_source(job_.c, s, BatchIndex::print(s));
      job_.sources.push_back(id);
      cite.again().bind(id, job_.file, s.place.line, s.place.column).run();
      if (gone.erase(id) == 0) job_.difference.substance = true;
    }
    for (const SourceId id : gone) {
      Query(job_.c, "DELETE FROM source_file WHERE source = ? AND file = ?")
          .bind(id, job_.file)
          .run();
      job_.difference.sources_perhaps_unused.insert(id);
      job_.difference.substance = true;
    }
  }

  void read_statements() {
    GroupOrder order(job_.entities.size());
    constexpr std::uint64_t short_row = 24;  // bytes; room that is not used costs no memory
    job_.rows.reserve(stream_.bytes() / short_row);
    for (Statement s; stream_.next(s); tell_read()) {
      order.note(s);
      if (const auto literal = literal_of(s)) {
        job_.rows.push_back(row_of(*literal, job_.texts));
        job_.rows.back().line = static_cast<std::uint32_t>(s.place.line);
      } else {
        job_.general.push_back(s);
      }
    }
    job_.order = order.run();
  }

  BulkJob& job_;
  RowStream& stream_;
  std::uint64_t read_ = 0;
};

}  // namespace

void gather(BulkJob& job, RowStream& stream) { Gathering(job, stream).run(); }

}  // namespace reorg::sql
