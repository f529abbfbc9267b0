#include "core/graph/org_graph.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/graph/edge_of_spell.hpp"

namespace reorg {
namespace {

struct OutEdge {
  Vertex subject = no_vertex;  // of a spell that is no edge
  Slot slot;                   // in the subject's row
};

bool is_edge(const Spell& s) {
  return is_relation(s.kind) && !s.undated && s.standing != Standing::outranked;
}

std::vector<EntityId> entities_of(std::span<const Spell> relations,
                                  std::span<const EntityId> extra) {
  std::vector<EntityId> all(extra.begin(), extra.end());
  for (const Spell& s : relations) {
    if (!is_edge(s)) continue;
    all.push_back(s.subject);
    all.push_back(s.object);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Fills the rows of all kinds by counting. Within a row spells stand by their own numbers, so that
// a walk goes the same way wherever they came from.
class RowFiller {
 public:
  // Days that no slot holds are added to `days`.
  RowFiller(std::span<const Spell> relations, const OrgGraph& vertices, std::vector<EdgeDays>& days)
      : spells_(relations), edges_(relations.size()) {
    for (std::uint32_t id = 0; id < relations.size(); ++id) {
      const Spell& s = relations[id];
      if (!is_edge(s)) continue;
      const Vertex object = vertices.vertex_of(s.object);
      auto slot = Slot::of(object, id, edge_days(s), edge_marks(s));
      if (!slot) {
        slot = Slot::elsewhere(object, id, static_cast<std::uint32_t>(days.size()), edge_marks(s));
        days.push_back(edge_days(s));
      }
      edges_[id] = {vertices.vertex_of(s.subject), *slot};
      ++count_[static_cast<std::size_t>(s.kind)];
    }
  }

  std::size_t count(std::size_t kind) const { return count_.at(kind); }
  std::size_t edges() const {
    std::size_t sum = 0;
    for (const std::size_t n : count_) sum += n;
    return sum;
  }

  // Requires: `places` holds a zero per vertex and one more, `slots` as many as the kind has edges.
  void fill(std::size_t kind, bool out, std::span<std::uint32_t> places,
            std::span<Slot> slots) const {
    each(kind, [&](const OutEdge& e) { ++places[row(e, out) + 1]; });
    for (std::size_t v = 1; v < places.size(); ++v) places[v] += places[v - 1];
    std::vector<std::uint32_t> next(places.begin(), places.end());
    each(kind, [&](const OutEdge& e) {
      Slot slot = e.slot;
      slot.other = row(e, !out);
      slots[next[row(e, out)]++] = slot;
    });
    const auto by_number = [&](const Slot& s) { return std::pair(spells_[s.id].id, s.id); };
    for (std::size_t v = 0; v + 1 < places.size(); ++v) {
      const auto its_slots = slots.subspan(places[v], places[v + 1] - places[v]);
      if (its_slots.size() > 1) std::ranges::sort(its_slots, {}, by_number);
    }
  }

 private:
  static Vertex row(const OutEdge& e, bool out) { return out ? e.subject : e.slot.other; }

  template <class Visit>
  void each(std::size_t kind, Visit visit) const {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (edges_[i].subject != no_vertex && static_cast<std::size_t>(spells_[i].kind) == kind)
        visit(edges_[i]);
    }
  }

  std::span<const Spell> spells_;
  std::vector<OutEdge> edges_;  // of each spell
  std::array<std::size_t, relation_kinds> count_{};
};

}  // namespace

std::size_t OrgGraph::edge_count() const {
  std::size_t sum = 0;
  for (const Rows& rows : out_rows) sum += rows.slots.size();
  return sum;
}

EdgeDays OrgGraph::days_not_in(const Slot& s) const {
  const EdgeDays& days = days_elsewhere[s.until_or_place];
  if (guard != nullptr) guard->need(&days, sizeof days);
  return days;
}

Vertex OrgGraph::vertex_of(EntityId id) const {
  if (entities.empty() || id < entity_of(0)) return no_vertex;
  // Where ids have no gaps, the vertex is known without a search.
  const std::size_t guess = number(id) - number(entity_of(0));
  if (guess < entities.size() && entity_of(static_cast<Vertex>(guess)) == id)
    return static_cast<Vertex>(guess);
  std::size_t first = 0, last = entities.size();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (entity_of(static_cast<Vertex>(middle)) < id)
      first = middle + 1;
    else
      last = middle;
  }
  return first < entities.size() && entity_of(static_cast<Vertex>(first)) == id
             ? static_cast<Vertex>(first)
             : no_vertex;
}

std::vector<RowRange> out_row_ranges(const OrgGraph& g, std::size_t together) {
  std::vector<RowRange> ranges;
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    if (g.out_rows[kind].places.empty()) continue;
    for (std::size_t first = 0; first < g.vertex_count(); first += together)
      ranges.push_back({static_cast<StatementKind>(kind), static_cast<Vertex>(first),
                        static_cast<Vertex>(std::min(first + together, g.vertex_count()))});
  }
  return ranges;
}

OrgGraphArrays OrgGraphArrays::build(std::span<const Spell> relations,
                                     std::span<const EntityId> extra_vertices) {
  OrgGraphArrays made;
  made.entities_ = entities_of(relations, extra_vertices);
  made.graph_.entities = Column<EntityId>::of(made.entities_);

  const RowFiller filler(relations, made.graph_, made.days_);
  made.graph_.days_elsewhere = made.days_;
  const std::size_t row_count = made.entities_.size() + 1;
  std::size_t kinds = 0;
  for (std::size_t k = 0; k < relation_kinds; ++k) kinds += filler.count(k) > 0 ? 1U : 0U;
  made.places_.resize(2 * kinds * row_count);
  made.slots_.resize(2 * filler.edges());

  std::span<std::uint32_t> places(made.places_);
  std::span<Slot> slots(made.slots_);
  for (std::size_t k = 0; k < relation_kinds; ++k) {
    const std::size_t edges = filler.count(k);
    if (edges == 0) continue;
    for (const bool out : {true, false}) {
      filler.fill(k, out, places.first(row_count), slots.first(edges));
      Rows& rows = out ? made.graph_.out_rows[k] : made.graph_.in_rows[k];
      rows = {Column<std::uint32_t>::of(places.first(row_count)), slots.first(edges), nullptr};
      places = places.subspan(row_count);
      slots = slots.subspan(edges);
    }
  }
  return made;
}

}  // namespace reorg
