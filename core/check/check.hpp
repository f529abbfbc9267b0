// Everything that is odd in what was told, by named rules.
//
//   const CheckReport report = check(source, Scope::everything(), {.days = {today}});
//
// Read in portions of some hundred entities, each with what is told of it, so that memory holds one
// portion, its findings, and of all entities the names and the solid lines. Each rule looks at each
// statement a bounded number of times, but for loops of lines: there the lines that are on loops
// are walked from each of them.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "core/check/rules.hpp"

namespace reorg {

struct CheckOptions {
  Facts::Days days;
  std::set<std::string_view> off;  // rules not to be looked at
  std::size_t portion = 500;       // entities; for tests
  // Called after each portion: entities looked at, of how many.
  std::function<void(std::size_t done, std::size_t of)> progress{};
};

struct CheckReport {
  std::vector<CheckFinding> findings;  // errors first, then by file, line and column
  std::size_t statements = 0;          // that were looked at, by content (R16)
  std::size_t of(Severity) const;
};

CheckReport check(const CheckSource&, const Scope&, const CheckOptions&);

// An entity and, of an organization, all that was ever below it along solid lines, with its posts.
std::vector<EntityId> with_all_below(const RelationSource&, EntityId);

}  // namespace reorg
