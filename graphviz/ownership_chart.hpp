// Who owns how much of whom on one day as a chart: a network of cards, owners above what they own,
// with the shares on the lines.
#pragma once

#include <optional>
#include <span>

#include "core/query/ownership.hpp"
#include "graphviz/chart.hpp"
#include "graphviz/structure_chart.hpp"

namespace reorg::charts {

// How many owners and companies there are around one, directly and through others.
struct StakeCounts {
  std::size_t owners = 0, owned = 0;
};

// Around one owner or organization: its owners and theirs, all the way up; what it owns, all the
// way down; of what it owns the other owners are only counted. What it has, or they have, in all
// through several is said on the cards. `stakes`: those of the scene (stakes()) that are to be
// drawn. Of `shown` the levels (depth) count up and down, and many that nothing else hangs from are
// counted, not drawn (collapse_over). Title and sources are for the caller to say.
Chart ownership_chart_around(const Scene&, EntityId, std::span<const DirectStake> stakes,
                             const Shown&, StakeCounts&);

// All the stakes.
Chart ownership_chart(const Scene&, std::span<const DirectStake> stakes, const Shown&);

}  // namespace reorg::charts
