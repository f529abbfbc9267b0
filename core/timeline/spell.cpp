#include "core/timeline/spell.hpp"

#include <algorithm>

namespace reorg {

Certainty holds_within(const Spell& s, Day first, Day last) {
  if (last < first || s.undated || s.standing == Standing::outranked) return Certainty::no;
  const bool may =
      s.from.earliest <= last && first < s.until.latest && s.from.earliest < s.until.latest;
  if (!may) return Certainty::no;
  const bool must = s.from.latest <= last && first < s.until.earliest;
  return must && s.standing == Standing::agreed ? Certainty::certain : Certainty::possible;
}

Certainty holds_on(const Spell& s, Day d) { return holds_within(s, d, d); }

Day beginning(const Bound& from) {
  const bool unknown = from.earliest == before_all || from.kind == EndKind::unknown;
  return unknown ? from.latest : from.earliest;
}

Day beginning(const Spell& s) { return beginning(s.from); }

}  // namespace reorg
