// How many differences there are of each kind, in words and as numbers.
#pragma once

#include <map>
#include <span>
#include <string>

#include "core/diff/difference.hpp"

namespace reorg::cli {

// Of one kind. A new name counts once, in however many languages it is.
struct KindCount {
  std::size_t sure = 0, possible = 0;
};
std::map<DiffKind, KindCount> counts(std::span<const Difference* const>);

// "2 organizations founded, 3 dissolved, 17 moved; 3 appointments, 3 departures": those that are
// certain, or those that are possible; may be empty.
std::string summary(const std::map<DiffKind, KindCount>&, Certainty);

}  // namespace reorg::cli
