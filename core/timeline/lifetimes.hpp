// The last step of resolving: a relation lives no longer than what it joins (R20).
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "core/timeline/resolve.hpp"

namespace reorg {

// When an entity existed, as far as is stated: over all its spells of existence; for a post without
// any, as long as its organization.
struct Lifetime {
  Bound from;  // kind unknown: it was only seen
  Bound until;
};

std::unordered_map<EntityId, Lifetime> lifetimes(std::span<const Spell>);

// Clips every spell but existence and notes to the lifetimes of its subject, object and capacity,
// and drops those that lie wholly outside, with a finding.
void clip_to_lifetimes(std::vector<Spell>&, std::vector<Finding>&);

}  // namespace reorg
