// Import of a stream of rows: one revision in one transaction.
//
// All rows are read once, into some 50 bytes each, and put in order; entities get their numbers by
// groups; then everything is written in the order of its table, and indexes are made last.
#include <atomic>
#include <future>

#include <sqlite3.h>

#include "core/store/bulk_steps.hpp"
#include "core/store/file_history.hpp"
#include "core/store/first_import.hpp"
#include "core/store/rows.hpp"
#include "core/store/sync.hpp"

namespace reorg {
namespace sql {
namespace {

// Something that is worked out beside the database. Nobody waits for it who does not want it.
template <class Result>
class Background {
 public:
  template <class Work>
  explicit Background(Work work)
      : result_(std::async(std::launch::async,
                           [this, work] { return work([this] { return wanted_.load(); }); })) {}
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  ~Background() { wanted_ = false; }
  Result get() { return result_.get(); }

 private:
  std::atomic<bool> wanted_ = true;
  std::future<Result> result_;  // its destructor waits for the end
};

class BulkImport {
 public:
  BulkImport(Connection& c, RowStream& rows, const BulkOptions& options,
             const std::string& recorded)
      : stream_(rows), job_(c, options, begin_revision(c, "import", recorded)) {}

  ImportReport run() {
    begin_file();
    gather(job_, stream_);
    number_entities(job_);
    use_store_numbers(job_);
    job_.tell("sorting");
    const Fates fates = decide_fates(job_.c, job_.file, job_.rows, job_.texts);
    take_away(job_, fates);
    keep_general(job_, fates);
    write_rows();
    write_general(job_);
    const std::size_t judged = write_judgements(job_);
    end_file();
    job_.tell("settling");
    ImportReport report = finish(job_.c, job_.difference);
    report.judgements = judged;
    return report;
  }

 private:
  void begin_file() {
    job_.file_name = stream_.file();
    job_.difference.files.insert(job_.file_name);
    const std::int64_t revision = job_.difference.revision;
    if (const auto row = file_row(job_.c, job_.file_name)) {
      keep_what_it_says(job_.c, revision, job_.file_name, *row);
      job_.file = row->id;
      return;
    }
    job_.difference.substance = true;
    job_.file = add_file(job_.c, job_.file_name, revision);
    keep_that_it_is_new(job_.c, revision, job_.file_name, job_.file);
  }

  void end_file() {
    Query(job_.c, "UPDATE file SET digest = ?2, revision = iif(?3, ?4, revision) WHERE id = ?1")
        .bind(job_.file, static_cast<std::int64_t>(stream_.digest()), job_.difference.substance,
              job_.difference.revision)
        .run();
  }

  // Names are folded and sorted beside the writing of the rows.
  void write_rows() {
    Background<NewNames> background(
        [this](const auto& is_wanted) { return names_of_new(job_, is_wanted); });
    write_entities(job_);
    write_literals(job_);
    const NewNames names = background.get();
    std::vector<BulkRow>().swap(job_.rows);
    write_names(job_, names);
  }

  RowStream& stream_;
  BulkJob job_;
};

// Asked in the middle of long statements too, of which an index is one.
class StopsWithin {
 public:
  StopsWithin(Connection& c, const BulkOptions& options) : handle_(c.db.getHandle()) {
    if (!options.stop) return;
    sqlite3_progress_handler(
        handle_, 10'000,
        [](void* stop) { return (*static_cast<const std::function<bool()>*>(stop))() ? 1 : 0; },
        const_cast<std::function<bool()>*>(&options.stop));
  }
  StopsWithin(const StopsWithin&) = delete;
  StopsWithin& operator=(const StopsWithin&) = delete;
  ~StopsWithin() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }

 private:
  sqlite3* handle_;
};

// Room for indexes that grow in no order, and for sorting those that are made at the end.
class LargeCache {
 public:
  explicit LargeCache(Connection& c) : connection_(c), before_(value_of(c, "PRAGMA cache_size")) {
    c.db.exec("PRAGMA cache_size = -65536");  // KiB
  }
  LargeCache(const LargeCache&) = delete;
  LargeCache& operator=(const LargeCache&) = delete;
  ~LargeCache() { connection_.db.tryExec("PRAGMA cache_size = " + std::to_string(before_)); }

 private:
  Connection& connection_;
  std::int64_t before_;
};

ImportReport import_stream(Connection& c, RowStream& rows, const std::string& recorded,
                           const BulkOptions& options) {
  try {
    const StopsWithin stops(c, options);
    const LargeCache cache(c);
    return BulkImport(c, rows, options, recorded).run();
  } catch (const SQLite::Exception& e) {
    if (e.getErrorCode() == SQLITE_INTERRUPT) throw Interrupted();
    throw;
  }
}

bool nothing_is_new(Connection& c, RowStream& rows) {
  const auto row = file_row(c, rows.file());
  return row && row->digest == static_cast<std::int64_t>(rows.digest());
}

}  // namespace
}  // namespace sql

ImportReport Store::import_rows(RowStream& rows, Run run, const std::string& recorded,
                                const BulkOptions& options) {
  const bool nothing_new = sql::guarded(
      *impl_->connection, [&] { return sql::nothing_is_new(*impl_->connection, rows); });
  if (nothing_new) return {};
  const auto work = [&](sql::Connection& c) {
    return sql::import_stream(c, rows, recorded, options);
  };
  // A log of more than there was before would be written twice.
  std::error_code none;
  const bool grows = rows.bytes() > std::filesystem::file_size(impl_->connection->path, none);
  if (!impl_->to_be_made && grows)
    return sql::guarded(impl_->connection->path,
                        [&] { return sql::in_transaction(*impl_->connection, run, work); });
  return sql::run_import(*impl_, run, work);
}

}  // namespace reorg
