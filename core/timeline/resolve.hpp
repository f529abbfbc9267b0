// From statements to spells, as known on a day: rules R1-R10, R12, R14 and R20.
//
// A pure function of the statements; their order means nothing. What it needs to be right for an
// entity: every statement that touches the entity, and every statement that touches those on the
// other end (they may close its seats and their lifetimes clip its relations).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/timeline/spell.hpp"

namespace reorg {

// Something odd between statements; never stops an import.
struct Finding {
  std::string rule;     // "same-day rivals", "ends twice", "outside lifetime", "changes nothing"
  std::string message;  // without the place
  std::vector<StatementId> statements;
};

struct Resolution {
  std::vector<Spell> spells;  // sorted by kind, subject, object, value, from
  std::vector<Finding> findings;
  std::vector<StatementId> left_out;  // facts known only after K
};

struct ResolveOptions {
  Day known_at = after_all;                // K; after_all: everything recorded
  std::span<const EntityId> many_seats{};  // posts that several may hold at once
};

Resolution resolve(std::span<const Statement>, const ResolveOptions& = {});

}  // namespace reorg
