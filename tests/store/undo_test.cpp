// Undo in the store: what it says, what it keeps, and what it cannot take back.
#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "tests/store/all_answers.hpp"
#include "tests/store/older_format.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;
using Texts = std::vector<std::string>;

Batch file(const std::string& name, const std::string& boss) {
  Teller t(name);
  t.source("gazette", "2020-06-01");
  t.declare("acme");
  t.declare(boss);
  t.begins(Kind::oversees, boss, "acme", "2019-01-01");
  return t.batch();
}

int count(SQLite::Database& db, const std::string& table) {
  return db.execAndGet("SELECT count(*) FROM " + table).getInt();
}

}  // namespace

TEST_CASE("the logs of revisions, retractions and judgements only grow") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  Store store = Store::open(path, Store::Access::write);
  store.import(file("a", "p-ann"), real, "2026-01-01");
  store.import(file("a", "p-bob"), real, "2026-01-02");
  store.judge(judgement(Verdict::same, "p-bob", "p-ann"), {}, real, "2026-01-03");
  SQLite::Database db(path.string());
  const int retracted = count(db, "retraction");
  const UndoReport report = store.undo(3, real, "2026-01-04");
  CHECK(report.gone == Texts{"a"});
  CHECK(report.no_longer.size() == 1);
  CHECK(report.removed == 1);
  CHECK(count(db, "revision") == 4);
  CHECK(count(db, "judgement") == 1);
  CHECK(count(db, "retraction") == retracted + 1);
}

TEST_CASE("the log says what each revision was, newest first") {
  Store store = Store::in_memory();
  store.import(file("a", "p-ann"), real, "2026-01-01");
  store.import(file("b", "p-bob"), real, "2026-01-02");
  store.forget("a", real, "2026-01-03");
  store.undo(2, real, "2026-01-04");
  const auto all = store.revisions();
  REQUIRE(all.size() == 4);
  CHECK(all[0].what == "undo");
  CHECK(all[0].restores == 1);
  CHECK(all[0].files == Texts{"a", "b"});
  CHECK(all[1].what == "forget");
  CHECK(all[1].files == Texts{"a"});
  CHECK(all[1].removed == 1);
  CHECK(all[3].recorded == "2026-01-01");
  CHECK(all[3].added == 1);
}

TEST_CASE("a judgement that was taken back can be told again") {
  Store store = Store::in_memory();
  store.import(file("a", "p-ann"), real);
  Batch b = file("b", "p-bob");
  b.judgements.push_back({Verdict::same, "p-ann", "p-bob", {}, "as they say", {}});
  store.import(b, real);
  CHECK(store.judgements().are_one("p-ann", "p-bob"));
  const UndoReport report = store.undo(1, real);
  CHECK(report.no_longer.size() == 1);
  CHECK_FALSE(store.judgements().are_one("p-ann", "p-bob"));
  CHECK(store.import(b, real).judgements == 1);
  CHECK(store.judgements().are_one("p-ann", "p-bob"));
  const UndoReport again = store.undo(2, real);  // now the first telling counts, not the second
  CHECK(again.again.empty());
  CHECK(again.no_longer.empty());
  CHECK(store.judgements().are_one("p-ann", "p-bob"));
}

TEST_CASE("more revisions than there are cannot be undone") {
  Store store = Store::in_memory();
  const auto tried = [&](int n) {
    try {
      store.undo(n, real);
    } catch (const UndoError& e) {
      return e.why == UndoError::Why::too_many ? e.number : -1;
    }
    return -1;
  };
  CHECK(tried(1) == 0);
  store.import(file("a", "p-ann"), real);
  CHECK(tried(2) == 1);
  CHECK(store.stats().revision == 1);
}

TEST_CASE("what was recorded before version 4 cannot be undone, what comes after can") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  {
    Store store = Store::open(path, Store::Access::write);
    store.import(file("a", "p-ann"), real);
    store.judge(judgement(Verdict::different, "p-bob", "p-ann"), {}, real);
  }
  {
    SQLite::Database db(path.string(), SQLite::OPEN_READWRITE);
    make_version_3(db);
  }
  Store store = Store::open(path, Store::Access::amend);
  store.import(file("a", "p-bob"), real);
  try {
    store.undo(3, real);
    FAIL("revision 1 was undone");
  } catch (const UndoError& e) {
    CHECK(e.why == UndoError::Why::not_kept);
    CHECK(e.number == 1);
  }
  CHECK(store.undo(2, real).rewritten == Texts{"a"});
  CHECK_FALSE(store.entity("p-bob"));
  CHECK(store.entity("p-ann"));
}

TEST_CASE("what a revision changed: came, went, or is told by other sources, wherever it is now") {
  using How = RevisedStatement::How;
  Store store = Store::in_memory();
  store.import(file("a", "p-ann"), real);
  Batch b = file("a", "p-ann");
  b.sources[0].key = "news";
  b.statements[0].note = "as they say";
  store.import(b, real);
  store.import(file("a", "p-bob"), real);
  const RevisedStatements first = store.revised(1, 1);
  REQUIRE(first.rows.size() == 1);
  CHECK(first.rows[0].how == How::added);
  CHECK(first.rows[0].sources_gone.empty());  // the file cites the gazette again
  CHECK(first.batch.entities.at(0).key == "p-ann");
  const RevisedStatements second = store.revised(2, 2);
  REQUIRE(second.rows.size() == 1);
  CHECK(second.rows[0].how == How::rewritten);
  CHECK(second.rows[0].said.note == "as they say");
  CHECK(second.rows[0].sources_gone == Texts{"news"});
  CHECK(second.rows[0].before->note.empty());
  const RevisedStatements third = store.revised(3, 3);
  REQUIRE(third.rows.size() == 2);
  CHECK((third.rows[0].how == How::added) != (third.rows[1].how == How::added));
  for (const RevisedStatement& r : third.rows) CHECK(r.said.place.line > 0);
  CHECK(store.revised(1, 3).rows.size() == 4);
}
