#include "core/walk/local_graph.hpp"

#include <utility>

namespace reorg {

LocalGraph::LocalGraph(Neighbourhood found)
    : found_(std::move(found)),
      arrays_(OrgGraphArrays::build(found_.spells(), found_.entities())) {}

AsOfView LocalGraph::on(Day day) const { return within(day, day); }

AsOfView LocalGraph::within(Day first, Day last) const {
  return {graph(), found_.spells(), first, last};
}

}  // namespace reorg
