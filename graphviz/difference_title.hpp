// The finding of a difference in a few words.
#pragma once

#include <string>

#include "graphviz/difference_chart.hpp"

namespace reorg::charts {

// The first of these that fits; only what is certain makes a title:
//   1. the units of one sort right below the one root became more or fewer, by units that were
//      founded, ended or moved: "Tencent Holdings: seven business groups become six". The sort is
//      the commonest of the two days; both counts are certain and at least two.
//   2. a single difference, or a few of one organization: "Alibaba Cloud was renamed …"
//   3. a named event says two thirds of what changed: its name, with the root's unless it has it;
//   4. the counts: "Alibaba Group: two organizations new, six new heads"
//   5. nothing certain changed, or nothing at all.
std::string difference_title(const TwoDays&, const LineWords&, const Shown&);

}  // namespace reorg::charts
