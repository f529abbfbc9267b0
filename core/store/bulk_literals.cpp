// Literals: those that go, and those that come.
#include <algorithm>

#include "core/store/bulk_insert.hpp"
#include "core/store/bulk_steps.hpp"
#include "core/store/file_history.hpp"
#include "core/store/literals.hpp"

namespace reorg::sql {
namespace {

bool are_few(const Fates& fates) {
  return fates.gone.size() <= static_cast<std::size_t>(few_literals);
}

// ---- Those that go

bool is_told_otherwise(Connection& c, EntityId e) {
  Query q(c,
          "SELECT EXISTS (SELECT 1 FROM statement WHERE subject = ?1) OR EXISTS (SELECT 1 FROM "
          "statement WHERE object = ?1) OR EXISTS (SELECT 1 FROM statement WHERE capacity_of = "
          "?1)");
  q.bind(e).next();
  return q.flag();
}

void told_otherwise(Difference& d) {
  --d.literals_removed;
  --d.literals_added;  // counted when it is written
  ++d.literals_changed;
}

// ---- Those that come

// Stretches of rows by their numbers.
class LiteralRuns {
 public:
  LiteralRuns(Connection& c, std::int64_t revision, std::size_t rows)
      : insert_(c,
                "INSERT INTO literal_run(first, last, revision, first_home, first_kind, "
                "first_from, last_home, last_kind, last_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        revision_(revision),
        most_(rows) {}
  void add(std::int64_t id, const BulkRow& row) {
    if (count_++ == 0) {
      first_ = id;
      begin_ = row;
    }
    last_ = id;
    end_ = row;
    if (count_ == most_) finish();
  }
  void finish() {
    if (count_ == 0) return;
    insert_.put(first_).put(last_).put(revision_);
    insert_.put(begin_.home).put(begin_.kind).put(begin_.from);
    insert_.put(end_.home).put(end_.kind).put(end_.from).run();
    count_ = 0;
  }

 private:
  BulkInsert insert_;
  std::int64_t revision_;
  std::size_t most_, count_ = 0;
  std::int64_t first_ = 0, last_ = 0;
  BulkRow begin_, end_;
};

class WritingLiterals {
 public:
  WritingLiterals(BulkJob& job, std::size_t fresh, std::size_t rows_in_a_run)
      : job_(job),
        fresh_(fresh),
        id_(take_numbers(job.c, static_cast<std::int64_t>(fresh))),
        insert_(job.c,
                "INSERT INTO literal(home, kind, from_day, id, subject, aspect, value, flags, "
                "until_day, source, file, role, capacity_of, known) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        runs_(job.c, job.difference.revision, rows_in_a_run) {}

  void run() {
    constexpr std::size_t soon = 16;
    std::uint64_t done = 0;
    for (std::size_t n = 0; n < job_.rows.size(); ++n) {
      if (n + soon < job_.rows.size()) job_.texts.expect(job_.rows[n + soon].value);
      const BulkRow& r = job_.rows[n];
      if (r.fate != bulk_fresh) continue;
      write(r);
      runs_.add(id_++, r);
      touch(r);
      job_.tell_sometimes("rows", ++done, fresh_);
    }
    runs_.finish();
  }

 private:
  void write(const BulkRow& r) {
    insert_.put(r.home).put(r.kind).put(r.from).put(id_).put_if_any(std::int64_t{r.subject});
    insert_.put_if_any(word_number(r.aspect)).put_if_any(job_.texts[r.value]).put(r.flags);
    r.until == after_all.n ? insert_.put_null() : insert_.put(r.until);
    insert_.put_if_any(std::int64_t{r.source}).put(job_.file).put_if_any(word_number(r.role));
    insert_.put_if_any(std::int64_t{r.capacity_of});
    r.known == r.from ? insert_.put_null() : insert_.put(r.known);
    insert_.run();
  }

  void touch(const BulkRow& r) {
    if (!bears_on_others(r.kind)) return;
    for (const std::uint32_t e : {r.home, r.subject}) {
      if (e != 0 && !job_.is_new(e)) job_.difference.touched.insert(static_cast<EntityId>(e));
    }
  }

  std::int64_t word_number(std::uint32_t text) {
    if (text == 0) return 0;
    const auto [it, fresh] = words_.try_emplace(text, 0);
    if (fresh) it->second = word_for(job_.c, std::string(job_.texts[text]));
    return it->second;
  }

  BulkJob& job_;
  std::size_t fresh_;
  std::int64_t id_;
  BulkInsert insert_;
  LiteralRuns runs_;
  std::unordered_map<std::uint32_t, std::int64_t> words_;
};

}  // namespace

void take_away(BulkJob& job, const Fates& fates) {
  if (fates.gone.empty()) return;
  Difference& d = job.difference;
  d.substance = true;
  if (are_few(fates)) {
    std::vector<std::uint32_t> ids;
    for (const GoneLiteral& g : fates.gone) ids.push_back(g.id);
    return promote(job.c, literals_by_id(job.c, json_list(ids)));
  }
  Query gone(job.c,
             "DELETE FROM literal WHERE home = ? AND kind = ? AND from_day = ? AND id = ? "
             "RETURNING subject, capacity_of");
  for (const GoneLiteral& g : fates.gone) {
    gone.again().bind(g.home, int{g.kind}, g.from, g.id).next();
    const auto home = static_cast<EntityId>(g.home);
    for (const EntityId e : {home, gone.id<EntityId>(), gone.id<EntityId>()}) {
      if (e == EntityId::none) continue;
      d.perhaps_unused.insert(e);
      if (bears_on_others(g.kind) || is_told_otherwise(job.c, e)) d.touched.insert(e);
    }
  }
  Query(job.c, "UPDATE file SET literals = literals - ?2 WHERE id = ?1")
      .bind(job.file, static_cast<std::int64_t>(fates.gone.size()))
      .run();
  d.literals_removed += fates.gone.size();
}

void keep_general(BulkJob& job, const Fates& fates) {
  const bool few = are_few(fates);
  for (BulkRow& r : job.rows) {
    if (r.fate == bulk_kept) continue;
    if (r.fate == bulk_fresh && !fates.gone_contents.empty() &&
        std::ranges::binary_search(fates.gone_contents,
                                   content_print(literal_from(r, job.texts)))) {
      if (few)
        r.fate = bulk_general;
      else
        told_otherwise(job.difference);
    }
    if (r.fate != bulk_general) continue;
    job.general.push_back(statement_of(literal_from(r, job.texts)));
    job.general.back().place = {{}, static_cast<int>(r.line), 1};
  }
}

void write_literals(BulkJob& job) {
  const auto fresh = static_cast<std::size_t>(
      std::ranges::count(job.rows, std::uint8_t{bulk_fresh}, &BulkRow::fate));
  if (fresh == 0) return;
  job.difference.substance = true;
  job.difference.literals_added += fresh;
  const auto before =
      static_cast<std::size_t>(value_of(job.c, "SELECT coalesce(sum(literals), 0) FROM file"));
  LaterIndexes later(job.c, {"literal"});
  WritingLiterals(job, fresh, std::max<std::size_t>(1, 64 * fresh / (fresh + before))).run();
  Query(job.c, "UPDATE file SET literals = literals + ?2 WHERE id = ?1")
      .bind(job.file, static_cast<std::int64_t>(fresh))
      .run();
  job.tell("indexes");
  later.make();
}

}  // namespace reorg::sql
