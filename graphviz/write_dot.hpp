// A chart as DOT text.
//
// The same chart gives the same text, byte by byte: attributes have one order, nodes that of the
// chart. Every text is escaped, whatever stands in it: a name is never markup. Each card has
// the attributes id, tooltip and URL, so that an SVG can be clicked and tested.
//
// The look is that of a printed org chart: right-angled lines from point nodes (splines=ortho drops
// labels: https://forum.graphviz.org/t/graph-with-orthogonal-edges/2362), the first level in rows
// that wrap, what is below it as an outline under each card, what moved as small cards of their
// own, what ended in a band below.
#pragma once

#include <string>

#include "graphviz/chart.hpp"
#include "graphviz/look.hpp"

namespace reorg::charts {

std::string write_dot(const Chart&, const Look&);

}  // namespace reorg::charts
