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

struct LateWithdrawal {
  Event withdrawal;  // has a day: effective or announced
  Event target;      // has an effective one, certainly earlier
};
// `recorded` gives an event told elsewhere, by its key.
std::vector<LateWithdrawal> withdrawn_too_late(
    std::span<const Event>, const std::function<std::optional<Event>(std::string_view)>& recorded);

// Finds the withdrawals among these events whose target had taken effect on an earlier day.
// The message holds the place.
std::vector<Finding> late_withdrawals(
    std::span<const Event>, const std::function<std::optional<Event>(std::string_view)>& recorded);

}  // namespace reorg
