// Which vertices hang together, whichever way the edges point.
#pragma once

#include <numeric>
#include <vector>

#include "core/graph/org_graph_bgl.hpp"

namespace reorg {

// For each vertex the lowest vertex of its weak component, over any edge list graph: OrgGraph,
// OfKind or a filter over one of them. Edges at `nobody` join nothing: two vacant posts have no one
// in common. Union by lowest with path halving: boost's connected_components is wrong on directed
// graphs and its incremental_components took half as long again.
// `also` is called for every edge on the way: reading them all is what takes the time.
template <class Graph, class Also>
std::vector<Vertex> weak_components(const Graph& g, Vertex nobody, Also also) {
  std::vector<Vertex> lowest(num_vertices(g));
  std::iota(lowest.begin(), lowest.end(), Vertex{0});
  const auto find = [&](Vertex v) {
    while (lowest[v] != v) v = lowest[v] = lowest[lowest[v]];
    return v;
  };
  const auto [first, last] = edges(g);
  for (auto it = first; it != last; ++it) {
    const Edge e = *it;
    also(e);
    if (e.source == nobody || e.target == nobody) continue;
    const Vertex a = find(e.source);
    const Vertex b = find(e.target);
    (a < b ? lowest[b] : lowest[a]) = a < b ? a : b;
  }
  for (Vertex v = 0; v < lowest.size(); ++v) lowest[v] = find(v);
  return lowest;
}

template <class Graph>
std::vector<Vertex> weak_components(const Graph& g, Vertex nobody = no_vertex) {
  return weak_components(g, nobody, [](const Edge&) {});
}

}  // namespace reorg
