// Shares in words and as JSON, for `owners` and `owned`.
#pragma once

#include <optional>
#include <string>

#include "cli/reply.hpp"
#include "core/query/ownership.hpp"

namespace reorg::cli {

// The thresholds of control: those of the Companies Act 2006, or the one that --above asks about.
std::vector<double> thresholds(std::optional<double> above);

// The highest of them that the share is above, if any.
std::optional<double> highest(const std::vector<double>& thresholds, const Share&, Above);

// "more than 50 %, possibly more than 75 %"; empty when it is above none.
std::string above_text(const std::vector<double>& thresholds, const Share&);

Json json_stake(Reply&, const Scene&, const DirectStake&);
Json json_stake(Reply&, const Scene&, const EffectiveStake&);
Json json_stake(Reply&, const Scene&, const ControlStake&, const std::vector<double>& thresholds);
Json json_rest(const Scene&, EntityId organization, const Share&);

}  // namespace reorg::cli
