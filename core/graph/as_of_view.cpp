#include "core/graph/as_of_view.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>

#include "core/graph/org_graph_bgl.hpp"
#include "core/graph/paged_marks.hpp"

namespace reorg {
namespace {

// Keeps the edges that hold as surely as `least` in the days first..last.
struct Held {
  Day first, last;
  Certainty least = Certainty::possible;
  Lines lines = Lines::solid_and_dotted;
  Vertex nobody = no_vertex;  // no way leads through it

  bool operator()(const Edge& e) const {
    if (!e.days().may_touch(first, last)) return false;
    if (lines == Lines::solid && e.at->is(EdgeMark::dotted)) return false;
    if (e.target == nobody || e.source == nobody) return false;
    return least == Certainty::possible || certainty(e) == Certainty::certain;
  }
  // Requires: the edge may hold.
  Certainty certainty(const Edge& e) const {
    const bool sure = !e.at->is(EdgeMark::disputed) && e.days().must_touch(first, last);
    return sure ? Certainty::certain : Certainty::possible;
  }
};

// The one place that says how a view is a filter.
using Live = boost::filtered_graph<OfKind, Held>;

// One step of a walk, in vertices.
struct Found {
  Vertex vertex = no_vertex;
  Vertex from = no_vertex;
  std::uint32_t edge = 0;
  int depth = 0;
  Certainty certainty = Certainty::no;
};

// The queue of a breadth-first walk that knows depths and lets no vertex at the limit lead on. What
// an earlier walk found (sorted by depth) waits in it too, each in its place by depth.
class DepthQueue {
 public:
  DepthQueue(int limit, const std::vector<Found>& earlier) : limit_(limit), earlier_(earlier) {}

  int depth() const { return depth_; }  // of the vertex taken last; -1 before the root

  // What Boost.Graph asks of a queue.
  void push(Vertex v) {
    if (depth_ + 1 < limit_) waiting_.emplace_back(v, depth_ + 1);
  }
  bool empty() const { return at_ == waiting_.size() && !has_earlier(); }
  Vertex top() const {
    return earlier_first() ? earlier_[earlier_at_].vertex : waiting_[at_].first;
  }
  void pop() { depth_ = earlier_first() ? earlier_[earlier_at_++].depth : waiting_[at_++].second; }

 private:
  bool has_earlier() const {
    return earlier_at_ < earlier_.size() && earlier_[earlier_at_].depth < limit_;
  }
  bool earlier_first() const {
    return has_earlier() &&
           (at_ == waiting_.size() || earlier_[earlier_at_].depth <= waiting_[at_].second);
  }

  int limit_;
  const std::vector<Found>& earlier_;
  std::size_t earlier_at_ = 0;
  std::vector<std::pair<Vertex, int>> waiting_;
  std::size_t at_ = 0;
  int depth_ = -1;
};

template <class Graph>
Edge original(const Edge& e, const Graph&) {
  return e;
}
template <class EdgeDescriptor, class Reversed>
Edge original(const EdgeDescriptor& e, const Reversed& g) {
  return get(boost::edge_underlying, g, e);
}

// Writes down the relation by which each vertex was first come to.
struct Recorder : boost::default_bfs_visitor {
  Recorder(std::vector<Found>& to, const DepthQueue& from, Certainty c)
      : found(&to), queue(&from), certainty(c) {}

  template <class EdgeDescriptor, class Graph>
  void tree_edge(const EdgeDescriptor& e, const Graph& g) const {
    found->push_back(
        {target(e, g), source(e, g), original(e, g).at->id, queue->depth() + 1, certainty});
  }

