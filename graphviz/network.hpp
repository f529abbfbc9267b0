// A chart that is a network: cards wherever the lines lead, what is said of a line on the line.
#pragma once

#include <string>

#include "graphviz/chart.hpp"
#include "graphviz/look.hpp"

namespace reorg::charts {

// Attributes of a line between two cards: its colour, how it is broken, its tooltip.
std::string link_line(const Link&, const Palette&);

// The DOT of all cards and links. dot's layers lead from owners down to what they own; several that
// hang from one card by their only line stand in rows under it, as in a tree. Cards of depth 0 are
// those asked about.
std::string network(const Chart&, const Look&);

}  // namespace reorg::charts
