// Differences as JSON (docs/json.md).
#pragma once

#include "cli/difference_text.hpp"

namespace reorg::cli {

// Of the change that says it; else of all its facts. In the order told.
std::vector<SourceId> sources_of(const Differences&, const Difference&);

Json json_difference(Reply&, const DifferenceTeller&, const Differences&, const Difference&);
// {"founded": {"sure": 2, "possible": 0}, …}: the kinds that occur.
Json json_summary(std::span<const Difference* const>);

}  // namespace reorg::cli
