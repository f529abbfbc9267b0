// Who owns how much of whom on one day, as a chart with all its words.
#pragma once

#include "cli/render_asked.hpp"

namespace reorg::cli {

// Around whoever was named, or of everything. Throws UsageError for a post, for options that mean
// nothing here, and when there is more than a picture can show.
charts::Chart ownership_chart_of_day(Session&, RenderAsked&);

}  // namespace reorg::cli
