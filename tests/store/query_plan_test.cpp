// The look-ups that every question makes go through an index, at ten entities as at ten million.
#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "core/store/closure.hpp"
#include "core/store/literals.hpp"
#include "core/store/read.hpp"
#include "core/store/read_events.hpp"
#include "tests/store/sample.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;
using Catch::Matchers::Contains;

namespace {

class Planner {
 public:
  Planner() {
    Store::open(path_, Store::Access::write).import(sample(3), Store::Run::real);
    db_ = std::make_unique<SQLite::Database>(path_.string());
  }
  // One step a line.
  std::string plan(const std::string& text) const {
    SQLite::Statement steps(*db_, "EXPLAIN QUERY PLAN " + text);
    std::string lines;
    while (steps.executeStep()) lines += steps.getColumn(3).getString() + "\n";
    return lines;
  }

 private:
  ScratchFolder folder_;
  std::filesystem::path path_ = folder_ / "acme.reorg";
  std::unique_ptr<SQLite::Database> db_;
};

// A step over a whole table, not counting lists of ids.
bool scans_a_table(const std::string& plan) {
  for (const char* table :
       {"SCAN s\n", "SCAN x\n", "SCAN e\n", "SCAN n\n", "SCAN spell", "SCAN statement",
        "SCAN entity", "SCAN name", "SCAN literal", "SCAN l\n", "AUTOMATIC"}) {
    if (plan.find(table) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("relations against their direction are read where they are kept together") {
  const std::string plan = Planner().plan(sql::relations_in_sql);
  CHECK_THAT(plan, Contains("SEARCH s USING PRIMARY KEY (home=? AND kind=?)"));
  CHECK_FALSE(scans_a_table(plan));
}

TEST_CASE("relations along their direction are found by their subject") {
  const std::string plan = Planner().plan(sql::relations_out_sql);
  CHECK_THAT(plan, Contains("SEARCH s USING INDEX spell_by_subject (subject=? AND kind=?)"));
  CHECK_FALSE(scans_a_table(plan));
}

TEST_CASE("both directions are one statement of two look-ups") {
  const std::string plan = Planner().plan(sql::relations_both_sql);
  CHECK_THAT(plan, Contains("PRIMARY KEY (home=? AND kind=?)"));
  CHECK_THAT(plan, Contains("spell_by_subject (subject=? AND kind=?)"));
  CHECK_FALSE(scans_a_table(plan));
}

TEST_CASE("values are read where their entity's rows lie") {
  CHECK_THAT(Planner().plan(sql::values_sql), Contains("PRIMARY KEY (home=? AND kind=?)"));
}

TEST_CASE("literals are read where they lie, or found by their subject or capacity") {
  const Planner planner;
  CHECK_THAT(planner.plan(sql::literals_at_sql),
             Contains("SEARCH l USING PRIMARY KEY (home=? AND kind=?)"));
  CHECK_THAT(planner.plan(sql::literals_at_home_sql), Contains("USING PRIMARY KEY (home=?)"));
  CHECK_THAT(planner.plan(sql::literals_of_subject_sql),
             Contains("SEARCH l USING INDEX literal_by_subject (subject=? AND kind=?)"));
  CHECK_THAT(planner.plan(sql::literals_as_subject_sql),
             Contains("SEARCH l USING INDEX literal_by_subject (subject=?)"));
  CHECK_THAT(planner.plan(sql::literals_in_capacity_sql),
             Contains("SEARCH l USING INDEX literal_by_capacity (capacity_of=?)"));
}

TEST_CASE("a literal is found by its number among the few rows of its run") {
  const std::string plan = Planner().plan(sql::literals_by_id_sql);
  CHECK_THAT(plan, Contains("SEARCH r USING INTEGER PRIMARY KEY (rowid=?)"));
  CHECK_THAT(plan, Contains("SEARCH l USING PRIMARY KEY (home>? AND home<?)"));
  CHECK_FALSE(scans_a_table(plan));
}

TEST_CASE("a name is found through the index of folded names") {
  const std::string plan = Planner().plan(sql::exact_name_sql);
  CHECK_THAT(plan, Contains("SEARCH n USING INDEX name_by_folded (folded=?)"));
  CHECK_THAT(plan, Contains("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)"));
  CHECK_FALSE(scans_a_table(plan));
}

TEST_CASE("names that begin with some letters are read in the order of the index") {
  const std::string plan = Planner().plan(sql::beginning_names_sql);
  CHECK_THAT(plan, Contains("SEARCH n USING INDEX name_by_folded (folded>? AND folded<?)"));
  CHECK_THAT(plan, Contains("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)"));
  CHECK_FALSE(scans_a_table(plan));
  CHECK_THAT(plan, !Contains("TEMP B-TREE"));
}

TEST_CASE("the entities of one kind are read from the index of kinds") {
  const std::string plan = Planner().plan(sql::entities_of_kind_sql);
  CHECK_THAT(plan, Contains("SEARCH entity USING COVERING INDEX entity_by_kind (kind=?)"));
}

TEST_CASE("beginnings and parts of names are short runs along an index") {
  const Planner planner;
  for (const char* text : {sql::names_between_sql, sql::next_name_sql}) {
    CHECK_THAT(planner.plan(text), Contains("INDEX name_by_folded (folded>"));
    CHECK_FALSE(scans_a_table(planner.plan(text)));
  }
  for (const char* text : {sql::with_part_sql, sql::next_part_sql}) {
    CHECK_THAT(planner.plan(text), Contains("SEARCH n USING PRIMARY KEY (part>"));
    CHECK_FALSE(scans_a_table(planner.plan(text)));
  }
  CHECK_THAT(planner.plan(sql::names_of_sql), Contains("SEARCH n USING INDEX name_by_entity"));
}

TEST_CASE("statements for a day of knowledge are found from both ends, by leaver and by claim") {
  const Planner planner;
  const std::string touching = planner.plan(sql::touching_sql);
  CHECK_THAT(touching, Contains("statement_by_subject (subject=?)"));
  CHECK_THAT(touching, Contains("statement_by_object (object=?)"));
  CHECK_THAT(touching, Contains("statement_by_capacity (capacity_of=?)"));
  CHECK_FALSE(scans_a_table(touching));
  const std::string neighbours = planner.plan(sql::neighbours_sql);
  CHECK_THAT(neighbours, Contains("statement_by_subject (subject=?)"));
  CHECK_THAT(neighbours, Contains("statement_by_object (object=?)"));
  CHECK_FALSE(scans_a_table(neighbours));
  for (const char* text : {sql::leaving_sql, sql::left_sql, sql::posts_in_sql})
    CHECK_THAT(planner.plan(text), Contains("statement_by_subject (subject=?)"));
  CHECK_THAT(planner.plan(sql::rivalling_sql), Contains("statement_by_claim (claim=?)"));
}

TEST_CASE(
    "what begins or ends between two days is found in an index, exact and imprecise days apart") {
  const std::string plan = Planner().plan(sql::turning_sql);
  for (const char* index : {"spell_begins (from_earliest>? AND from_earliest<?)",
                            "spell_begins_within (from_earliest<?)",
                            "spell_ends (until_earliest>? AND until_earliest<?)",
                            "spell_ends_within (until_earliest<?)"}) {
    CHECK_THAT(plan, Contains("SEARCH spell USING COVERING INDEX " + std::string(index)));
  }
  CHECK_THAT(plan, !Contains("SCAN spell"));
  CHECK_THAT(plan, Contains("SCAN literal"));  // these have no index of days: docs/store.md
}

TEST_CASE("the documented view of overseers reads only one organization's rows") {
  const std::string plan =
      Planner().plan("SELECT person FROM overseer WHERE organization_key = 'unit-1'");
  CHECK_THAT(plan, Contains("SEARCH spell USING PRIMARY KEY (home=? AND kind=?)"));
  CHECK_THAT(plan, Contains("SEARCH literal USING PRIMARY KEY (home=? AND kind=?)"));
  CHECK_FALSE(scans_a_table(plan));
}

TEST_CASE("the documented views of places and names read only one entity's rows") {
  const Planner planner;
  for (const char* text : {"SELECT parent FROM placement WHERE organization_key = 'unit-1'",
                           "SELECT name FROM called WHERE key = 'unit-1'"}) {
    INFO(text << "\n" << planner.plan(text));
    CHECK_FALSE(scans_a_table(planner.plan(text)));
  }
}

TEST_CASE("the events of a stretch are found by their dates, exact and imprecise ones apart") {
  const std::string plan = Planner().plan(sql::events_within_sql);
  CHECK_THAT(plan, Contains("event_effective (effective_earliest>? AND effective_earliest<?)"));
  CHECK_THAT(plan, Contains("event_effective_within (effective_earliest<?)"));
  CHECK_THAT(plan, Contains("event_announced (announced_earliest>? AND announced_earliest<?)"));
  CHECK_THAT(plan, Contains("event_announced_within (announced_earliest<?)"));
}

TEST_CASE("the events of some entities, their changes and what these say are found by id") {
  const Planner planner;
  for (const char* text : {sql::events_of_sql, sql::told_sql, sql::said_sql, sql::linked_events_sql,
                           sql::plain_of_sql, sql::set_aside_sql}) {
    const std::string plan = planner.plan(text);
    INFO(text << "\n" << plan);
    CHECK_FALSE(scans_a_table(plan));
    CHECK(plan.find("SCAN event") == std::string::npos);
    CHECK(plan.find("SCAN change") == std::string::npos);
  }
}

TEST_CASE("what began or ended without an event is found by its dates") {
  const std::string plan = Planner().plan(sql::plain_within_sql);
  for (const char* index : {"statement_plain_from ", "statement_plain_from_within ",
                            "statement_plain_until ", "statement_plain_until_within "}) {
    CHECK_THAT(plan, Contains(index));
  }
  CHECK_FALSE(scans_a_table(plan));
}

TEST_CASE("plans, and what is not settled by a day, are found without reading all events") {
  const std::string plan = Planner().plan(sql::events_not_settled_sql);
  CHECK_THAT(plan, Contains("event_promised"));
  CHECK_THAT(plan, Contains("event_taken_back"));
  CHECK_THAT(plan, Contains("event_effective "));
}
