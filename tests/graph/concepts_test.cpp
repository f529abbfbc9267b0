#include <algorithm>
#include <iterator>
#include <set>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/topological_sort.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "core/graph/components.hpp"
#include "core/graph/org_graph_bgl.hpp"
#include "core/graph/paged_marks.hpp"
#include "core/parallel/in_order.hpp"
#include "tests/graph/drawn_spells.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

struct HeldOn {
  Day day;
  bool operator()(const Edge& e) const { return e.days().may_touch(day, day); }
};
using Live = boost::filtered_graph<OfKind, HeldOn>;

// 1 ← 2 ← 4, 1 ← 3, and until day 5 also 3 ← 4; 9 oversees 2.
std::vector<Spell> small_company() {
  return {part_of(2, 1), part_of(3, 1), part_of(4, 2), part_of(4, 3).days(0, 5), oversees(9, 2)};
}

struct Visited : boost::default_bfs_visitor {
  std::set<Vertex>* seen;
  template <class Graph>
  void discover_vertex(Vertex v, const Graph&) const {
    seen->insert(v);
  }
};

template <class Graph>
std::set<EntityId> walked(const Graph& g, const OrgGraph& whole, unsigned root) {
  std::set<Vertex> seen;
  Visited visitor;
  visitor.seen = &seen;
  PagedMarks marks(num_vertices(g));
  boost::queue<Vertex> queue;
  breadth_first_visit(g, whole.vertex_of(id(root)), queue, visitor, ColourMap{&marks});
  std::set<EntityId> entities;
  for (const Vertex v : seen) entities.insert(whole.entity_of(v));
  return entities;
}

template <class Graph>
std::size_t edges_met(const Graph& g) {
  const auto [first, last] = edges(g);
  return static_cast<std::size_t>(std::distance(first, last));
}

// The components again, by spreading the lowest vertex until nothing changes.
std::vector<Vertex> components_by_spreading(const std::vector<Spell>& spells, const OrgGraph& g) {
  std::vector<Vertex> lowest(g.vertex_count());
  for (Vertex v = 0; v < lowest.size(); ++v) lowest[v] = v;
  for (bool changed = true; changed;) {
    changed = false;
    for (const Spell& s : spells) {
      if (s.undated || s.standing == Standing::outranked || !is_relation(s.kind)) continue;
      if (s.subject == EntityId::none || s.object == EntityId::none) continue;
      Vertex& a = lowest[g.vertex_of(s.subject)];
      Vertex& b = lowest[g.vertex_of(s.object)];
      if (a == b) continue;
      a = b = std::min(a, b);
      changed = true;
    }
  }
  return lowest;
}

}  // namespace

TEST_CASE("the whole graph and the relations of one kind model Boost.Graph's concepts", "[graph]") {
  // One per line: each takes its name from its line.
  // clang-format off
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<OrgGraph>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<OrgGraph>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<OrgGraph>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<OrgGraph, Vertex, boost::vertex_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<OrgGraph, Edge, edge_days_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<OrgGraph, Edge, boost::edge_index_t>));
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<OfKind>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<OfKind>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<OfKind>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<OfKind, Vertex, boost::vertex_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<OfKind, Edge, edge_days_t>));
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<OfRows>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<OfRows>));
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Live>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Live>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Live>));
  BOOST_CONCEPT_ASSERT((boost::ReadWritePropertyMapConcept<ColourMap, Vertex>));
  // clang-format on
}

TEST_CASE("Boost's breadth-first walk, filter and reversal run on the graph unchanged", "[graph]") {
  const std::vector<Spell> spells = small_company();
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OrgGraph& g = arrays.graph();
  const OfKind parts{&g, StatementKind::part_of};
  using Ids = std::set<EntityId>;

  CHECK(walked(g, g, 9) == Ids{id(9), id(2), id(1)});
  CHECK(walked(parts, g, 4) == Ids{id(4), id(2), id(3), id(1)});
  CHECK(walked(boost::make_reverse_graph(parts), g, 3) == Ids{id(3), id(4)});

  const Live later(parts, HeldOn{Day{5}});
  CHECK(walked(later, g, 4) == Ids{id(4), id(2), id(1)});
  CHECK(walked(boost::make_reverse_graph(later), g, 3) == Ids{id(3)});
  CHECK(edges_met(g) == 5);
  CHECK(edges_met(parts) == 4);
  CHECK(edges_met(later) == 3);
}

TEST_CASE("Boost sorts a filtered graph by its relations, and finds cycles", "[graph]") {
  const std::vector<Spell> spells = small_company();
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OfKind parts{&arrays.graph(), StatementKind::part_of};
  const Live live(parts, HeldOn{Day{0}});
  std::vector<Vertex> order;
  boost::topological_sort(live, std::back_inserter(order));  // wholes before their parts
  REQUIRE(order.size() == num_vertices(parts));
  const auto place = [&](unsigned n) {
    return std::find(order.begin(), order.end(), arrays.graph().vertex_of(id(n)));
  };
  for (const Spell& s : spells) {
    if (s.kind == StatementKind::part_of) {
      CHECK(place(number(s.object)) < place(number(s.subject)));
    }
  }

  const std::vector<Spell> circle{part_of(1, 2), part_of(2, 1)};
  const OrgGraphArrays round = OrgGraphArrays::build(circle);
  CHECK_THROWS_AS(boost::topological_sort(round.graph(), std::back_inserter(order)),
                  boost::not_a_dag);
}

