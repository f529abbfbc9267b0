// Withdrawals that come too late to be one: what took effect cannot be withdrawn, only changed
// again.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/timeline/resolve.hpp"

namespace reorg {

// Finds the withdrawals among these events whose target had taken effect on an earlier day.
// `recorded` gives an event told elsewhere, by its key. The message holds the place.
std::vector<Finding> late_withdrawals(
    std::span<const Event>, const std::function<std::optional<Event>(std::string_view)>& recorded);

}  // namespace reorg
