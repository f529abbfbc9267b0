// OrgGraph as Boost.Graph sees it, so that its algorithms and adaptors run on it unchanged.
//
// Two graphs: `OfKind`, the relations of one kind (what walks use: one row set, tight iterators),
// and `OrgGraph` itself, all kinds chained. Both are directed, allow parallel edges and model
// VertexListGraph, BidirectionalGraph, EdgeListGraph and ReadablePropertyGraph (vertex_index of a
// vertex, edge_days and edge_index of an edge; read-only, hence not PropertyGraph). A test asserts
// it.
//
// And pieces of them, `OfRows`, for threads that share out the edges: an EdgeListGraph.
//
// Costs a second of compile time: for the .cpp files that run algorithms, not for headers.
//
// Traps. filtered_graph and reverse_graph keep references: own the OfKind they wrap. Predicates and
// visitors must be structs that can be assigned, not capturing lambdas. connected_components
// compiles on a directed graph and is silently wrong: use weak_components (components.hpp).
#pragma once

#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>

#include "core/graph/org_graph.hpp"

namespace reorg {

struct OfKind {
  const OrgGraph* graph = nullptr;
  StatementKind kind = StatementKind::part_of;  // Requires: is_relation(kind)
};

// The relations of one kind whose subjects are in a range. All vertices are there.
struct OfRows {
  const OrgGraph* graph = nullptr;
  RowRange rows;
};

// Good as long as the graph's arrays. Edges are equal when they are the same spell.
struct Edge {
  Vertex source = no_vertex;
  Vertex target = no_vertex;
  const Slot* at = nullptr;
  const OrgGraph* graph = nullptr;

  EdgeDays days() const { return graph->days(*at); }

  friend bool operator==(const Edge& a, const Edge& b) {
    return a.at == b.at || (a.at != nullptr && b.at != nullptr && a.at->id == b.at->id);
  }
};

// The edges of one row.
class RowIterator
    : public boost::iterator_facade<RowIterator, Edge, boost::bidirectional_traversal_tag, Edge,
                                    std::ptrdiff_t> {
 public:
  RowIterator() = default;
  RowIterator(const OrgGraph* graph, const Slot* at, Vertex row, bool out)
      : graph_(graph), at_(at), row_(row), out_(out) {}

 private:
  friend class boost::iterator_core_access;
  Edge dereference() const {
    return out_ ? Edge{row_, at_->other, at_, graph_} : Edge{at_->other, row_, at_, graph_};
  }
  bool equal(const RowIterator& other) const { return at_ == other.at_; }
  void increment() { ++at_; }
  void decrement() { --at_; }

  const OrgGraph* graph_ = nullptr;
  const Slot* at_ = nullptr;
  Vertex row_ = no_vertex;
  bool out_ = true;
};

// The edges of a range of rows, kind by kind: of one vertex in every kind, or of every vertex.
class ChainIterator
    : public boost::iterator_facade<ChainIterator, Edge, boost::forward_traversal_tag, Edge,
                                    std::ptrdiff_t> {
 public:
  // Rows from `first` up to `last`, kinds from `kind` up to `last_kind`; begins at the first edge.
  struct Range {
    const OrgGraph* graph = nullptr;
    bool out = true;
    Vertex first = 0, last = 0;
    std::size_t kind = 0, last_kind = 0;
  };

  ChainIterator() = default;
  static ChainIterator begin(const Range& range) {
    ChainIterator it(range);
    it.kind_ = range.kind;
    it.row_ = range.first;
    it.open_row();
    return it;
  }
  static ChainIterator end(const Range& range) {
    ChainIterator it(range);
    it.kind_ = range.last_kind;
    return it;
  }

 private:
  friend class boost::iterator_core_access;
  explicit ChainIterator(const Range& range) : range_(range) {}

  Edge dereference() const {
    return range_.out ? Edge{row_, at_->other, at_, range_.graph}
                      : Edge{at_->other, row_, at_, range_.graph};
  }
  bool equal(const ChainIterator& other) const { return at_ == other.at_ && kind_ == other.kind_; }
  void increment() {
    if (++at_ != row_end_) return;
    ++row_;
    open_row();
  }

  // Most rows of most kinds are empty.
  void pass_empty(const Column<std::uint32_t>& places) {
    const std::uint32_t* at = &places[row_];
    for (; row_ != range_.last && at[0] == at[places.step]; at += places.step) ++row_;
  }

  // Goes to the next row that has an edge, beginning with this one.
  void open_row() {
    for (; kind_ != range_.last_kind; ++kind_, row_ = range_.first) {
      const Rows& rows = range_.out ? range_.graph->out_rows[kind_] : range_.graph->in_rows[kind_];
      if (rows.places.empty()) continue;
      for (; row_ != range_.last; ++row_) {
        if (rows.guard == nullptr) pass_empty(rows.places);
        if (row_ == range_.last) break;
        const std::span<const Slot> row = rows[row_];
        if (row.empty()) continue;
        at_ = row.data();
        row_end_ = at_ + row.size();
        return;
      }
    }
    at_ = row_end_ = nullptr;
  }

  Range range_;
  std::size_t kind_ = 0;
  Vertex row_ = 0;
  const Slot* at_ = nullptr;
  const Slot* row_end_ = nullptr;
};

// Asks for the days of an edge: get(edge_days, g, e).
enum edge_days_t { edge_days };

// Reads its value from the edge itself; needs no graph.
template <class Value, class Read>
struct EdgeMap {
  using key_type = Edge;
  using value_type = Value;
  using reference = Value;
  using category = boost::readable_property_map_tag;
  friend Value get(EdgeMap, const Edge& e) { return Read{}(e); }
};
struct ReadDays {
  EdgeDays operator()(const Edge& e) const { return e.days(); }
};
struct ReadId {
  std::uint32_t operator()(const Edge& e) const { return e.at->id; }
};
using EdgeDaysMap = EdgeMap<EdgeDays, ReadDays>;
using EdgeIndexMap = EdgeMap<std::uint32_t, ReadId>;
using VertexIndexMap = boost::typed_identity_property_map<Vertex>;

struct EveryTraversal : boost::vertex_list_graph_tag,
                        boost::edge_list_graph_tag,
                        boost::bidirectional_graph_tag {};

// What both graphs have in common for Boost.Graph.
template <class IncidenceIterator>
struct GraphTypes {
  using vertex_descriptor = Vertex;
  using edge_descriptor = Edge;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = EveryTraversal;
  using vertex_iterator = boost::counting_iterator<Vertex, boost::random_access_traversal_tag>;
  using out_edge_iterator = IncidenceIterator;
  using in_edge_iterator = IncidenceIterator;
  using edge_iterator = ChainIterator;
  using adjacency_iterator = void;
  using degree_size_type = std::size_t;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return no_vertex; }
};

