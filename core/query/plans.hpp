// What was announced and had not taken effect, what was planned and rumoured, and what of it was
// called off (R10).
#pragma once

#include <string_view>
#include <vector>

#include "core/query/log.hpp"

namespace reorg {

enum class Promise {
  announced,   // a dated change, known by the day, that had not, or may not have, taken effect
  planned,     // never structure
  rumoured,    // never structure
  taken_back,  // withdrawn or denied by the day, whichever of the three it was
};
std::string_view word(Promise);

struct PlanRow {
  LoggedEvent event;  // `date` is the day on which it was made known, as written
  Promise sort = Promise::planned;
  // That it had been announced, and had not taken effect, on the day. Plans and rumours: certain.
  Certainty certainty = Certainty::certain;
  std::vector<LoggedEvent> ended_by;  // withdrawals and denials of it, as known; also later ones
};

// As known on the day of knowledge, about the day of as_of: on a day before its withdrawal a plan
// still stands. `about` as in log(); none: everything. By sort, then by the day made known.
std::vector<PlanRow> plans(const RelationSource&, const EventSource&, EntityId about, const AsOf&);

}  // namespace reorg
