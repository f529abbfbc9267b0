// The first step of resolving: which statements count on K, and which seat each of them concerns.
#pragma once

#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/timeline/resolve.hpp"

namespace reorg {

// What can hold one value at a time (R6), or, for what is many-valued, the one fact itself.
struct SeatKey {
  StatementKind kind = StatementKind::note;
  EntityId anchor = EntityId::none;  // whose seat it is
  EntityId other = EntityId::none;
  EntityId third = EntityId::none;
  std::string aspect;
  std::string value;
  bool dotted = false;
  // NOLINTNEXTLINE(readability-implicit-bool-conversion): inside the comparison it defaults to
  friend auto operator<=>(const SeatKey&, const SeatKey&) = default;
};

// Who or what is in the seat. Roles are not part of it: a person goes on in another role.
struct Holder {
  EntityId subject = EntityId::none;
  EntityId object = EntityId::none;
  std::string value;
  friend auto operator<=>(const Holder&, const Holder&) = default;
};

// One dated claim about one seat.
struct Mark {
  const Statement* said = nullptr;
  SeatKey seat;
  Holder holder;
  Effect effect = Effect::period;
  Day earliest = before_all;  // of its date: `from`, or the end when effect is ends
  Day latest = after_all;
  bool whoever = false;  // ends: whatever is in the seat
  bool soft = false;     // ends: only if still open; says nothing of the day before
  Standing standing = Standing::agreed;

  // Where it stands in time. "[..B]" is placed by B: it says nothing of long before.
  Day order() const { return earliest == before_all ? latest : earliest; }
};

// Whether both do the same kind of thing on the same unknown day: then neither comes before the
// other, and they are taken together. Requires: marks of one seat.
bool one_moment(const Mark&, const Mark&);

struct Marks {
  // Sorted by seat, then date; outranked ones after all others of the seat. Those of one moment are
  // sorted by what they say, not by any number, except where that cannot matter.
  std::vector<Mark> marks;
  std::vector<StatementId> left_out;  // facts known only after K
};

Marks marks_known_at(std::span<const Statement>, const ResolveOptions&);

// Whether a seat of this key holds one value at a time.
bool is_one_value(const SeatKey&);

}  // namespace reorg
