// Several files in one text, and judgements.
#include <catch2/catch.hpp>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

namespace {

// Two files that were recorded apart, and what may be odd between them.
std::string together(const std::string& first, const std::string& second) {
  return "{reorg: 1, files: [{file: a, " + first + "}, {file: b, " + second + "}]}";
}

}  // namespace

TEST_CASE("each file in a text keeps its name") {
  const Batch batch = read_text(together("entities: {acme: {kind: company, name: Acme}}",
                                         "changes: [{date: 2019, dissolve: acme}]"));
  CHECK(batch.files == Lines{"a", "b"});
  REQUIRE(batch.changes.size() == 1);
  CHECK(batch.changes[0].place.file == "b");
}

TEST_CASE("files that were recorded together are not held against each other") {
  const std::string company =
      "entities: {acme: {kind: company, name: Acme, identifiers: {lei: X}}}, "
      "changes: [{date: 2018, id: begun, found: acme}]";
  const std::string unit =
      "entities: {acme: {kind: unit, name: Other}, tools: {kind: unit, identifiers: {lei: X}}}, "
      "changes: [{date: 2019, id: begun, found: acme}]";
  CHECK(problems_of(together(company, unit)).empty());
  CHECK(problems_of(together(company, "entities: {acme: {kind: person, name: Acme}}")).size() == 1);
}

TEST_CASE("what contradicts itself within one of several files is still refused") {
  const std::string twice =
      "entities: {acme: {kind: company, name: Acme}}, changes: "
      "[{date: 2018, id: x, found: acme}, {date: 2019, id: x, dissolve: acme}]";
  CHECK(problems_of(together(twice, "entities: {}")).size() == 1);
}

TEST_CASE("a judgement names the key that is kept first, and holds its own source") {
  const Batch batch = read_text(
      "{reorg: 1, judgements: [{same: [acme, acme-inc], source: {title: The register}, note: one "
      "address},"
      " {different: [acme, tools]}]}");
  REQUIRE(batch.judgements.size() == 2);
  CHECK(batch.judgements[0].verdict == Verdict::same);
  CHECK(batch.judgements[0].kept == "acme");
  CHECK(batch.judgements[0].other == "acme-inc");
  CHECK(batch.judgements[0].source->title == "The register");
  CHECK(batch.judgements[0].note == "one address");
  CHECK(batch.judgements[1].verdict == Verdict::different);
  CHECK(batch.sources.empty());
}
