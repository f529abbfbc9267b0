// The day, or the period, a question is about, and what may be known for it.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "core/model/date.hpp"

namespace reorg {

// first..last, both included: one day, or for an imprecise date the whole period (R17).
struct AsOf {
  Day first;
  Day last;
  std::string edtf;             // as asked
  std::optional<Day> known_at;  // K; none: everything recorded
  Day today;                    // from `main`, or --today

  bool is_one_day() const { return first == last; }
  // The last day on which anything can have been seen.
  Day knowledge_day() const { return std::min(known_at.value_or(today), today); }
  // R10: what begins after that day is told "as announced".
  bool is_projected(Day begins) const { return begins > knowledge_day() && last > knowledge_day(); }
};

}  // namespace reorg
