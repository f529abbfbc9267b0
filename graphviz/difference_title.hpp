// The finding of a difference in a few words.
#pragma once

#include <string>

#include "graphviz/difference_chart.hpp"

namespace reorg::charts {

// The first of these that fits; only what is certain makes a title:
//   1. the organization asked about was itself founded, or is over;
//   2. the units of one sort right below it became more or fewer, by units that were founded, ended
//      or moved: "Tencent Holdings: seven business groups become six". The sort is the commonest of
//      the two days; both counts are certain and at least two;
//   3. a single difference, or a few, or all of one organization: the weightiest of them, "Alibaba
//      Cloud becomes Alibaba Cloud Intelligence Group, under Zhang Jianfeng";
//   4. a named event that says two thirds of what changed: its name, behind that of the
//      organization unless it has it;
//   5. counts: "Alibaba Group: two organizations founded and six appointments";
//   6. that nothing certain changed, or nothing at all.
std::string difference_title(const TwoDays&, const LineWords&, const Shown&);

}  // namespace reorg::charts