TEST_CASE("an edge gives its days and its spell as properties", "[graph]") {
  const std::vector<Spell> spells{part_of(2, 1).days(3, 5)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OrgGraph& g = arrays.graph();
  const Edge e = *edges(g).first;
  CHECK(get(edge_days, g, e).from_latest == Day{3});
  CHECK(get(boost::edge_index, g, e) == 0);
  CHECK(get(boost::vertex_index, g, source(e, g)) == g.vertex_of(id(2)));
}

TEST_CASE("law: edge lists, rows and degrees of both graphs agree", "[graph]") {
  rc::prop("on any graph", [] {
    const std::vector<Spell> spells =
        any_spells(6, {StatementKind::part_of, StatementKind::reports_to, StatementKind::owns});
    const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
    const OrgGraph& g = arrays.graph();
    const auto agree = [](const auto& graph) {
      std::multiset<std::uint32_t> listed, out, in;
      for (auto [e, end] = edges(graph); e != end; ++e) listed.insert((*e).at->id);
      for (auto [v, last] = vertices(graph); v != last; ++v) {
        std::size_t degrees = 0;
        for (auto [e, end] = out_edges(*v, graph); e != end; ++e, ++degrees) {
          RC_ASSERT(source(*e, graph) == *v);
          out.insert((*e).at->id);
        }
        for (auto [e, end] = in_edges(*v, graph); e != end; ++e, ++degrees) {
          RC_ASSERT(target(*e, graph) == *v);
          in.insert((*e).at->id);
        }
        RC_ASSERT(degree(*v, graph) == degrees);
      }
      RC_ASSERT(listed == out);
      RC_ASSERT(listed == in);
      RC_ASSERT(listed.size() == num_edges(graph));
    };
    agree(g);
    for (std::size_t k = 0; k < relation_kinds; ++k)
      agree(OfKind{&g, static_cast<StatementKind>(k)});
  });
}

TEST_CASE("law: weak components by union are those found by spreading", "[graph]") {
  rc::prop("on any graph", [] {
    const std::vector<Spell> spells =
        any_spells(12, {StatementKind::part_of, StatementKind::holds, StatementKind::owns});
    const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
    const OrgGraph& g = arrays.graph();
    RC_ASSERT(weak_components(g, g.vertex_of(EntityId::none)) ==
              components_by_spreading(spells, g));
  });
}

TEST_CASE("pieces of the rows have together all edges, in order", "[graph]") {
  rc::prop("on any graph", [] {
    const std::vector<Spell> spells =
        any_spells(12, {StatementKind::part_of, StatementKind::holds, StatementKind::owns});
    const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
    const OrgGraph& g = arrays.graph();
    const auto together = *rc::gen::inRange<std::size_t>(1, 4);
    const auto ids = [](const auto& graph) {
      std::vector<std::uint32_t> found;
      for (auto [e, end] = edges(graph); e != end; ++e) found.push_back((*e).at->id);
      RC_ASSERT(found.size() == num_edges(graph));
      return found;
    };
    std::vector<std::uint32_t> of_pieces;
    SharedForest forest(num_vertices(g));
    for (const RowRange& rows : out_row_ranges(g, together)) {
      RC_ASSERT(rows.last - rows.first <= together);
      const OfRows piece{&g, rows};
      std::ranges::copy(ids(piece), std::back_inserter(of_pieces));
      join_edges(piece, no_vertex, forest, [](const Edge&) {});
    }
    RC_ASSERT(of_pieces == ids(g));
    RC_ASSERT(std::move(forest).lowest() == weak_components(g));
  });
}

TEST_CASE("threads that share a forest make the same of it as one", "[graph]") {
  // A path that winds through all vertices, in steps that keep the threads in each other's way.
  constexpr Vertex count = 20'000;
  for (const Vertex step : {1U, 2U, 7U, 4999U}) {
    SharedForest forest(count);
    in_order<char>(
        64, 4,
        [&](unsigned, std::size_t part, char) {
          for (auto v = static_cast<Vertex>(part); v + step < count; v += 64)
            forest.join(v, v + step);
        },
        [](char) {});
    const std::vector<Vertex> lowest = std::move(forest).lowest();
    for (Vertex v = 0; v < count; ++v) REQUIRE(lowest[v] == v % step);
  }
}

TEST_CASE("weak components of a filter are those of its day", "[graph]") {
  const std::vector<Spell> spells{part_of(2, 1).days(0, 5), part_of(3, 2)};
  const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
  const OfKind parts{&arrays.graph(), StatementKind::part_of};
  CHECK(weak_components(Live(parts, HeldOn{Day{4}})) == std::vector<Vertex>{0, 0, 0});
  CHECK(weak_components(Live(parts, HeldOn{Day{5}})) == std::vector<Vertex>{0, 1, 1});
}
