// Everybody's place by reporting line: what is stated, and what the structure decides.
#include "core/query/reporting_tree.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: Acme }
  tools: { kind: unit, name: Tools }
  saws:  { kind: unit, name: Saws }
  cfo:   { kind: post, name: chief financial officer, in: acme }
  aide:  { kind: post, name: assistant, in: tools }
  vp:    { kind: post, name: vice president, in: acme }
  ann:   { kind: person, name: Ann Alpha }
  bob:   { kind: person, name: Bob Beta }
  cat:   { kind: person, name: Cat Gamma }
  dan:   { kind: person, name: Dan Delta }
  eve:   { kind: person, name: Eve Epsilon }
)";

// Ann heads Acme, Bob its tools, Cat the saws below these; Dan is Bob's assistant.
std::string with(const std::string& items) {
  return R"(
changes:
  - date: 2010-01-01
    do:
      - { found: tools, in: acme }
      - { found: saws, in: tools }
      - { appoint: ann, over: acme }
      - { appoint: bob, over: tools }
      - { appoint: cat, over: saws }
      - { appoint: dan, to: aide }
)" + items;
}

std::string told(const ToldSource& source, const std::vector<Reporter>& tree) {
  std::string text;
  for (const Reporter& r : tree) {
    text += std::string(static_cast<std::size_t>(r.depth) * 2, ' ') + source.key(r.who) +
            (r.by == LineBy::statement   ? " stated"
             : r.by == LineBy::structure ? " structure"
                                         : "") +
            (r.certainty == Certainty::certain ? "" : " possibly") + (r.vacant ? " vacant" : "") +
            (r.closes_loop ? " loop" : "");
    for (const OtherLine& o : r.others) {
      text += std::string(o.dotted                    ? ", dotted "
                          : o.by == LineBy::structure ? ", or "
                                                      : ", also ") +
              source.key(o.to);
    }
    text += "\n";
  }
  return text;
}

std::string at(const std::string& organization, const std::string& rest,
               const std::string& day = "2011-01-01") {
  const ToldSource source(entities, rest);
  const EntityId ids[] = {source.id(organization)};
  const auto scene = reporting_scene_of(source, ids, ToldSource::on(day));
  return told(source, reporting_tree(*scene, ids[0]));
}

std::string below(const std::string& person, const std::string& rest) {
  const ToldSource source(entities, rest);
  const auto scene =
      reporting_scene_around(source, source.id(person), ToldSource::on("2011-01-01"));
  return told(source, reporting_tree_below(*scene, source.id(person)));
}

std::string above(const std::string& person, const std::string& rest) {
  const ToldSource source(entities, rest);
  const auto scene =
      reporting_scene_around(source, source.id(person), ToldSource::on("2011-01-01"));
  return told(source, reporting_chain(*scene, source.id(person)));
}

}  // namespace

TEST_CASE(
    "where nobody states a line the structure decides: heads below heads, posts below heads") {
  CHECK(at("acme", with("")) ==
        "ann\n"
        "  bob structure\n"
        "    dan structure\n"
        "    cat structure\n");
}

