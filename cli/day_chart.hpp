// The structure of one day as a chart with all its words.
#pragma once

#include <string>
#include <vector>

#include "cli/render_asked.hpp"

namespace reorg::cli {

// Throws UsageError for whoever has no structure, and when what was asked for has more cards than a
// picture can show: with the options that make it smaller.
charts::Chart chart_of_day(Session&, RenderAsked&);

// "South China Morning Post, 2023-09-11", each publisher's newest, official ones first, as many as
// a chart has room for; the rest is counted.
std::vector<std::string> chart_sources(Session&, const std::vector<SourceId>&);

// "2018-12-06"; an imprecise date or a stretch as it was asked.
std::string day_title(const AsOf&);

// " As publicly known by 2018-12-06."; empty when everything recorded counts.
std::string knowledge_text(const AsOf&);

}  // namespace reorg::cli
