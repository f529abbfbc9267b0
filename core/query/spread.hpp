// Where one can get from an entity along relations that hold together, and on which days.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "core/query/common_days.hpp"

namespace reorg {

// A way from the seed to an entity; `before` tells the way it prolongs.
struct Route {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  EntityId entity = EntityId::none;
  std::size_t before = none;   // in Spread::ways(); none: the seed's own
  const Spell* via = nullptr;  // the last relation; null: the seed's own
  int depth = 0;               // relations on the way
  CommonDays days;             // on which all of it holds; the seed's: always
};

// Ways grow breadth first, so the first to an entity are the shortest. A later one is kept only if
// it adds days that no way to that entity has yet: so cycles end, and what is kept stays small.
// Refers to the spells; they must outlive it.
class Spread {
 public:
  explicit Spread(EntityId seed);

  // Prolongs a way by one relation to its other end; its number, or Route::none when that does not
  // hold in first..last (or not as surely as `least`), or adds nothing.
  std::size_t prolong(std::size_t way, const Spell&, Day first, Day last,
                      Certainty least = Certainty::possible);

  const std::vector<Route>& ways() const { return ways_; }
  const Route& way(std::size_t n) const { return ways_[n]; }
  // Those to one entity, in order of finding.
  const std::vector<std::size_t>& to(EntityId) const;
  // The relations of a way, from the seed on.
  std::vector<const Spell*> steps(std::size_t way) const;

 private:
  std::vector<Route> ways_;
  std::unordered_map<EntityId, std::vector<std::size_t>> to_;
};

}  // namespace reorg
