// What the graph keeps of a spell in its slots.
#pragma once

#include "core/graph/slot.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

inline EdgeDays edge_days(const Spell& s) {
  return {s.from.earliest, s.from.latest, s.until.earliest, s.until.latest};
}

inline unsigned edge_marks(const Spell& s) {
  const unsigned dotted = s.dotted ? static_cast<unsigned>(EdgeMark::dotted) : 0U;
  const bool is_disputed = s.standing == Standing::disputed;
  const unsigned disputed = is_disputed ? static_cast<unsigned>(EdgeMark::disputed) : 0U;
  return dotted | disputed;
}

}  // namespace reorg
