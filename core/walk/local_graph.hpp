// The graph of what a walk found.
#pragma once

#include "core/graph/as_of_view.hpp"
#include "core/walk/walk.hpp"

namespace reorg {

// Owns a neighbourhood and the graph built over its spells.
//
//   const LocalGraph local(run(walk, source));
//   const AsOfView view = local.on(day);
//
// Views refer to it: it must outlive them. Moving it leaves them good.
class LocalGraph {
 public:
  explicit LocalGraph(Neighbourhood);

  const Neighbourhood& found() const { return found_; }
  const OrgGraph& graph() const { return arrays_.graph(); }
  AsOfView on(Day) const;
  AsOfView within(Day first, Day last) const;  // both included

 private:
  Neighbourhood found_;
  OrgGraphArrays arrays_;
};

}  // namespace reorg
