// Undo: the state after an earlier revision, put back by a new one.
#include <algorithm>

#include "core/store/file_history.hpp"
#include "core/store/impl.hpp"
#include "core/store/records.hpp"
#include "core/store/revision.hpp"
#include "core/store/sync.hpp"

namespace reorg {
namespace {

using sql::BatchIndex;
using sql::Connection;
using sql::Difference;
using sql::FileBefore;
using sql::Query;

std::vector<Revision> revisions_after(Connection& c, std::int64_t number) {
  Query q(c,
          "SELECT id, what, recorded, added, removed, changed, kept, restores FROM revision "
          "WHERE id > ? ORDER BY id DESC");
  q.bind(number);
  Query files(c, "SELECT name FROM revision_file WHERE revision = ? ORDER BY file");
  std::vector<Revision> all;
  while (q.next()) {
    Revision r;
    r.number = static_cast<int>(q.integer());
    r.what = q.text();
    r.recorded = q.text();
    for (std::size_t* n : {&r.added, &r.removed, &r.changed})
      *n = static_cast<std::size_t>(q.integer());
    r.kept = q.flag();
    if (!q.is_null()) r.restores = static_cast<int>(q.integer());
    files.again().bind(r.number);
    while (files.next()) r.files.push_back(files.text());
    all.push_back(std::move(r));
  }
  return all;
}

std::vector<Revision> last_revisions(Connection& c, int count) {
  const auto last = sql::value_of(c, "SELECT coalesce(max(id), 0) FROM revision");
  if (count > last) throw UndoError(UndoError::Why::too_many, static_cast<int>(last));
  auto all = revisions_after(c, last - count);
  const auto unknown = std::ranges::find(all, false, &Revision::kept);
  if (unknown != all.end()) throw UndoError(UndoError::Why::not_kept, unknown->number);
  return all;
}

// One file back to what it said. Each is a batch of its own: what a withdrawal in one file does to
// another is worked out afterwards, as at an import.
class FileUndo {
 public:
  FileUndo(Connection& c, Difference& d, UndoReport& report)
      : c_(c), difference_(d), report_(report) {}

  void put_back(const FileBefore& before) {
    const auto now = sql::file_row(c_, before.name);
    if (!now && before.said.empty()) return;  // came and went in between
    if (now && !before.said.empty() && now->digest == before.digest) return;
    difference_.files.insert(before.name);
    if (now) sql::keep_what_it_says(c_, difference_.revision, before.name, *now);
    if (before.said.empty()) {
      sql::empty_file(c_, before.name, now->id, difference_);
      gone_.push_back(now->id);
      report_.gone.push_back(before.name);
      return;
    }
    restore(before, now ? now->id : added(before.name));
    (now ? report_.rewritten : report_.back).push_back(before.name);
  }

  // After everything is settled: until then, rows may refer to them.
  void drop_gone() {
    for (const std::int64_t id : gone_) Query(c_, "DELETE FROM file WHERE id = ?").bind(id).run();
  }

 private:
  std::int64_t added(const std::string& name) {
    const std::int64_t file = sql::add_file(c_, name, difference_.revision);
    sql::keep_that_it_is_new(c_, difference_.revision, name, file);
    return file;
  }

  void restore(const FileBefore& before, std::int64_t file) {
    const Batch batch = sql::read_said(c_, before);
    const BatchIndex index(batch);
    sql::StoreIds ids(batch);
    sql::find_or_add_entities(c_, batch, ids, difference_);
    const auto parts = index.parts();
    sql::sync_file({c_, index, parts.front(), file, ids, difference_});
    Query(c_, "UPDATE file SET digest = ?2, revision = ?3 WHERE id = ?1")
        .bind(file, before.digest, difference_.revision)
        .run();
  }

  Connection& c_;
  Difference& difference_;
  UndoReport& report_;
  std::vector<std::int64_t> gone_;
};

// Those of `all` that are not among `others`, whichever revision told them.
std::vector<Judgement> without(const std::vector<Judgement>& all,
                               const std::vector<Judgement>& others) {
  std::vector<Judgement> result;
  std::ranges::copy_if(all, std::back_inserter(result), [&](const Judgement& j) {
    return std::ranges::none_of(others, [&](const Judgement& o) {
      return o.verdict == j.verdict && o.kept == j.kept && o.other == j.other && o.note == j.note;
    });
  });
  return result;
}

UndoReport undo_last(Connection& c, int count, const std::string& recorded) {
  UndoReport report;
  report.undone = last_revisions(c, count);
  const int restores = report.undone.back().number - 1;
  const auto files = sql::files_as_of(c, restores);
  const auto judged_before = sql::counting_judgements(c);
  Difference d(c, sql::begin_revision(c, "undo", recorded));
  d.substance = true;
  Query(c, "UPDATE revision SET restores = ?2 WHERE id = ?1").bind(d.revision, restores).run();
  FileUndo undo(c, d, report);
  for (const FileBefore& file : files) undo.put_back(file);
  ImportReport r = sql::finish(c, d);
  undo.drop_gone();
  const auto judged_now = sql::counting_judgements(c);
  report.no_longer = without(judged_before, judged_now);
  report.again = without(judged_now, judged_before);
  report.added = r.added;
  report.removed = r.removed;
  report.changed = r.changed;
  report.revision = r.revision;
  report.findings = std::move(r.findings);
  return report;
}

}  // namespace

UndoReport Store::undo(int count, Run run, const std::string& recorded) {
  return sql::guarded(impl_->connection->path, [&] {
    return sql::in_revision(*impl_, run,
                            [&](Connection& c) { return undo_last(c, count, recorded); });
  });
}

std::vector<Revision> Store::revisions() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return revisions_after(c, 0); });
}

}  // namespace reorg
