// Days that several facts have in common, in words.
#pragma once

#include <string>

#include "core/query/common_days.hpp"

namespace reorg::cli {

// "since 2013-01-28; ended 2018-09-30"; where an edge is imprecise also which days are certain, if
// any: "…, certain from 2013-02-01 to 2018-09-29".
std::string stretch_text(const CommonDays&);

}  // namespace reorg::cli