struct EdgeTraversal : boost::edge_list_graph_tag, boost::vertex_list_graph_tag {};

}  // namespace reorg

template <>
struct boost::graph_traits<reorg::OfRows> : reorg::GraphTypes<reorg::ChainIterator> {
  using traversal_category = reorg::EdgeTraversal;
};
template <>
struct boost::graph_traits<reorg::OrgGraph> : reorg::GraphTypes<reorg::ChainIterator> {};
template <>
struct boost::graph_traits<reorg::OfKind> : reorg::GraphTypes<reorg::RowIterator> {};

namespace reorg {

using VertexIterator = boost::graph_traits<OfKind>::vertex_iterator;

// The whole graph.

inline std::size_t num_vertices(const OrgGraph& g) { return g.vertex_count(); }
inline std::size_t num_edges(const OrgGraph& g) { return g.edge_count(); }
inline std::pair<VertexIterator, VertexIterator> vertices(const OrgGraph& g) {
  return {VertexIterator(0), VertexIterator(static_cast<Vertex>(g.vertex_count()))};
}
inline std::pair<ChainIterator, ChainIterator> chained(const ChainIterator::Range& range) {
  return {ChainIterator::begin(range), ChainIterator::end(range)};
}
inline std::pair<ChainIterator, ChainIterator> edges(const OrgGraph& g) {
  return chained({&g, true, 0, static_cast<Vertex>(g.vertex_count()), 0, relation_kinds});
}
inline std::pair<ChainIterator, ChainIterator> out_edges(Vertex v, const OrgGraph& g) {
  return chained({&g, true, v, v + 1, 0, relation_kinds});
}
inline std::pair<ChainIterator, ChainIterator> in_edges(Vertex v, const OrgGraph& g) {
  return chained({&g, false, v, v + 1, 0, relation_kinds});
}
inline std::size_t out_degree(Vertex v, const OrgGraph& g) {
  std::size_t sum = 0;
  for (const Rows& rows : g.out_rows) sum += rows[v].size();
  return sum;
}
inline std::size_t in_degree(Vertex v, const OrgGraph& g) {
  std::size_t sum = 0;
  for (const Rows& rows : g.in_rows) sum += rows[v].size();
  return sum;
}

// The relations of one kind.

inline std::size_t num_vertices(const OfKind& g) { return g.graph->vertex_count(); }
inline std::size_t num_edges(const OfKind& g) { return g.graph->out(g.kind).slots.size(); }
inline std::pair<VertexIterator, VertexIterator> vertices(const OfKind& g) {
  return vertices(*g.graph);
}
inline std::pair<ChainIterator, ChainIterator> edges(const OfKind& g) {
  const auto kind = static_cast<std::size_t>(g.kind);
  return chained({g.graph, true, 0, static_cast<Vertex>(num_vertices(g)), kind, kind + 1});
}
inline std::pair<RowIterator, RowIterator> row(const OfKind& g, Vertex v, bool out) {
  const std::span<const Slot> slots = out ? g.graph->out(g.kind)[v] : g.graph->in(g.kind)[v];
  return {RowIterator(g.graph, slots.data(), v, out),
          RowIterator(g.graph, slots.data() + slots.size(), v, out)};
}
inline std::pair<RowIterator, RowIterator> out_edges(Vertex v, const OfKind& g) {
  return row(g, v, true);
}
inline std::pair<RowIterator, RowIterator> in_edges(Vertex v, const OfKind& g) {
  return row(g, v, false);
}
inline std::size_t out_degree(Vertex v, const OfKind& g) { return g.graph->out(g.kind)[v].size(); }
inline std::size_t in_degree(Vertex v, const OfKind& g) { return g.graph->in(g.kind)[v].size(); }

// Some rows of it.

inline std::size_t num_vertices(const OfRows& g) { return g.graph->vertex_count(); }
inline std::size_t num_edges(const OfRows& g) {
  const Rows& rows = g.graph->out(g.rows.kind);
  return rows.places.empty() ? 0 : rows.places[g.rows.last] - rows.places[g.rows.first];
}
inline std::pair<VertexIterator, VertexIterator> vertices(const OfRows& g) {
  return vertices(*g.graph);
}
inline std::pair<ChainIterator, ChainIterator> edges(const OfRows& g) {
  const auto kind = static_cast<std::size_t>(g.rows.kind);
  return chained({g.graph, true, g.rows.first, g.rows.last, kind, kind + 1});
}

// All.

template <class Graph>
concept OrgGraphLike = std::is_same_v<Graph, OrgGraph> || std::is_same_v<Graph, OfKind> ||
    std::is_same_v<Graph, OfRows>;

template <OrgGraphLike Graph>
Vertex source(const Edge& e, const Graph&) {
  return e.source;
}
template <OrgGraphLike Graph>
Vertex target(const Edge& e, const Graph&) {
  return e.target;
}
template <OrgGraphLike Graph>
std::size_t degree(Vertex v, const Graph& g) {
  return out_degree(v, g) + in_degree(v, g);
}

template <OrgGraphLike Graph>
VertexIndexMap get(boost::vertex_index_t, const Graph&) {
  return {};
}
template <OrgGraphLike Graph>
EdgeDaysMap get(edge_days_t, const Graph&) {
  return {};
}
template <OrgGraphLike Graph>
EdgeIndexMap get(boost::edge_index_t, const Graph&) {
  return {};
}
template <class Property, OrgGraphLike Graph, class Key>
auto get(Property p, const Graph& g, const Key& key) {
  return get(get(p, g), key);
}

// The kinds of property a map may be asked for.
template <class Property>
struct MapFor;
template <>
struct MapFor<boost::vertex_index_t> {
  using type = VertexIndexMap;
  using const_type = VertexIndexMap;
};
template <>
struct MapFor<edge_days_t> {
  using type = EdgeDaysMap;
  using const_type = EdgeDaysMap;
};
template <>
struct MapFor<boost::edge_index_t> {
  using type = EdgeIndexMap;
  using const_type = EdgeIndexMap;
};

}  // namespace reorg

namespace boost {
template <>
struct property_kind<reorg::edge_days_t> {
  using type = edge_property_tag;
};
template <class Property>
struct property_map<reorg::OrgGraph, Property> : reorg::MapFor<Property> {};
template <class Property>
struct property_map<reorg::OfKind, Property> : reorg::MapFor<Property> {};
}  // namespace boost
