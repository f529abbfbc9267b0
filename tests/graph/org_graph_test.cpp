#include "core/graph/org_graph.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "tests/graph/drawn_spells.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

std::vector<EntityId> others(const OrgGraph& g, std::span<const Slot> row) {
  std::vector<EntityId> found;
  for (const Slot& s : row) found.push_back(g.entity_of(s.other));
  return found;
}

}  // namespace

TEST_CASE("an empty graph has neither vertices nor edges", "[graph]") {
  const OrgGraphArrays arrays = OrgGraphArrays::build({});
  CHECK(arrays.graph().vertex_count() == 0);
  CHECK(arrays.graph().edge_count() == 0);
  CHECK(arrays.graph().vertex_of(id(1)) == no_vertex);
}

TEST_CASE("vertices are the entities of all relations and the extra ones, by id", "[graph]") {
  const std::vector<Spell> spells{part_of(9, 4), part_of(4, 2)};
  const EntityId extra[] = {id(7), id(4)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells, extra);
  const OrgGraph& g = arrays.graph();
  std::vector<EntityId> all;
  for (Vertex v = 0; v < g.vertex_count(); ++v) all.push_back(g.entity_of(v));
  REQUIRE(all == std::vector{id(2), id(4), id(7), id(9)});
  for (Vertex v = 0; v < g.vertex_count(); ++v) CHECK(g.vertex_of(g.entity_of(v)) == v);
  for (const unsigned n : {0U, 1U, 3U, 8U, 10U}) CHECK(g.vertex_of(id(n)) == no_vertex);
}

TEST_CASE("a relation stands in the rows of both its ends, and of its kind alone", "[graph]") {
  const std::vector<Spell> spells{part_of(3, 1), oversees(5, 3), part_of(4, 1), part_of(3, 2)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OrgGraph& g = arrays.graph();
  const auto out = [&](StatementKind k, unsigned n) {
    return others(g, g.out(k)[g.vertex_of(id(n))]);
  };
  const auto in = [&](StatementKind k, unsigned n) {
    return others(g, g.in(k)[g.vertex_of(id(n))]);
  };
  CHECK(out(StatementKind::part_of, 3) == std::vector{id(1), id(2)});
  CHECK(in(StatementKind::part_of, 1) == std::vector{id(3), id(4)});
  CHECK(in(StatementKind::oversees, 3) == std::vector{id(5)});
  CHECK(out(StatementKind::oversees, 3).empty());
  CHECK(in(StatementKind::owns, 3).empty());
}

TEST_CASE("a kind without relations takes no space", "[graph]") {
  const std::vector<Spell> spells{part_of(3, 1)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  CHECK(arrays.graph().out(StatementKind::owns).places.empty());
  CHECK(arrays.graph().out(StatementKind::part_of).places.size() == 3);
}

TEST_CASE("an edge knows its spell, its days and its marks", "[graph]") {
  const std::vector<Spell> spells{
      part_of(3, 1).days(1, 2),
      part_of(3, 2).from_days(3, 4).maybe_until(5, 6).dotted_line().standing_as(
          Standing::disputed)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OrgGraph& g = arrays.graph();
  const Slot& s = g.out(StatementKind::part_of)[g.vertex_of(id(3))][1];
  CHECK(s.id == 1);
  const EdgeDays days = g.days(s);
  CHECK(days.from_earliest == Day{3});
  CHECK(days.from_latest == Day{4});
  CHECK(days.until_earliest == Day{5});
  CHECK(days.until_latest == Day{6});
  CHECK(s.is(EdgeMark::dotted));
  CHECK(s.is(EdgeMark::disputed));
}

TEST_CASE("what can hold on no day is no edge, and edge ids stay those of the list", "[graph]") {
  Spell undated = part_of(1, 2);
  undated.undated = true;
  const std::vector<Spell> spells{drawn(StatementKind::name, 1, 0), undated,
                                  part_of(1, 2).standing_as(Standing::outranked), part_of(3, 2)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OrgGraph& g = arrays.graph();
  CHECK(g.edge_count() == 1);
  CHECK(g.vertex_of(id(1)) == no_vertex);
  CHECK(g.out(StatementKind::part_of)[g.vertex_of(id(3))][0].id == 3);
}

TEST_CASE("nobody is a vertex when a spell names nobody", "[graph]") {
  const std::vector<Spell> spells{drawn(StatementKind::holds, 0, 4)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OrgGraph& g = arrays.graph();
  CHECK(others(g, g.in(StatementKind::holds)[g.vertex_of(id(4))]) == std::vector{EntityId::none});
}

TEST_CASE("a graph is good after its arrays have moved", "[graph]") {
  const std::vector<Spell> spells{part_of(3, 1)};
  OrgGraphArrays first = OrgGraphArrays::build(spells);
  const OrgGraph g = first.graph();
  const OrgGraphArrays second = std::move(first);
  CHECK(others(g, g.out(StatementKind::part_of)[g.vertex_of(id(3))]) == std::vector{id(1)});
  CHECK(second.graph().edge_count() == 1);
}

TEST_CASE("law: rows hold exactly the relations, by their numbers, in both directions", "[graph]") {
  rc::prop("against a loop over the spells", [] {
    const std::vector<Spell> spells = any_spells(6, {StatementKind::part_of, StatementKind::holds,
                                                     StatementKind::owns, StatementKind::name});
    const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
    const OrgGraph& g = arrays.graph();
    using Row = std::vector<std::uint32_t>;
    for (std::size_t k = 0; k < relation_kinds; ++k) {
      const auto kind = static_cast<StatementKind>(k);
      for (Vertex v = 0; v < g.vertex_count(); ++v) {
        Row out, in, found_out, found_in;
        for (std::uint32_t i = 0; i < spells.size(); ++i) {
          const Spell& s = spells[i];
          if (s.kind != kind || s.undated || s.standing == Standing::outranked) continue;
          if (s.subject == g.entity_of(v)) out.push_back(i);
          if (s.object == g.entity_of(v)) in.push_back(i);
        }
        const auto by_number = [&](std::uint32_t i) { return std::pair(spells[i].id, i); };
        std::ranges::sort(out, {}, by_number);
        std::ranges::sort(in, {}, by_number);
        for (const Slot& s : g.out(kind)[v]) found_out.push_back(s.id);
        for (const Slot& s : g.in(kind)[v]) found_in.push_back(s.id);
        RC_ASSERT(found_out == out);
        RC_ASSERT(found_in == in);
      }
    }
  });
}