  std::vector<Found>* found;
  const DepthQueue* queue;
  Certainty certainty;
};

enum class Way { down, up };

// One walk along part_of, adding to what an earlier one found and marked.
void walk_on(const Live& live, Way way, Vertex root, int limit, PagedMarks& marks,
             std::vector<Found>& found) {
  const std::vector<Found> earlier = found;
  DepthQueue queue(limit, earlier);
  const Recorder recorder(found, queue, live.m_edge_pred.least);
  if (way == Way::up) {
    boost::breadth_first_visit(live, root, queue, recorder, ColourMap{&marks});
  } else {
    boost::breadth_first_visit(boost::make_reverse_graph(live), root, queue, recorder,
                               ColourMap{&marks});
  }
}

// First along certain relations alone, then along all, so that each is reached by its best way.
std::vector<Found> best_ways(const OfKind& kind, Held held, Way way, Vertex root, int limit) {
  std::vector<Found> found;
  if (root == held.nobody || limit <= 0) return found;
  PagedMarks marks(kind.graph->vertex_count());
  for (const Certainty least : {Certainty::certain, Certainty::possible}) {
    held.least = least;
    walk_on(Live(kind, held), way, root, limit, marks, found);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.depth < b.depth; });
  return found;
}

bool comes_before(const Hit& a, const Hit& b) {
  const auto rank = [](const Hit& h) {
    return std::tuple(h.certainty == Certainty::certain ? 0 : 1, h.spell->from.earliest,
                      h.spell->from.latest, h.spell->id);
  };
  return rank(a) < rank(b);
}

}  // namespace

AsOfView::AsOfView(const OrgGraph& graph, std::span<const Spell> spells, Day day)
    : AsOfView(graph, spells, day, day) {}

AsOfView::AsOfView(const OrgGraph& graph, std::span<const Spell> spells, Day first, Day last)
    : graph_(graph), spells_(spells), first_(first), last_(last) {}

Certainty AsOfView::holds(const Spell& s) const { return holds_within(s, first_, last_); }

std::vector<Hit> AsOfView::out(EntityId subject, StatementKind kind) const {
  return hits(subject, kind, true);
}

std::vector<Hit> AsOfView::in(EntityId object, StatementKind kind) const {
  return hits(object, kind, false);
}

std::vector<Hit> AsOfView::hits(EntityId entity, StatementKind kind, bool out) const {
  std::vector<Hit> found;
  const Vertex v = graph_.vertex_of(entity);
  if (v == no_vertex || !is_relation(kind)) return found;
  const OfKind of_kind{&graph_, kind};
  const Held held{first_, last_};
  const Live live(of_kind, held);
  const auto add = [&](const Edge& e) {
    const EntityId other = graph_.entity_of(out ? e.target : e.source);
    found.push_back({&spells_[e.at->id], other, held.certainty(e)});
  };
  if (out) {
    for (auto [at, end] = out_edges(v, live); at != end; ++at) add(*at);
  } else {
    for (auto [at, end] = in_edges(v, live); at != end; ++at) add(*at);
  }
  std::stable_sort(found.begin(), found.end(), comes_before);
  return found;
}

std::vector<Reached> AsOfView::below(EntityId root, int max_depth, Lines lines) const {
  return along_parts(root, max_depth, lines, false);
}

std::vector<Reached> AsOfView::above(EntityId root, Lines lines) const {
  return along_parts(root, any_depth, lines, true);
}

std::vector<Reached> AsOfView::along_parts(EntityId root, int max_depth, Lines lines,
                                           bool up) const {
  std::vector<Reached> reached;
  const Vertex start = graph_.vertex_of(root);
  if (start == no_vertex) return reached;
  const OfKind part_of{&graph_, StatementKind::part_of};
  const Held held{first_, last_, Certainty::possible, lines, graph_.vertex_of(EntityId::none)};
  for (const Found& f : best_ways(part_of, held, up ? Way::up : Way::down, start, max_depth)) {
    reached.push_back({graph_.entity_of(f.vertex), graph_.entity_of(f.from), &spells_[f.edge],
                       f.depth, f.certainty});
  }
  return reached;
}

}  // namespace reorg
