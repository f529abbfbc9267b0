// Import and forget: one revision in one transaction, or nothing at all.
#include "core/store/file_history.hpp"
#include "core/store/first_import.hpp"
#include "core/store/impl.hpp"
#include "core/store/records.hpp"
#include "core/store/sync.hpp"

namespace reorg {
namespace {

using sql::BatchIndex;
using sql::Connection;
using sql::Difference;
using sql::file_row;
using sql::FilePart;
using sql::FileRow;
using sql::Query;

// The parts that say something else than what is stored.
std::vector<FilePart> news(Connection& c, const BatchIndex& index) {
  std::vector<FilePart> parts = index.parts();
  std::erase_if(parts, [&](const FilePart& part) {
    const auto row = file_row(c, part.name);
    return row && row->digest == index.digest(part);
  });
  return parts;
}

// Its number, with what it said before this revision kept.
std::int64_t file_for(Connection& c, const std::string& name, Difference& d) {
  if (const auto row = file_row(c, name)) {
    sql::keep_what_it_says(c, d.revision, name, *row);
    return row->id;
  }
  d.substance = true;
  const std::int64_t file = sql::add_file(c, name, d.revision);
  sql::keep_that_it_is_new(c, d.revision, name, file);
  return file;
}

// A file whose lines only moved keeps its revision.
void keep_digest(Connection& c, std::int64_t file, std::int64_t digest, const Difference& d) {
  Query(c, "UPDATE file SET digest = ?2, revision = iif(?3, ?4, revision) WHERE id = ?1")
      .bind(file, digest, d.substance, d.revision)
      .run();
}

ImportReport sync_parts(Connection& c, const BatchIndex& index, const std::vector<FilePart>& parts,
                        const std::vector<const ToldJudgement*>& judgements,
                        std::int64_t revision) {
  Difference d(c, revision);
  sql::StoreIds ids(index.batch());
  sql::find_or_add_entities(c, index.batch(), ids, d);
  std::vector<std::int64_t> files;
  for (const FilePart& part : parts) {
    d.files.insert(part.name);
    files.push_back(file_for(c, part.name, d));
    sql::sync_file({c, index, part, files.back(), ids, d});
  }
  for (std::size_t n = 0; n < parts.size(); ++n)
    keep_digest(c, files[n], index.digest(parts[n]), d);
  for (const ToldJudgement* j : judgements) sql::add_judgement(c, *j, revision);
  d.substance = d.substance || !judgements.empty();
  ImportReport report = sql::finish(c, d);
  report.judgements = judgements.size();
  return report;
}

std::vector<const ToldJudgement*> new_judgements(Connection& c, const Batch& batch) {
  std::vector<const ToldJudgement*> fresh;
  for (const ToldJudgement& j : batch.judgements) {
    if (!sql::is_recorded(c, j)) fresh.push_back(&j);
  }
  return fresh;
}

ImportReport import_into(Connection& c, const BatchIndex& index, const std::string& recorded) {
  const std::vector<FilePart> parts = news(c, index);
  const auto judgements = new_judgements(c, index.batch());
  if (parts.empty() && judgements.empty()) return {};
  return sync_parts(c, index, parts, judgements, sql::begin_revision(c, "import", recorded));
}

// An imported copy of another database may have brought the name already.
std::string unused_name(Connection& c, std::int64_t revision) {
  const std::string name = std::string(recorded_file_mark) + std::to_string(revision);
  std::string unused = name;
  for (int n = 2; file_row(c, unused); ++n) unused = name + "-" + std::to_string(n);
  return unused;
}

ImportReport forget_in(Connection& c, const std::string& name, const FileRow& file,
                       const std::string& recorded) {
  Difference d(c, sql::begin_revision(c, "forget", recorded));
  d.substance = true;
  sql::keep_what_it_says(c, d.revision, name, file);
  sql::empty_file(c, name, file.id, d);
  ImportReport report = sql::finish(c, d);
  Query(c, "DELETE FROM file WHERE id = ?").bind(file.id).run();
  return report;
}

}  // namespace

RecordReport Store::record(const std::function<Batch(const std::string&)>& tell, Run run,
                           const std::string& recorded) {
  return sql::guarded(impl_->connection->path, [&] {
    return sql::in_revision(*impl_, run, [&](Connection& c) {
      const std::int64_t revision = sql::begin_revision(c, "record", recorded);
      RecordReport report;
      report.file = unused_name(c, revision);
      const Batch batch = tell(report.file);
      const BatchIndex index(batch);
      ImportReport r = sync_parts(c, index, index.parts(), {}, revision);
      report.added = r.added;
      report.removed = r.removed;
      report.changed = r.changed;
      report.revision = r.revision;
      report.findings = std::move(r.findings);
      return report;
    });
  });
}

ImportReport Store::import(const Batch& batch, Run run, const std::string& recorded) {
  const BatchIndex index(batch);
  const bool nothing_new = sql::guarded(*impl_->connection, [&] {
    auto& c = *impl_->connection;
    return news(c, index).empty() && new_judgements(c, batch).empty();
  });
  if (nothing_new) return {};
  return sql::run_import(*impl_, run,
                         [&](Connection& c) { return import_into(c, index, recorded); });
}

std::optional<ImportReport> Store::forget(const std::string& file, Run run,
                                          const std::string& recorded) {
  const auto row =
      sql::guarded(*impl_->connection, [&] { return file_row(*impl_->connection, file); });
  if (!row) return std::nullopt;
  return sql::run_import(*impl_, run, [&](Connection& c) {
    const auto now = file_row(c, file);
    return now ? forget_in(c, file, *now, recorded) : ImportReport{};
  });
}

}  // namespace reorg
