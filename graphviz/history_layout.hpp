// Where everything of a history stands, for all of its days at once, so that nothing jumps when
// time goes on.
//
// Every card has one place for good. Roots with their first level in columns below them; what is
// lower hangs below each as an outline. A place is free for others on all days on which nothing is
// there: a company that had fifty units in twenty-five years, ten at a time, needs little more room
// than ten. Graphviz sets the roots and columns, boxes of fixed size; the days, of which it knows
// nothing, are dealt with in the columns.
#pragma once

#include <vector>

#include "graphviz/graphviz.hpp"
#include "graphviz/history.hpp"

namespace reorg::charts {

// In points, or pixels of the page, from the upper left corner.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

struct HistoryLayout {
  double width = 0, height = 0;
  std::vector<Box> places;  // as History::places
};

// Throws GraphvizError.
HistoryLayout lay_out(const History&, const Graphviz&);

}  // namespace reorg::charts
