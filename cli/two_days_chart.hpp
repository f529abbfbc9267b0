// What differs between two days as a chart with all its words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "core/diff/diff.hpp"
#include "graphviz/difference_chart.hpp"

namespace reorg::cli {

// Title, subtitle with days and counts, what is not drawn, sources. `about`: an organization;
// nothing: everything recorded. Of --certain and --possible only the differences are left that are.
// Throws UsageError, with the command to run instead, unless `from` is the earlier day, and for
// whoever is no organization: only organizations have a structure.
charts::Chart chart_of_two_days(Session&, const std::optional<NameHit>& about, Day from, Day to,
                                const charts::Shown&);

// "2018-10-01 compared with 2018-09-29. 2 organizations founded, 3 dissolved; 3 appointments."
std::string difference_subtitle(const Differences&, Day from, Day to);
// "Not drawn: 2 changes of oversight from above, 1 change of reporting."; empty if all is drawn.
std::string not_drawn_text(const std::vector<const Difference*>&);

}  // namespace reorg::cli
