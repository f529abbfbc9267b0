// Every mistake in a folder of tables: the place, the column, the value, and the remedy.
#include <catch2/catch.hpp>

#include "tests/format/bundle_files.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

using Lines = std::vector<std::string>;

// acme (company), tools (unit), boss (post) and ann (person), with more tables or others instead.
Tables with(const Tables& more) {
  Tables all{
      {"entities",
       "key,kind,name\nacme,company,Acme\ntools,unit,Tools\nboss,post,Boss\nann,person,Ann\n"}};
  for (const auto& [name, text] : more) all[name] = text;
  return all;
}

std::string relation(const std::string& row,
                     const std::string& columns = "kind,subject,object,from,until") {
  const Lines found = problems_of(with({{"relations", columns + "\n" + row + "\n"}}));
  return found.size() == 1 ? found.front() : std::to_string(found.size()) + " problems";
}

std::string entity(const std::string& rows,
                   const std::string& columns = "key,kind,name,organization,from,until") {
  const Lines found = problems_of({{"entities", columns + "\n" + rows + "\n"}});
  return found.size() == 1 ? found.front() : std::to_string(found.size()) + " problems";
}

}  // namespace

TEST_CASE("a folder that is no whole bundle, or holds a table of another name, is refused") {
  const BundleFolder folder({{"entities", "key,kind\n"}, {"relation", "kind\n"}});
  std::filesystem::remove(folder.path() + "/relations.csv");
  CHECK_THROWS_WITH(Bundle(folder.path()), Catch::Contains("no relations.csv in this folder") &&
                                               Catch::Contains("did you mean 'relations.csv'?"));
  CHECK(is_bundle(folder.path()));
  CHECK(!is_bundle(folder.outside().path().string()));
}

TEST_CASE("the first lines of all tables are looked at together") {
  CHECK(problems_of({{"entities", "key,knd\n"}, {"names", "entity,nam\n"}}).size() == 4);
}

TEST_CASE("a bad row of entities.csv says what is wrong with it") {
  CHECK(entity("acme,company,,,,\nacme,unit,,,,") ==
        "entities.csv:3:1: key: the key 'acme' stands in line 2 already; keep one of the two rows, "
        "or give one another key");
  CHECK(entity("Acme Inc,company,,,,") ==
        "entities.csv:2:1: key: 'Acme Inc' is no key; keys are lower-case letters, digits and "
        "hyphens, such as 'acme-inc'");
  CHECK(entity(",company,Acme,,,") ==
        "entities.csv:2:1: key: empty; write a key: lower-case letters, digits and hyphens");
  CHECK(entity("acme,compny,Acme,,,") ==
        "entities.csv:2:6: kind: 'compny' cannot stand here; write company, unit, organization, "
        "post or person; did you mean 'company'?");
  CHECK(
      entity("acme,company,Acme,acme,,") ==
      "entities.csv:2:19: organization: 'acme': this is for posts, and 'acme' is an organization; "
      "a membership or a parent is a row of relations.csv");
  CHECK(entity("boss,post,Boss,acm,,") ==
        "entities.csv:2:16: organization: unknown entity 'acm'; give it a row in entities.csv");
  CHECK(entity("acme,company,#NAME?,,,") ==
        "entities.csv:2:14: name: '#NAME?' is an error of the spreadsheet; mend the formula, and "
        "save again");
  CHECK(entity("acme,company,Acme,,2018-02-30,") ==
        "entities.csv:2:20: from: 2018-02-30: February 2018 has 28 days");
}

TEST_CASE("dates that a spreadsheet has made its own are recognized") {
  CHECK_THAT(relation("part_of,tools,acme,06/12/2018,"),
             Catch::StartsWith("relations.csv:2:20: from: 06/12/2018: ") &&
                 Catch::Contains("2018-12-06") && Catch::Contains("format YYYY-MM-DD"));
  CHECK(
      relation("part_of,tools,acme,43440,") ==
      "relations.csv:2:20: from: 43440: a number of days, as spreadsheets keep dates (this one is "
      "2018-12-06); give the column the format YYYY-MM-DD and save again");
}