TEST_CASE("a stated solid line goes before the structure, the dotted one is told beside") {
  CHECK(at("acme", with(R"(
      - { report: cat, to: ann, as: saws }
      - { report: cat, to: bob, dotted: true }
)")) == "ann\n"
        "  bob structure\n"
        "    dan structure\n"
        "  cat stated, dotted bob\n");
}

TEST_CASE("of two solid lines that of the higher job decides, the other is told beside") {
  CHECK(at("acme", with(R"(
      - { appoint: eve, to: cfo }
      - { report: eve, to: bob, as: cfo }
      - { appoint: eve, over: saws, alongside: true }
      - { report: eve, to: dan, as: saws }
)")) == "ann\n"
        "  bob structure\n"
        "    eve stated, also dan\n"
        "    dan structure\n"
        "    cat structure\n");
}

TEST_CASE("a unit without a head is passed over on the way up") {
  CHECK(at("acme", R"(
changes:
  - date: 2010-01-01
    do:
      - { found: tools, in: acme }
      - { found: saws, in: tools }
      - { appoint: ann, over: acme }
      - { appoint: cat, over: saws }
      - { appoint: dan, to: aide }
)") == "ann\n"
       "  dan structure\n"
       "  cat structure\n");
}

TEST_CASE("whoever is above a head is also above it here") {
  CHECK(at("acme", with("      - { appoint: eve, over: saws, capacity: above }\n")) ==
        "ann\n"
        "  bob structure\n"
        "    dan structure\n"
        "    eve structure\n"
        "      cat structure\n");
}

TEST_CASE("a charge tells more than a mere post, which may be only a title") {
  CHECK(at("acme", with("      - { appoint: cat, to: vp }\n")) ==
        "ann\n"
        "  bob structure\n"
        "    cat structure\n"
        "    dan structure\n");
}

TEST_CASE("deputies stand below the head, chairs below nobody") {
  CHECK(at("acme", with(R"(
      - { appoint: dan, over: acme, capacity: deputy }
      - { appoint: eve, over: acme, capacity: chair }
)")) == "ann\n"
        "  dan structure\n"
        "  bob structure\n"
        "    cat structure\n"
        "eve\n");
}

TEST_CASE("with two heads above the first is taken and the other is told") {
  CHECK(at("acme", with("      - { appoint: eve, over: tools, alongside: true }\n")) ==
        "ann\n"
        "  bob structure\n"
        "    dan structure, or eve\n"
        "    cat structure, or eve\n"
        "  eve structure\n");
}

TEST_CASE("only those within the organization count, its head has nobody above") {
  CHECK(at("tools", with("")) ==
        "bob\n"
        "  dan structure\n"
        "  cat structure\n");
}

TEST_CASE("a line to somebody outside is told beside") {
  CHECK(at("tools", with("      - { report: cat, to: ann }\n")) ==
        "bob\n"
        "  dan structure\n"
        "  cat structure, also ann\n");
}

TEST_CASE("whoever reports to a member belongs to it, unless it is for a job elsewhere") {
  CHECK(at("tools", with("      - { report: eve, to: dan }\n")) ==
        "bob\n"
        "  dan structure\n"
        "    eve stated\n"
        "  cat structure\n");
  CHECK(at("tools", with(R"(
      - { appoint: eve, to: cfo }
      - { report: eve, to: dan, as: cfo }
)")) == "bob\n"
        "  dan structure\n"
        "  cat structure\n");
}

TEST_CASE(
    "a post that a source says is vacant has its place; one of which nothing is known has not") {
  CHECK(at("acme", with("      - { vacate: cfo }\n")) ==
        "ann\n"
        "  cfo structure vacant\n"
        "  bob structure\n"
        "    dan structure\n"
        "    cat structure\n");
}

TEST_CASE("a line is as certain as its weakest part") {
  CHECK(at("acme", with("  - { date: 2011, leave: bob, from: tools }\n"), "2011-06-01") ==
        "ann\n"
        "  bob structure possibly\n"
        "    dan structure possibly\n"
        "    cat structure possibly\n");
}

TEST_CASE("lines that go round in a circle end, and everybody is told once") {
  CHECK(at("acme", R"(
changes:
  - date: 2010-01-01
    do:
      - { found: tools, in: acme }
      - { found: saws, in: acme }
      - { appoint: bob, over: tools }
      - { appoint: cat, over: saws }
      - { report: bob, to: cat }
      - { report: cat, to: bob }
)") == "bob loop, also cat\n"
       "  cat stated\n");
}

TEST_CASE("around a person: all levels below, and the chain to the top") {
  CHECK(below("bob", with("")) ==
        "bob structure\n"
        "  dan structure\n"
        "  cat structure\n");
  CHECK(above("cat", with("")) ==
        "ann\n"
        "  bob structure\n");
  CHECK(above("ann", with("")).empty());
  CHECK(below("eve", with("")) == "eve\n");
}

TEST_CASE("a line to a post goes to whoever holds it") {
  CHECK(at("acme", with(R"(
      - { appoint: eve, to: cfo }
      - { report: cat, to: cfo }
)")) == "ann\n"
        "  eve structure\n"
        "    cat stated\n"
        "  bob structure\n"
        "    dan structure\n");
}
