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

// Without --depth: how long a column may be, of so many, that the whole can be read.
std::size_t readable_column(std::size_t columns);

// Throws UsageError when there are more cards than a picture can show.
void refuse_too_many(Session&, const RenderAsked&, std::size_t cards);

// Adds a note when cards hide others and nobody asked for that.
void say_what_is_cut(const RenderAsked&, charts::Chart&);

}  // namespace reorg::cli
