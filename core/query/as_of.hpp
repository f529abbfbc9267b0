// The day, or the period, a question is about, and what may be known for it.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "core/model/date.hpp"

namespace reorg {

// first..last, both included: one day; for an imprecise date the whole period (R17); or whatever
// stretch was asked about, perhaps open at an end (before_all, after_all).
struct AsOf {
  Day first;
  Day last;
  std::string edtf;             // as asked
  std::optional<Day> known_at;  // K; none: everything recorded
  Day today;                    // from `main`, or --today
  bool stretch = false;         // asked as "from … to …": things are called as on its last day

  bool is_one_day() const { return first == last; }
  // Any time at all: the question is not about a day.
  bool is_ever() const { return first == before_all && last == after_all; }
  // By which names of which days things are called in the answer.
  Day names_first() const { return stretch ? names_last() : first; }
  Day names_last() const { return stretch ? std::max(first, std::min(last, today)) : last; }
  // The last day on which anything can have been seen.
  Day knowledge_day() const { return std::min(known_at.value_or(today), today); }
  // R10: what begins after that day is told "as announced".
  bool is_projected(Day begins) const { return begins > knowledge_day() && last > knowledge_day(); }
};

}  // namespace reorg
