// The two sides of a difference in the order of time, whichever way it is told.
#pragma once

#include <string>
#include <vector>

#include "core/diff/difference.hpp"

namespace reorg::cli {

inline Way came(const Difference& d) { return d.reversed ? Way::ends : Way::begins; }
inline Way went(const Difference& d) { return d.reversed ? Way::begins : Way::ends; }
inline const std::vector<EntityId>& old_ones(const Difference& d) {
  return d.reversed ? d.after : d.before;
}
inline const std::vector<EntityId>& new_ones(const Difference& d) {
  return d.reversed ? d.before : d.after;
}
inline const std::string& old_text(const Difference& d) {
  return d.reversed ? d.new_text : d.old_text;
}
inline const std::string& new_text(const Difference& d) {
  return d.reversed ? d.old_text : d.new_text;
}

// Its first turn of the kind; null when there is none.
inline const Spell* spell_of(const Difference& d, StatementKind kind, Way way) {
  for (const Turn& t : d.turns) {
    if (t.spell->kind == kind && t.way == way) return t.spell;
  }
  return nullptr;
}

}  // namespace reorg::cli
