// An edge as a row of the graph holds it, in 16 bytes.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "core/model/day.hpp"

namespace reorg {

using Vertex = std::uint32_t;  // 0 to n-1, in order of entity ids
inline constexpr Vertex no_vertex = std::numeric_limits<Vertex>::max();

// The days of an edge: [from, until), each bound one unknown day among its days.
struct EdgeDays {
  Day from_earliest = before_all, from_latest = before_all;
  Day until_earliest = after_all, until_latest = after_all;

  constexpr bool is_exact() const {
    return from_earliest == from_latest && until_earliest == until_latest;
  }
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

// One edge as its row at either end sees it. A plain record: rows may be mapped from a file. Where
// both bounds are one day, as nearly always, the slot says which; the days of any other stand in a
// list beside (OrgGraph::days knows both).
struct Slot {
  Vertex other = no_vertex;  // the object in an out row, the subject in an in row
  std::uint32_t id = 0;      // of the edge: the spell's index
  // Bits 0–1: EdgeMark. 2: the days stand elsewhere. 3–7: the upper bits of the qualifier.
  // 8–31: the day of the beginning, in two's complement.
  std::uint32_t from_and_marks = 0;
  // Bits 0–7: the lower bits of the qualifier. 8–31: the day of the end. Or where the days stand.
  std::uint32_t until_or_place = 0;

  static constexpr std::uint32_t most_qualifiers = 8191;

  // Nothing if these days do not fit: they must be exact, and no further than 22,000 years from
  // 1970 unless endless. Requires: qualifier <= most_qualifiers.
  static constexpr std::optional<Slot> of(Vertex other, std::uint32_t id, const EdgeDays& days,
                                          unsigned marks, std::uint32_t qualifier = 0) {
    if (!days.is_exact() || !fits(days.from_earliest) || !fits(days.until_earliest))
      return std::nullopt;
    return Slot{other, id, word(days.from_earliest) | (qualifier >> 8U) << 3U | marks,
                word(days.until_earliest) | (qualifier & 0xffU)};
  }
  static constexpr Slot elsewhere(Vertex other, std::uint32_t id, std::uint32_t place,
                                  unsigned marks) {
    return {other, id, days_elsewhere | marks, place};
  }

  constexpr unsigned marks() const { return from_and_marks & 3U; }
  constexpr bool is(EdgeMark m) const { return (from_and_marks & static_cast<unsigned>(m)) != 0; }
  constexpr bool has_days() const { return (from_and_marks & days_elsewhere) == 0; }
  // Requires: has_days.
  constexpr Day from() const { return day(from_and_marks); }
  constexpr Day until() const { return day(until_or_place); }
  // In an image 1 + the number of the edge's qualifier, where it and the days fit; else 0.
  constexpr std::uint32_t qualifier() const {
    return has_days() ? (from_and_marks & 0xf8U) << 5U | (until_or_place & 0xffU) : 0;
  }

 private:
  static constexpr std::uint32_t days_elsewhere = 4;
  static constexpr std::int32_t highest = 0x7fffff, lowest = -highest - 1;  // endless

  static constexpr bool fits(Day d) {
    return d == before_all || d == after_all || (lowest < d.n && d.n < highest);
  }
  static constexpr std::uint32_t word(Day d) {
    const std::int32_t n = d == before_all ? lowest : d == after_all ? highest : d.n;
    return static_cast<std::uint32_t>(n) << 8U;
  }
  static constexpr Day day(std::uint32_t word) {
    const std::int32_t n = static_cast<std::int32_t>(word) >> 8;
    // Without branches: whether an end is open is as good as random to the processor.
    constexpr auto all_but_sign = static_cast<std::int32_t>(~(1U << 31U));
    return Day{(n | (-static_cast<std::int32_t>(n == highest) & all_but_sign)) &
               ~(-static_cast<std::int32_t>(n == lowest) & all_but_sign)};
  }
};
static_assert(sizeof(Slot) == 16);

}  // namespace reorg
