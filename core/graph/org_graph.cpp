#include "core/graph/org_graph.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace reorg {
namespace {

struct Ends {
  Vertex subject = no_vertex;
  Vertex object = no_vertex;
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

Slot slot_of(const Spell& s, std::size_t id, Vertex other) {
  Slot slot;
  slot.other = other;
  slot.id = static_cast<std::uint32_t>(id);
  slot.days = {s.from.earliest, s.from.latest, s.until.earliest, s.until.latest};
  slot.kind = static_cast<std::uint8_t>(s.kind);
  const int dotted = s.dotted ? static_cast<int>(EdgeMark::dotted) : 0;
  const int disputed = s.standing == Standing::disputed ? static_cast<int>(EdgeMark::disputed) : 0;
  slot.marks = static_cast<std::uint8_t>(dotted | disputed);
  return slot;
}

// Fills the rows of all kinds by counting. Within a row spells stand by their own numbers, so that
// a walk goes the same way wherever they came from.
class RowFiller {
 public:
  RowFiller(std::span<const Spell> relations, const OrgGraph& vertices) : spells_(relations) {
    ends_.reserve(relations.size());
    for (const Spell& s : relations) {
      if (!is_edge(s)) {
        ends_.emplace_back();
        continue;
      }
      ends_.push_back({vertices.vertex_of(s.subject), vertices.vertex_of(s.object)});
      ++count_[static_cast<std::size_t>(s.kind)];
    }
  }

  std::size_t count(std::size_t kind) const { return count_.at(kind); }
  std::size_t edges() const {
    std::size_t sum = 0;
    for (const std::size_t n : count_) sum += n;
    return sum;
  }

  // Requires: `offsets` holds a zero per vertex and one more, `slots` as many as the kind has
  // edges.
  void fill(std::size_t kind, bool out, std::span<std::uint32_t> offsets,
            std::span<Slot> slots) const {
    each(kind, [&](std::size_t i) { ++offsets[row(i, out) + 1]; });
    for (std::size_t v = 1; v < offsets.size(); ++v) offsets[v] += offsets[v - 1];
    std::vector<std::uint32_t> next(offsets.begin(), offsets.end());
    each(kind,
         [&](std::size_t i) { slots[next[row(i, out)]++] = slot_of(spells_[i], i, row(i, !out)); });
    const auto by_number = [&](const Slot& s) { return std::pair(spells_[s.id].id, s.id); };
    for (std::size_t v = 0; v + 1 < offsets.size(); ++v) {
      const auto its_slots = slots.subspan(offsets[v], offsets[v + 1] - offsets[v]);
      if (its_slots.size() > 1) std::ranges::sort(its_slots, {}, by_number);
    }
  }

 private:
  Vertex row(std::size_t i, bool out) const { return out ? ends_[i].subject : ends_[i].object; }

  template <class Visit>
  void each(std::size_t kind, Visit visit) const {
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      if (ends_[i].subject != no_vertex && static_cast<std::size_t>(spells_[i].kind) == kind)
        visit(i);
    }
  }

  std::span<const Spell> spells_;
  std::vector<Ends> ends_;  // of each spell; no_vertex for one that is no edge
  std::array<std::size_t, relation_kinds> count_{};
};

}  // namespace

std::size_t OrgGraph::edge_count() const {
  std::size_t sum = 0;
  for (const Rows& rows : out_rows) sum += rows.slots.size();
  return sum;
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
    if (g.out_rows[kind].offsets.empty()) continue;
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
  made.graph_.entities = made.entities_;

  const RowFiller filler(relations, made.graph_);
  const std::size_t row_count = made.entities_.size() + 1;
  std::size_t kinds = 0;
  for (std::size_t k = 0; k < relation_kinds; ++k) kinds += filler.count(k) > 0 ? 1U : 0U;
  made.offsets_.resize(2 * kinds * row_count);
  made.slots_.resize(2 * filler.edges());

  std::span<std::uint32_t> offsets(made.offsets_);
  std::span<Slot> slots(made.slots_);
  for (std::size_t k = 0; k < relation_kinds; ++k) {
    const std::size_t edges = filler.count(k);
    if (edges == 0) continue;
    for (const bool out : {true, false}) {
      filler.fill(k, out, offsets.first(row_count), slots.first(edges));
      Rows& rows = out ? made.graph_.out_rows[k] : made.graph_.in_rows[k];
      rows = {offsets.first(row_count), slots.first(edges), nullptr};
      offsets = offsets.subspan(row_count);
      slots = slots.subspan(edges);
    }
  }
  return made;
}

}  // namespace reorg