TEST_CASE("a bad row of relations.csv says what is wrong with it") {
  CHECK(
      relation("partof,tools,acme,,") ==
      "relations.csv:2:1: kind: 'partof' cannot stand here; write part_of, oversees, holds, "
      "post_in, reports_to, member_of, owns, classification, existence, legal_form, purpose, note, "
      "leaves, same_as or different_from; did you mean 'part_of'?");
  CHECK(relation("name,tools,,,") ==
        "relations.csv:2:1: kind: 'name' has a table of its own, names.csv; write the row there");
  CHECK(relation("part_of,tool,acme,,") ==
        "relations.csv:2:9: subject: unknown entity 'tool'; give it a row in entities.csv; did you "
        "mean 'tools'?");
  CHECK(
      relation("owns,boss,acme,,") ==
      "relations.csv:2:6: subject: 'owns' takes a person or an organization, and 'boss' is a post, "
      "entities.csv:4");
  CHECK(relation("part_of,tools,,,") == "relations.csv:2:15: object: empty; write the other side");
  CHECK(
      relation("part_of,acme,acme,,") ==
      "relations.csv:2:14: object: 'acme' cannot stand in this relation to itself; name the other "
      "one");
  CHECK(relation("part_of,tools,acme,2018,2017") ==
        "relations.csv:2:25: until: 2018/2017: the period ends before it begins; swap the two "
        "dates?");
  CHECK_THAT(relation("part_of,tools,acme,2018-01-01,2018-01-01"),
             Catch::Contains("the period is empty"));
  CHECK_THAT(relation("owns,ann,acme,101", "kind,subject,object,value"),
             Catch::StartsWith("relations.csv:2:15: value: '101' is more than 100 per cent"));
  CHECK_THAT(relation("oversees,ann,acme,boss", "kind,subject,object,capacity"),
             Catch::Contains("write head, chair, above or deputy"));
  CHECK_THAT(relation("part_of,tools,acme,x", "kind,subject,object,value"),
             Catch::Contains("'x' cannot stand beside the kind 'part_of'"));
  CHECK_THAT(relation("part_of,tools,acme,2018,2018", "kind,subject,object,until,last"),
             Catch::Contains("keep one of the two"));
  CHECK_THAT(relation("part_of,tools,acme,2018-05-02,2018-05-01", "kind,subject,object,from,last"),
             Catch::Contains("the last day lies before the first"));
  CHECK_THAT(relation("part_of,tools,acme,s1", "kind,subject,object,sources"),
             Catch::Contains("sources: unknown source 's1'; give it a row in sources.csv"));
  CHECK_THAT(relation("part_of,tools,acme,e1", "kind,subject,object,event"),
             Catch::Contains("event: unknown event 'e1'; give it a row in events.csv"));
  CHECK_THAT(relation("part_of,tools,acme,perhaps", "kind,subject,object,dotted"),
             Catch::Contains("dotted: 'perhaps' cannot stand here; write true or false"));
  CHECK_THAT(relation("part_of,tools,acme,2018,always", "kind,subject,object,from,effect"),
             Catch::Contains("what holds 'always' has no dates"));
  CHECK_THAT(relation("same_as,tools,tools,,"), Catch::Contains("stands twice"));
}

TEST_CASE("a long number that a spreadsheet has shortened is noticed") {
  CHECK(
      problems_of(with({{"identifiers", "entity,scheme,value\nacme,lei,5.49E+19\n"}})) ==
      Lines{"identifiers.csv:2:10: value: '5.49E+19' is what a spreadsheet makes of a long number; "
            "give the column the format Text and enter it again"});
}

TEST_CASE("one undated identifier on two entities is an error, unless they were judged to be one") {
  const Tables tables = with({{"identifiers", "entity,scheme,value\nacme,lei,1\ntools,lei,1\n"}});
  CHECK_THAT(problems_of(tables).front(),
             Catch::Contains("the identifier lei '1' of 'tools' is that of 'acme' in line 2"));
  Tables judged = tables;
  judged["relations"] = "kind,subject,object\nsame_as,acme,tools\n";
  CHECK(problems_of(judged).empty());
}

TEST_CASE("all that is wrong is told at once, and not what only follows from it") {
  const Lines found = problems_of({{"entities", "key,kind\nacme,company\ntools,unti\n"},
                                   {"sources", "key,title,published\ns1,A,2018-13\n"},
                                   {"relations",
                                    "kind,subject,object,sources\npart_of,tools,acme,\n"
                                    "owns,acme,acme,s1\nholds,acme,acme,\n"}});
  REQUIRE(found.size() == 3);
  CHECK_THAT(found[0], Catch::StartsWith("entities.csv:3:7: kind"));
  CHECK_THAT(found[1], Catch::StartsWith("relations.csv:4:7: subject"));
  CHECK_THAT(found[2], Catch::StartsWith("sources.csv:2:6: published"));
}

TEST_CASE("reading stops after many problems") {
  std::string rows = "key,kind\n";
  for (int n = 0; n < 200; ++n) rows += "k" + std::to_string(n) + ",x\n";
  CHECK(problems_of({{"entities", rows}}).size() == max_bundle_problems + 1);
}

TEST_CASE("rows that are left out take those with them that refer to them") {
  std::vector<SkippedRow> left_out;
  BundleOptions options;
  options.skip = true;
  options.on_skip = [&](const SkippedRow& row) { left_out.push_back(row); };
  const Batch batch =
      batch_of({{"entities", "key,kind\nacme,company\ntools,unti\n"},
                {"relations", "kind,subject,object\npart_of,tools,acme\nowns,acme,acme\n"}},
               options);
  CHECK(batch.entities.size() == 1);
  CHECK(batch.statements.size() == 2);
  REQUIRE(left_out.size() == 2);
  CHECK(left_out[0].column == "kind");
  CHECK(left_out[0].value == "unti");
  CHECK(left_out[0].row == "tools,unti");
  CHECK(left_out[1].problem.message == "subject: 'tools' was left out: entities.csv:3");
}
