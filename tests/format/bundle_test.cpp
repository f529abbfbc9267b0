// What the rows of a bundle mean.
#include <catch2/catch.hpp>

#include "core/format/write_bundle.hpp"
#include "core/timeline/withdrawals.hpp"
#include "tests/format/bundle_files.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

using Lines = std::vector<std::string>;

const std::string somebody = "key,kind,name\nacme,company,Acme\ntools,unit,Tools\nann,person,Ann\n";

// The last statement, for tables whose relations.csv has one row.
Statement told(const std::string& relations, const BundleOptions& options = {}) {
  return batch_of({{"entities", somebody}, {"relations", relations}}, options).statements.back();
}

std::string until(const End& end) {
  return end.kind == EndKind::open ? "open"
         : end.kind == EndKind::unknown
             ? "unknown"
             : end.date.edtf + (end.last.empty() ? "" : " last " + end.last);
}

}  // namespace

TEST_CASE("a row of entities.csv says the same as an entry of a change file") {
  const Batch batch =
      batch_of({{"entities",
                 "key,kind,name,language,organization,seats,description,from,until\n"
                 "acme,company,Acme,,,,,1999-05-04,\n"
                 "boss,post,Boss,,acme,2,,,\n"
                 "ann,person,安,,,,the founder,,\n"}});
  REQUIRE(batch.entities.size() == 3);
  CHECK(batch.entities[1].seats == 2);
  CHECK(batch.entities[2].description == "the founder");
  Lines said;
  for (const Statement& s : batch.statements) {
    said.push_back(std::string(word(s.kind)) + " " + std::string(word(s.effect)) + " " + s.aspect +
                   " " + s.value + " " + std::to_string(number(s.object)));
  }
  CHECK(said == Lines{"legal_form always  company 0", "name always preferred:en Acme 0",
                      "existence period   0", "name always preferred:en Boss 0",
                      "post_in always   1", "name always preferred:zh-Hans 安 0"});
  CHECK(batch.files == Lines{"acme"});
}

TEST_CASE("an empty from is unknown, an empty until open, and both can be told otherwise") {
  const std::string columns = "kind,subject,object,from,until\n";
  CHECK(!told(columns + "part_of,tools,acme,,2018\n").from);
  CHECK(until(told(columns + "part_of,tools,acme,2017,\n").until) == "open");
  CHECK(until(told(columns + "part_of,tools,acme,2017,unknown\n").until) == "unknown");
  BundleOptions unknown;
  unknown.blank_until = BundleOptions::Blank::unknown;
  CHECK(until(told(columns + "part_of,tools,acme,2017,\n", unknown).until) == "unknown");
  CHECK(until(told(columns + "part_of,tools,acme,2017,open\n", unknown).until) == "open");
}

TEST_CASE("a sentinel stands for no end when it is named") {
  BundleOptions options;
  options.no_end = {"9999-12-31"};
  const std::string row = "kind,subject,object,from,until\npart_of,tools,acme,2017,9999-12-31\n";
  CHECK(until(told(row, options).until) == "open");
  CHECK(until(told(row).until) == "9999-12-31");
  const BundleFolder folder({{"entities", somebody}, {"relations", row}});
  Bundle rows(folder.path());
  read_all(rows);
  REQUIRE(rows.warnings().size() == 1);
  CHECK_THAT(rows.warnings().front().message, Catch::Contains("--no-end 9999-12-31"));
}

TEST_CASE("a last day is kept as written, and the row ends on the day after") {
  const std::string last = "kind,subject,object,last\npart_of,tools,acme,";
  CHECK(until(told(last + "2018-12-31\n").until) == "2019-01-01 last 2018-12-31");
  CHECK(until(told(last + "2018-11\n").until) == "[2018-11-02..2018-12-01] last 2018-11");
  CHECK(until(told(last + "2018-11-05?\n").until) == "2018-11-06? last 2018-11-05?");
  CHECK(until(told(last + "[..2018-11-05]\n").until) == "[..2018-11-06] last [..2018-11-05]");
  BundleOptions closed;
  closed.closed_ends = true;
  CHECK(until(told("kind,subject,object,until\npart_of,tools,acme,2018-12-31\n", closed).until) ==
        "2019-01-01 last 2018-12-31");
}

TEST_CASE("each kind has the columns that mean something for it") {
  const Statement head = told("kind,subject,object,role,acting\noversees,ann,acme,CEO,TRUE\n");
  CHECK(head.aspect == "head");
  CHECK(head.role == "CEO");
  CHECK(head.acting);
  const Statement owner =
      told("kind,subject,object,value,capacity,role\nowns,ann,acme,25.50,votes,direct\n");
  CHECK(owner.aspect == "votes");
  CHECK(owner.value == "25.5");
  CHECK(owner.role == "direct");
  CHECK(told("kind,subject,object,value\nclassification,tools,,division\n").value == "division");
  CHECK(told("kind,subject,object\nexistence,tools,\n").kind == StatementKind::existence);
}

