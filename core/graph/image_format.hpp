// The graph image as bytes: docs/image.md says the same in words. Every number is little-endian,
// every section begins at a multiple of 64 bytes, every record is a plain struct read in place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "core/graph/org_graph.hpp"

namespace reorg::image {

inline constexpr std::array<char, 8> magic{'r', 'e', 'o', 'r', 'g', 'i', 'm', 'g'};
inline constexpr std::uint32_t byte_order = 0x01020304;
inline constexpr std::uint32_t format_version = 4;
inline constexpr std::size_t alignment = 64;
inline constexpr std::size_t most_table_blocks = 800;  // of checksums: 52 GB of file

// In the order in which they stand in the file. Rows of a kind that no edge has are empty.
enum class Part : std::uint32_t {
  texts,       // every text and every blob: its length (LEB128), then its bytes
  vertices,    // VertexRecord with the places of its rows; and one more, which closes
  odd,         // OddRecord
  qualifiers,  // Qualifier
  edges,       // EdgeRecord, by edge id: kinds in order, in each kind its out rows
  values,      // ValueRecord, by vertex
  asides,      // AsideRecord: relations that hold on no day, and so are no edges
  asides_out,  // AsideRow, sorted: by subject
  asides_in,   // AsideRow, sorted: by object
  begin_days,  // DayRecord, sorted; the last one is the end
  begins,      // spell numbers, by the one day on which they begin
  begin_odd,   // StretchRecord, sorted by `latest`: whose beginning is not one day
  end_days,
  ends,
  end_odd,
  sources,                            // SourceRecord, ascending
  names,                              // NameCell: a hash table
  slots,                              // and on: out slots and in slots of each relation kind
  days = slots + 2 * relation_kinds,  // EdgeDays: of the slots that lack them
};
inline constexpr std::size_t part_count = static_cast<std::size_t>(Part::days) + 1;

struct Section {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

// The first 4,096 bytes; what follows `header_checksum` is zero.
struct Header {
  std::array<char, 8> magic{};
  std::uint32_t byte_order = 0;
  std::uint32_t format_version = 0;
  std::uint64_t identity = 0;
  std::uint64_t stamp = 0;
  std::int32_t revision = 0;
  std::int32_t last_known = 0;
  std::uint64_t glance_where = 0;  // ImageStamp
  std::uint64_t glance_print = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t vertices = 0;
  std::uint64_t edges = 0;
  std::uint64_t edges_told_elsewhere = 0;  // whose slot lacks their days or their qualifier
  std::uint64_t values = 0;
  std::uint64_t name_cells = 0;        // without those behind them all
  std::uint64_t checksums_offset = 0;  // the table: of each block before it, behind all sections
  std::uint64_t checksums_bytes = 0;
  std::array<Section, part_count> sections{};
  std::array<std::uint32_t, most_table_blocks> table_checksums{};  // of each block of the table
  std::uint64_t header_checksum = 0;                               // of all before it
};
inline constexpr std::size_t header_bytes = 4096;  // and the first block begins here
static_assert(sizeof(Header) <= header_bytes && std::has_unique_object_representations_v<Header>);

// A place in `texts`. 0 is the empty text.
using TextRef = std::uint32_t;

// What a question asks of an entity stands in one place: who it is, and where the rest begins. Its
// row of values goes on to where that of the next vertex begins; so do those of slots, whose places
// follow the record: out row and in row (std::uint32_t) of each kind that has edges.
struct VertexRecord {
  EntityId entity = EntityId::none;  // ascending; none: vertex 0, and the closing record
  std::uint32_t values = 0;
  TextRef key = 0;
  std::uint32_t more =
      0;  // EntityKind in two bits, Beside; above them 0, or 1 + the index in `odd`
};
constexpr std::size_t vertex_words(std::size_t kinds_with_edges) {
  return sizeof(VertexRecord) / sizeof(std::uint32_t) + 2 * kinds_with_edges;
}
// What the database knows of an entity beside what stands here (Image::Beside).
inline constexpr std::uint32_t beside_changes = 4, beside_names = 8;
inline constexpr unsigned odd_shift = 4;

// An entity with another number of seats than one, or a description.
struct OddRecord {
  std::uint32_t seats = 1;
  TextRef description = 0;
};

// What many Literals have in common.
struct Qualifier {
  TextRef aspect = 0;
  TextRef role = 0;
  TextRef value = 0;  // of relations; values have their own
  EntityId capacity_of = EntityId::none;
  std::uint16_t kind = 0;   // StatementKind
  std::uint16_t flags = 0;  // of Flag
  friend bool operator==(const Qualifier&, const Qualifier&) = default;
};
enum Flag : std::uint16_t {
  acting = 1,
  dotted = 2,
  known_assumed = 4,
  always = 8,
  ended_unknown = 16,
  told_last = 32,
};

// The days of a Literal's spell, as spell_of() has them (core/timeline/literal.cpp).
constexpr EdgeDays days_of(Day from, Day until, std::uint16_t flags) {
  EdgeDays days{from, from, until, until};
  if (from == before_all && (flags & always) == 0) days.from_latest = until - 1;
  if ((flags & ended_unknown) != 0) {
    days.until_earliest = from + 1;
    days.until_latest = after_all;
  }
  return days;
}

// Instead of a qualifier: the spell is no Literal and stands whole in `texts`, as a blob.
inline constexpr std::uint32_t whole = 0xffffffff;

// What an edge is besides its ends and its days.
struct EdgeRecord {
  std::uint32_t id = 0;         // Literal::id, or Spell::id
  std::int32_t known = 0;       // day
  std::uint32_t source = 0;     // SourceId; of a whole spell its TextRef
  std::uint32_t qualifier = 0;  // index, or `whole`
};
struct ValueRecord {
  std::uint32_t id = 0;
  std::int32_t known = 0;
  std::uint32_t source = 0;
  std::uint32_t qualifier = 0;
  std::int32_t from = 0;   // as in Literal; of a whole spell from.earliest
  std::int32_t until = 0;  // as in Literal; of a whole spell until.latest
  TextRef value = 0;
};
struct AsideRecord {
  TextRef blob = 0;
  Vertex turns = 0;  // whom it is about: the subject, or without one the object
};
struct AsideRow {
  Vertex vertex = 0;
  std::uint32_t kind = 0;
  std::uint32_t aside = 0;  // index
};

// Spells are numbered: edges by their ids, then values, then asides.
struct DayRecord {
  std::int32_t day = 0;
  std::uint32_t first = 0;  // index in `begins` or `ends`
};
struct StretchRecord {
  std::int32_t earliest = 0;
  std::int32_t latest = 0;
  std::uint32_t spell = 0;
};

struct SourceRecord {
  std::uint32_t id = 0;
  TextRef blob = 0;
};

// One text under which one entity is looked up. Cells are filled by linear probing, in the order of
// the prints: a print's first cell is its share of `name_cells`, and what finds that taken goes
// into the next that is empty, if need be behind them all. So the cells of one print stand
// together, and an empty cell or a larger print ends the search. Nine of ten are full.
struct NameCell {
  std::uint32_t print = 0;  // the upper half of the text's hash
  Vertex vertex = 0;        // nobody: empty
};
constexpr std::size_t first_cell(std::uint32_t print, std::size_t name_cells) {
  return (print * name_cells) >> 32U;
}

static_assert(sizeof(VertexRecord) == 16 && sizeof(EdgeDays) == 16 && sizeof(OddRecord) == 8 &&
              sizeof(Qualifier) == 20 && sizeof(EdgeRecord) == 16 && sizeof(ValueRecord) == 28 &&
              sizeof(AsideRecord) == 8 && sizeof(AsideRow) == 12 && sizeof(DayRecord) == 8 &&
              sizeof(StretchRecord) == 12 && sizeof(SourceRecord) == 8 && sizeof(NameCell) == 8);

constexpr std::size_t number(Part p) { return static_cast<std::size_t>(p); }
constexpr std::size_t slots_part(std::size_t kind, bool out) {
  return number(Part::slots) + 2 * kind + (out ? 0 : 1);
}

}  // namespace reorg::image
