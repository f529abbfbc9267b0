// Relations held in memory answer as their source does, about whomever the walk reached.
#include "core/walk/held_relations.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using reorg::tests::ToldSource;

namespace {

const char* const entities = R"(
  acme: { kind: company, name: Acme }
  labs: { kind: unit, name: Labs }
  lens: { kind: unit, name: Lens }
  ann:  { kind: person, name: Ann }
)";
const char* const changes = R"(changes:
  - { date: 2010-01-01, found: acme }
  - { date: 2011-01-01, found: labs, in: acme }
  - { date: 2012-01-01, found: lens, in: labs }
  - { date: 2013-01-01, appoint: ann, over: labs, as: head }
)";

HeldRelations held(const ToldSource& source) {
  Walk walk;
  walk.seeds = {source.id("acme")};
  walk.steps = {{.hop = {{}, KindSet(StatementKind::part_of)}, .times = any_number},
                {.hop = {{}, KindSet(StatementKind::oversees)}, .whom = Whom::everyone}};
  return {source, run(walk, source)};
}

std::vector<std::string> said(const ToldSource& source, const std::vector<Spell>& spells) {
  std::vector<std::string> lines;
  for (const Spell& s : spells)
    lines.push_back(source.key(s.subject) + " " + std::string(word(s.kind)) + " " +
                    source.key(s.object) + s.value);
  std::ranges::sort(lines);
  return lines;
}

}  // namespace

TEST_CASE("held relations answer every hop as their source does") {
  const ToldSource source(entities, changes);
  const HeldRelations relations = held(source);
  const KindSet both(StatementKind::part_of, StatementKind::oversees);
  for (const char* key : {"acme", "labs", "lens", "ann"}) {
    const EntityId of[] = {source.id(key)};
    for (const Hop hop : {Hop{both, {}}, Hop{{}, both}, Hop{both, both}})
      CHECK(said(source, relations.relations(of, hop)) == said(source, source.relations(of, hop)));
    const KindSet values(StatementKind::name, StatementKind::existence);
    CHECK(said(source, relations.values(of, values)) == said(source, source.values(of, values)));
    REQUIRE(relations.entities(of).size() == 1);
    CHECK(relations.entities(of)[0].key == key);
  }
}

TEST_CASE("held relations ask their source nothing more about relations") {
  const ToldSource source(entities, changes);
  const HeldRelations relations = held(source);
  source.asked.clear();
  const EntityId of[] = {source.id("acme")};
  CHECK(relations.relations(of, {{}, KindSet(StatementKind::part_of)}).size() == 1);
  CHECK(source.asked.empty());
}
