// Whoever stands at the top of an organization on the later of two days, and whom they followed.
#pragma once

#include <span>
#include <vector>

#include "graphviz/difference_ledger.hpp"

namespace reorg::charts {

// `then` and `now`: whoever oversees it on either day; `now` is empty of what ended. Whoever came
// stands right above whom they followed.
std::vector<Head> heads_of_two_days(const TwoDays&, std::span<const OverseerRow> then,
                                    std::span<const OverseerRow> now, std::span<const SeatChange>,
                                    const Shown&);

}  // namespace reorg::charts
