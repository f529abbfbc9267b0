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
#include <limits>
#include <span>
#include <vector>

#include "core/graph/block_guard.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

using Vertex = std::uint32_t;  // 0 to n-1, in order of entity ids
inline constexpr Vertex no_vertex = std::numeric_limits<Vertex>::max();

inline constexpr std::size_t relation_kinds = 7;
static_assert(relation_kinds == static_cast<std::size_t>(StatementKind::owns) + 1);

// The days of an edge: [from, until), each bound one unknown day among its days.
struct EdgeDays {
  Day from_earliest = before_all, from_latest = before_all;
  Day until_earliest = after_all, until_latest = after_all;

  // As holds_within(Spell, …), for spells that are not disputed.
  constexpr bool may_touch(Day first, Day last) const {
    return first <= last && from_earliest <= last && first < until_latest &&
           from_earliest < until_latest;
  }
  constexpr bool must_touch(Day first, Day last) const {
    return may_touch(first, last) && from_latest <= last && first < until_earliest;
  }
};

enum class EdgeMark : std::uint8_t { dotted = 1, disputed = 2 };

// One edge as its row at either end sees it. A plain record: rows may be mapped from a file.
struct Slot {
  Vertex other = no_vertex;  // the object in an out row, the subject in an in row
  std::uint32_t id = 0;      // of the edge: the spell's index
  EdgeDays days;
  std::uint8_t kind = 0;   // StatementKind
  std::uint8_t marks = 0;  // of EdgeMark
  // In an image 1 + the number of the edge's qualifier, where that fits; else 0.
  std::uint16_t qualifier = 0;

  constexpr bool is(EdgeMark m) const { return (marks & static_cast<std::uint8_t>(m)) != 0; }
};
static_assert(sizeof(Slot) == 28);

// One direction of one kind: row v is slots[offsets[v] … offsets[v + 1]), by the spells' numbers. A
// kind without relations has no offsets; all its rows are empty. Rows of a mapped file are checked
// before they are first read.
struct Rows {
  std::span<const std::uint32_t> offsets;
  std::span<const Slot> slots;
  const BlockGuard* guard = nullptr;  // of a mapped file

  std::span<const Slot> operator[](Vertex v) const {
    if (offsets.empty()) return {};
    if (guard != nullptr) guard->need(&offsets[v], 2 * sizeof(std::uint32_t));
    const std::span<const Slot> row = slots.subspan(offsets[v], offsets[v + 1] - offsets[v]);
    if (guard != nullptr) guard->need(row.data(), row.size_bytes());
    return row;
  }

  // Checks all rows from `first` to before `last`, which may then be read from unguarded().
  void need(Vertex first, Vertex last) const {
    if (offsets.empty() || guard == nullptr) return;
    guard->need(&offsets[first], (std::size_t{last} - first + 1) * sizeof(std::uint32_t));
    guard->need(slots.data() + offsets[first], (offsets[last] - offsets[first]) * sizeof(Slot));
  }
  Rows unguarded() const { return {offsets, slots, nullptr}; }
};

// Spans over arrays that somebody else owns: OrgGraphArrays, or a mapped file. Copying it is cheap
// and copies no edge. It models Boost.Graph's concepts through org_graph_bgl.hpp.
struct OrgGraph {
  std::span<const EntityId> entities;  // ascending, each once; the vertex is the index
  std::array<Rows, relation_kinds> out_rows;
  std::array<Rows, relation_kinds> in_rows;
  const BlockGuard* guard = nullptr;  // as that of the rows, for `entities`

  // Requires: is_relation(kind).
  const Rows& out(StatementKind kind) const { return out_rows[static_cast<std::size_t>(kind)]; }
  const Rows& in(StatementKind kind) const { return in_rows[static_cast<std::size_t>(kind)]; }

  std::size_t vertex_count() const { return entities.size(); }
  std::size_t edge_count() const;

  EntityId entity_of(Vertex v) const {
    if (guard != nullptr) guard->need(&entities[v], sizeof(EntityId));
    return entities[v];
  }
  Vertex vertex_of(EntityId) const;  // no_vertex for an entity that is not here
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
  std::vector<std::uint32_t> offsets_;  // of all kinds and directions, one after the other
  std::vector<Slot> slots_;
  OrgGraph graph_;
};

}  // namespace reorg