TEST_CASE("names and identifiers without any column for dates hold as long as their entity lives") {
  const Batch undated =
      batch_of({{"entities", somebody}, {"names", "entity,name,type\nacme,ACME,alias\n"}});
  CHECK(undated.statements.back().effect == Effect::always);
  CHECK(undated.statements.back().aspect == "alias:en");
  const Batch dated = batch_of(
      {{"entities", somebody}, {"names", "entity,name,type,from\nacme,ACM,acronym,2018\n"}});
  CHECK(dated.statements.back().effect == Effect::period);
  CHECK(dated.statements.back().aspect == "acronym:");
}

TEST_CASE("what a row says is known from what is told first: known, announced, published, begun") {
  const std::string columns = "kind,subject,object,from,known,event,sources\npart_of,tools,acme,";
  const auto known = [&](const std::string& row) {
    const Statement s = batch_of({{"entities", somebody},
                                  {"sources", "key,title,published\ns1,A,2018-06\ns2,B,\n"},
                                  {"events", "key,announced,effective\ne1,2018-03-01,2018-05-01\n"},
                                  {"relations", columns + row + "\n"}})
                            .statements.back();
    return to_string(s.known) + (s.known_assumed ? " assumed" : "");
  };
  CHECK(known("2018-05-01,2018-01-02,e1,s1") == "2018-01-02");
  CHECK(known("2018-05-01,,e1,s1") == "2018-03-01");
  CHECK(known("2018-05-01,,,s1; s2") == "2018-06-30");
  CHECK(known("2018-05-01,,,s2") == "2018-05-01 assumed");
}

TEST_CASE("an event that is withdrawn, and all that it says, is known no longer") {
  const Batch batch =
      batch_of({{"entities", somebody},
                {"events",
                 "key,type,announced,effective,target\nmove,,2018-03-01,2018-05-01,\n"
                 "back,withdrawal,2018-04-01,,move\n"},
                {"event_parts", "event,part,verb,originals,results\nmove,1,move,tools,\n"},
                {"relations",
                 "kind,subject,object,from,effect,event,part\npart_of,tools,acme,2018-05-01,begins,"
                 "move,1\n"}});
  CHECK(to_string(batch.events[0].known_until) == "2018-04-01");
  CHECK(to_string(batch.statements.back().known_until) == "2018-04-01");
  CHECK(batch.statements.back().change == ChangeId{1});
  CHECK(batch.changes.front().originals == std::vector{EntityId{2}});
}

TEST_CASE("withdrawals and what they withdraw are at hand, with their places") {
  const BundleFolder folder({{"entities", somebody},
                             {"events",
                              "key,type,announced,effective,target\nmove,,,2018-01-01,\n"
                              "other,,,2018-01-01,\nback,withdrawal,2018-04-01,,move\n"}});
  Bundle rows(folder.path());
  read_all(rows);
  REQUIRE(rows.withdrawals().size() == 2);
  CHECK(rows.withdrawals()[0].key == "move");
  CHECK(rows.withdrawals()[1].place.line == 4);
  const auto late =
      late_withdrawals(rows.withdrawals(), [](std::string_view) { return std::nullopt; });
  REQUIRE(late.size() == 1);
  CHECK_THAT(late.front().message,
             Catch::Contains("/acme/events.csv:4: 'move' had taken effect on 2018-01-01"));
}

TEST_CASE("judgements stand among the relations") {
  const Batch batch = batch_of(
      {{"entities", somebody},
       {"sources", "key,title\ns1,The register\n"},
       {"relations", "kind,subject,object,sources,note\nsame_as,acme,acme-inc,s1,one address\n"}});
  REQUIRE(batch.judgements.size() == 1);
  CHECK(batch.judgements.front().other == "acme-inc");
  REQUIRE(batch.judgements.front().source);
  CHECK(batch.judgements.front().source->title == "The register");
}

TEST_CASE("a row that stands twice counts once, and is told of") {
  const BundleFolder folder(
      {{"entities", somebody},
       {"relations", "kind,subject,object\npart_of,tools,acme\npart_of,tools,acme\n"}});
  Bundle rows(folder.path());
  CHECK(read_all(rows).statements.size() == 6);
  REQUIRE(rows.warnings().size() == 1);
  CHECK_THAT(rows.warnings().front().message, Catch::Contains("the same row stands above"));
}

TEST_CASE("the digest is that of the bytes and of how they are read") {
  const Tables tables{{"entities", somebody}};
  const BundleFolder one(tables), other(tables),
      longer({{"entities", somebody + "eve,person,Eve\n"}});
  CHECK(Bundle(one.path()).digest() == Bundle(other.path()).digest());
  CHECK(Bundle(one.path()).digest() != Bundle(longer.path()).digest());
  BundleOptions closed;
  closed.closed_ends = true;
  CHECK(Bundle(one.path()).digest() != Bundle(one.path(), closed).digest());
}

TEST_CASE("bytes are counted up to the end") {
  const BundleFolder folder({{"entities", somebody}, {"sources", "key,title\ns1,A\n"}});
  Bundle rows(folder.path());
  CHECK(rows.bytes_read() < rows.bytes());
  read_all(rows);
  CHECK(rows.bytes_read() == rows.bytes());
}

TEST_CASE("texts with semicolons and backslashes are listed so that they can be told apart") {
  const Batch batch =
      batch_of({{"entities", somebody},
                {"relations", "kind,subject,object,refs\npart_of,tools,acme,a\\;b; c\\\\d\n"}});
  CHECK(batch.statements.back().refs == Lines{"a;b", "c\\d"});
}
