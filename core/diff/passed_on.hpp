// What follows for oversight from what changed above: by virtue of a post, or by inheritance (R11).
#pragma once

#include <span>
#include <vector>

#include "core/diff/diff.hpp"

namespace reorg {

// Differences without turns of their own, each `because` of one of the lines:
//   - whoever came to a post or left it gained or lost, or passed on, what the post oversees;
//   - organizations that have no certain head of their own on either day are overseen by another
//     because the head above them changed, or because they or something above them moved. One
//     difference for each cause and each pair of heads; `concerned` are these organizations.
// Only sure lines are followed. `within`: no other organizations; sorted; empty: all.
std::vector<Difference> passed_on(const RelationSource&, const Between&,
                                  std::span<const Difference> lines,
                                  std::span<const EntityId> within);

}  // namespace reorg
