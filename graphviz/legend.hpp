// What stands around a chart: its title above; below it a legend of the marks that occur, what was
// left out, and the sources.
#pragma once

#include <string>

#include "graphviz/look.hpp"

namespace reorg::charts {

// HTML-like labels.
std::string heading_table(const Chart&, const Palette&);
std::string footing_table(const Chart&, const Palette&);

}  // namespace reorg::charts
