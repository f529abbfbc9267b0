// All relations as one graph of flat arrays, built once and then only read.
//
// A vertex is an entity. An edge is one relation spell, subject → object, with the days between
// which it holds; an edge's id is the spell's index in the list that the graph was built from,
// where everything else about it stands (role, sources, dates as written). A day never changes the
// graph: it is a filter over it (as_of_view.hpp).
//
//   const OrgGraphArrays arrays = OrgGraphArrays::build(spells);
//   const OrgGraph& g = arrays.graph();
//   for (const Slot& s : g.out(StatementKind::part_of)[g.vertex_of(csig)]) …  // parents, ever
//
// Each kind of relation has its own rows, in both directions, with the days inside the slot: "who
// oversees" reads one row of one kind and nothing else. (Measured on a million entities: days in
// columns by edge id cost twice the time, one row set for all kinds half as much again.)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/graph/block_guard.hpp"
#include "core/graph/slot.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

inline constexpr std::size_t relation_kinds = 7;
static_assert(relation_kinds == static_cast<std::size_t>(StatementKind::owns) + 1);

// Every step-th item of an array, such as one member of its records.
template <class T>
struct Column {
  const T* first = nullptr;
  std::size_t step = 1;  // in items
  std::size_t count = 0;

  std::size_t size() const { return count; }
  bool empty() const { return count == 0; }
  const T& operator[](std::size_t i) const { return first[i * step]; }
  static Column of(std::span<const T> items) { return {items.data(), 1, items.size()}; }
};

// One direction of one kind: row v is slots[places[v] … places[v + 1]), by the spells' numbers. A
// kind without relations has no places; all its rows are empty. Rows of a mapped file are checked
// before they are first read.
struct Rows {
  Column<std::uint32_t> places;
  std::span<const Slot> slots;
  const BlockGuard* guard = nullptr;  // of a mapped file

  std::span<const Slot> operator[](Vertex v) const {
    if (places.empty()) return {};
    if (guard != nullptr) guard->need(&places[v], (places.step + 1) * sizeof(std::uint32_t));
    const std::span<const Slot> row = slots.subspan(places[v], places[v + 1] - places[v]);
    if (guard != nullptr) guard->need(row.data(), row.size_bytes());
    return row;
  }

  // Checks all rows from `first` to before `last`, which may then be read from unguarded().
  void need(Vertex first, Vertex last) const {
    if (places.empty() || guard == nullptr) return;
    guard->need(&places[first],
                ((std::size_t{last} - first) * places.step + 1) * sizeof(std::uint32_t));
    guard->need(slots.data() + places[first], (places[last] - places[first]) * sizeof(Slot));
  }
  Rows unguarded() const { return {places, slots, nullptr}; }
};

// Spans over arrays that somebody else owns: OrgGraphArrays, or a mapped file. Copying it is cheap
// and copies no edge. It models Boost.Graph's concepts through org_graph_bgl.hpp.
struct OrgGraph {
  Column<EntityId> entities;  // ascending, each once; the vertex is the index
  std::array<Rows, relation_kinds> out_rows;
  std::array<Rows, relation_kinds> in_rows;
  std::span<const EdgeDays> days_elsewhere;  // of the slots that lack them
  const BlockGuard* guard = nullptr;         // as that of the rows, for entities and days

  // Requires: is_relation(kind).
  const Rows& out(StatementKind kind) const { return out_rows[static_cast<std::size_t>(kind)]; }
  const Rows& in(StatementKind kind) const { return in_rows[static_cast<std::size_t>(kind)]; }

  // Requires: a slot of this graph.
  [[gnu::always_inline]] EdgeDays days(const Slot& s) const {
    if (!s.has_days()) [[unlikely]]
      return days_not_in(s);
    return {s.from(), s.from(), s.until(), s.until()};
  }

  std::size_t vertex_count() const { return entities.size(); }
  std::size_t edge_count() const;

  EntityId entity_of(Vertex v) const {
    if (guard != nullptr) guard->need(&entities[v], sizeof(EntityId));
    return entities[v];
  }
  Vertex vertex_of(EntityId) const;         // no_vertex for an entity that is not here
  EdgeDays days_not_in(const Slot&) const;  // Requires: !has_days
};

// Some out rows of one kind: a piece of a graph, such as one of several threads reads.
struct RowRange {
  StatementKind kind = StatementKind::part_of;
  Vertex first = 0, last = 0;  // without the last
};
// All out rows that there are, by kind and vertex, in pieces of `together` vertices.
std::vector<RowRange> out_row_ranges(const OrgGraph&, std::size_t together = 4096);

// Owns the arrays of a graph on the heap. Moving it leaves every OrgGraph copied from it good.
class OrgGraphArrays {
 public:
  // The relations among these spells, whatever their period. Left out, because they hold on no day:
  // undated and outranked ones; and values. `extra_vertices` are there even without a relation.
  // EntityId::none is a vertex of its own if a spell names nobody: the subject of `holds` when a
  // post is vacant (R12), the object of `part_of` for what is on top. No walk goes through it.
  // Takes time linear in spells and vertices, but for one sort of the vertices.
  static OrgGraphArrays build(std::span<const Spell> relations,
                              std::span<const EntityId> extra_vertices = {});

  const OrgGraph& graph() const { return graph_; }

  ~OrgGraphArrays() = default;
  OrgGraphArrays(OrgGraphArrays&&) = default;
  OrgGraphArrays& operator=(OrgGraphArrays&&) = default;
  OrgGraphArrays(const OrgGraphArrays&) = delete;
  OrgGraphArrays& operator=(const OrgGraphArrays&) = delete;

 private:
  OrgGraphArrays() = default;

  std::vector<EntityId> entities_;
  std::vector<std::uint32_t> places_;  // of all kinds and directions, one after the other
  std::vector<Slot> slots_;
  std::vector<EdgeDays> days_;
  OrgGraph graph_;
};

}  // namespace reorg
