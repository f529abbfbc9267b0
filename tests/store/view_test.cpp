// What somebody with only the sqlite3 shell is promised (docs/store.md).
#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "tests/store/scratch_folder.hpp"
#include "tests/store/teller.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

class Shell {
 public:
  Shell() {
    Teller t("acme.yaml");
    t.source("press", "2018-12-06").title = "Acme reorganizes";
    t.begins(Kind::name, "cloud", "Acme Cloud", "2009");
    t.begins(Kind::name, "cloud", "Acme Cloud Intelligence", "[2018-11-26..2018-12-02]");
    t.begins(Kind::part_of, "cloud", "acme", "2009");
    t.begins(Kind::oversees, "p-hu", "cloud", "2014-11").role = "president";
    t.begins(Kind::oversees, "p-zhang", "cloud", "2018-11-26").role = "president";
    t.begins(Kind::oversees, "t-ceo", "acme", "2010");
    t.always(Kind::name, "t-ceo", "chief executive officer");
    t.begins(Kind::holds, "p-lu", "t-ceo", "2013-05-10");
    t.begins(Kind::holds, "p-dan", "t-ceo", "2015-05-10");
    Store::open(path_, Store::Access::write).import(t.batch(), Store::Run::real);
    db_ = std::make_unique<SQLite::Database>(path_.string());
  }
  // Rows by lines, columns by bars, as the shell prints them.
  std::string ask(const std::string& text) const {
    SQLite::Statement q(*db_, text);
    std::string lines;
    while (q.executeStep()) {
      for (int n = 0; n < q.getColumnCount(); ++n)
        lines += (n == 0 ? "" : "|") + q.getColumn(n).getString();
      lines += '\n';
    }
    return lines;
  }

 private:
  ScratchFolder folder_;
  std::filesystem::path path_ = folder_ / "acme.reorg";
  std::unique_ptr<SQLite::Database> db_;
};

std::string certain_on(const std::string& day) {
  return " AND from_latest <= '" + day + "' AND until_earliest > '" + day + "'";
}

}  // namespace

TEST_CASE("the shell answers who oversees an organization on a day") {
  const Shell shell;
  const std::string ask =
      "SELECT person_key, role, since, ending FROM overseer WHERE organization_key = 'cloud'";
  CHECK(shell.ask(ask + certain_on("2018-12-06")) == "p-zhang|president|2018-11-26|open\n");
  CHECK(shell.ask(ask + certain_on("2018-11-25")) == "p-hu|president|2014-11|implied\n");
  CHECK(shell.ask(ask + certain_on("2014-11-15")).empty());
  CHECK(shell.ask(ask + " AND from_earliest <= '2014-11-15' AND until_latest > '2014-11-15'") ==
        "p-hu|president|2014-11|implied\n");
}

TEST_CASE("the shell sees who oversees through a post") {
  const Shell shell;
  const std::string ask =
      "SELECT person_key, role, via, post_key, since FROM overseer WHERE organization_key = 'acme'";
  CHECK(shell.ask(ask + certain_on("2014-01-01")) ==
        "p-lu|chief executive officer|post|t-ceo|2013-05-10\n");
  CHECK(shell.ask(ask + certain_on("2020-01-01")) ==
        "p-dan|chief executive officer|post|t-ceo|2015-05-10\n");
}

TEST_CASE("the shell answers where an organization sat, and what it was called") {
  const Shell shell;
  CHECK(shell.ask(
            "SELECT parent_key, since, ending FROM placement WHERE organization_key = 'cloud'") ==
        "acme|2009|open\n");
  CHECK(
      shell.ask("SELECT name, type, language, from_earliest, from_latest, until_latest FROM called "
                "WHERE key = 'cloud' ORDER BY from_earliest") ==
      "Acme Cloud|preferred|en|2009-01-01|2009-12-31|2018-12-02\n"
      "Acme Cloud Intelligence|preferred|en|2018-11-26|2018-12-02|9999-99-99\n");
}

TEST_CASE("the shell sees what each file says, line by line, with its source") {
  CHECK(Shell().ask(
            "SELECT file, subject_key, value, title, published FROM telling WHERE kind = 'name' "
            "AND subject_key = 'cloud' ORDER BY line") ==
        "acme.yaml|cloud|Acme Cloud|Acme reorganizes|2018-12-06\n"
        "acme.yaml|cloud|Acme Cloud Intelligence|Acme reorganizes|2018-12-06\n");
}

TEST_CASE("every spell is a fact in words") {
  CHECK(Shell().ask("SELECT kind, subject_key, object_key, disputed FROM fact WHERE kind IN "
                    "('holds', 'part_of') "
                    "ORDER BY kind, from_earliest") ==
        "holds|p-lu|t-ceo|0\nholds|p-dan|t-ceo|0\npart_of|cloud|acme|0\n");
}

TEST_CASE("what is no longer said stays in the log of retractions") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  Teller t("acme.yaml");
  t.source("press");
  t.event("founded");
  t.begins(Kind::part_of, "cloud", "acme", "2009");
  {
    Store store = Store::open(path, Store::Access::write);
    store.import(t.batch(), Store::Run::real, "2026-11-22");
    store.forget("acme.yaml", Store::Run::real, "2026-11-23");
  }
  SQLite::Database db(path.string());
  CHECK(db.execAndGet("SELECT group_concat(what || ' ' || recorded || ' ' || added || ' ' || "
                      "removed) FROM revision")
            .getString() == "import 2026-11-22 1 0,forget 2026-11-23 0 1");
  CHECK(db.execAndGet("SELECT file || ' ' || revision || ' ' || recorded_in || ' ' || (said ->> "
                      "'subject') || ' ' || "
                      "(said ->> 'from') || ' ' || (said ->> 'event') || ' ' || (said ->> "
                      "'sources') FROM retraction")
            .getString() == "acme.yaml 2 1 cloud 2009 founded [\"press\"]");
}
