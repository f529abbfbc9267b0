// One spell of a person in a place, as an answer tells it: a post held, a charge, a membership, a
// line of reporting.
#pragma once

#include <optional>
#include <tuple>
#include <vector>

#include "core/query/scene.hpp"
#include "core/timeline/overlap.hpp"

namespace reorg {

struct Tenure {
  const Spell* spell = nullptr;
  Bound from, until;                    // the spell's, or narrower
  Certainty certainty = Certainty::no;  // on the scene's day, or within its days
  bool projected = false;               // R10: "as announced"
  Day last_evidence = before_all;       // none of what is only announced
  std::optional<DayCount> days;         // how long it lasted
  std::vector<const Spell*> conflicts;  // rival claims
};

// As it stands on the scene's day. The spell must be one of the scene's.
Tenure tenure_of(const Scene&, const Spell&);

// What to sort by: the order of time; on one day the certain ones come first.
std::tuple<bool, Day, Day, std::uint32_t> time_order(const Tenure&, bool one_day);

// R5: other claims of the same kind and object, disputed or outranked, that touch the scene's days.
std::vector<const Spell*> rivals(const Scene&, const Spell&);

// The organization that a post belongs to while `during` holds: the surest one. None: not known.
EntityId organization_of(const Scene&, EntityId post, const Spell& during);
// The same, on the scene's day or, if it is in none then, at any time.
EntityId organization_of(const Scene&, EntityId post);

}  // namespace reorg
