// People by reporting line on one day, as a chart with all its words.
#pragma once

#include "cli/render_asked.hpp"

namespace reorg::cli {

// Of an organization, around a person, or of everything. Throws UsageError for a post, for options
// that mean nothing here, and when there are more cards than a picture can show.
charts::Chart reporting_chart_of_day(Session&, RenderAsked&);

}  // namespace reorg::cli
