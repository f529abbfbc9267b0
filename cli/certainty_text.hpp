// Why a fact is certain on a day, or why it is not, in words.
#pragma once

#include <string>
#include <vector>

#include "core/query/events.hpp"

namespace reorg::cli {

// "it begins 2018-11-26 and ends 2022-12-29", "last seen 2016-09-23, nothing since says whether it
// ended", "its end is implied by “…”": one sentence for each thing that counts. `events` are those
// that set the bounds, as far as they are known; others are told without a name.
std::vector<std::string> certainty_reasons(const Spell&, const AsOf&,
                                           const std::vector<LoggedEvent>& events);

}  // namespace reorg::cli
