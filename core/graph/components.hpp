// Which vertices hang together, whichever way the edges point.
#pragma once

#include <atomic>
#include <numeric>
#include <vector>

#include "core/graph/org_graph_bgl.hpp"

namespace reorg {

// A union-find forest that threads may grow together. Roots are linked to lower ones only, by
// compare-and-swap, and paths are halved: whatever the order, the root of a tree ends as its lowest
// vertex. (Relaxed atomics: a thread that sees an old parent sees another ancestor, and goes on
// from there. Jayanti and Tarjan, 2016, describe the method.)
class SharedForest {
 public:
  explicit SharedForest(std::size_t vertices) : parents_(vertices) {
    std::iota(parents_.begin(), parents_.end(), Vertex{0});
  }

  void join(Vertex a, Vertex b) {
    for (;;) {
      a = root(a);
      b = root(b);
      if (a == b) return;
      if (a < b) std::swap(a, b);
      Vertex expected = a;
      if (at(a).compare_exchange_weak(expected, b, std::memory_order_relaxed)) return;
    }
  }

  // For each vertex the lowest one of its tree. Requires: no thread joins any more.
  std::vector<Vertex> lowest() && {
    for (Vertex& parent : parents_) parent = parents_[parent];
    return std::move(parents_);
  }

 private:
  std::atomic_ref<Vertex> at(Vertex v) { return std::atomic_ref<Vertex>(parents_[v]); }
  Vertex parent(Vertex v) { return at(v).load(std::memory_order_relaxed); }
  Vertex root(Vertex v) {
    for (;;) {
      const Vertex up = parent(v);
      if (up == v) return v;
      const Vertex above = parent(up);
      if (above != up) at(v).store(above, std::memory_order_relaxed);
      v = above;
    }
  }

  std::vector<Vertex> parents_;
};

// Joins the ends of each edge of an edge list graph: OrgGraph, OfKind, OfRows or a filter over one
// of them. Edges at `nobody` join nothing: two vacant posts have no one in common. `also` is called
// for every edge on the way: reading them all is what takes the time. Threads that each have a
// graph of their own may share the forest.
template <class Graph, class Also>
void join_edges(const Graph& g, Vertex nobody, SharedForest& forest, Also also) {
  const auto [first, last] = edges(g);
  for (auto it = first; it != last; ++it) {
    const Edge e = *it;
    also(e);
    if (e.source != nobody && e.target != nobody) forest.join(e.source, e.target);
  }
}

// For each vertex the lowest vertex of its weak component. (boost's connected_components is wrong
// on directed graphs, and its incremental_components took half as long again.)
template <class Graph>
std::vector<Vertex> weak_components(const Graph& g, Vertex nobody = no_vertex) {
  SharedForest forest(num_vertices(g));
  join_edges(g, nobody, forest, [](const Edge&) {});
  return std::move(forest).lowest();
}

}  // namespace reorg
