// R9: from which day on a statement may be used.
#pragma once

#include <span>

#include "core/model/model.hpp"

namespace reorg {

struct Knowledge {
  Day day = before_all;
  bool assumed = false;  // no source is dated: the day it took effect stands in
};

// The first of: `known`, `announced`, the earliest publication; each read at its latest day. With
// none of these, the day it took effect (or before_all when that is not known), marked assumed.
Knowledge known_from(const std::optional<Date>& known, const std::optional<Date>& announced,
                     std::span<const Source* const> sources, const std::optional<Date>& effective);

// The same from the days themselves: the first publication among the sources, if any has a date.
Knowledge known_by_days(std::optional<Day> known, std::optional<Day> announced,
                        std::optional<Day> published, std::optional<Day> effective);

// The day by which it was surely public; "[2018-12-06..]" has no such day, its first one stands in.
Day latest_day(const Date&);

}  // namespace reorg
