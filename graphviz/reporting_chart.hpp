// People by reporting line on one day as a chart.
#pragma once

#include <span>
#include <vector>

#include "core/query/reporting_tree.hpp"
#include "graphviz/chart.hpp"
#include "graphviz/structure_chart.hpp"

namespace reorg::charts {

// An organization with its reporting_tree().
struct ReportingPart {
  EntityId organization = EntityId::none;
  std::vector<Reporter> people;
};

// Each organization is one card, with whoever heads and chairs it; everybody else hangs from that
// or from one another, each with what he or she does. Several organizations stand side by side,
// with those below them as columns. Lines that nobody states are `suggested`. Title and sources are
// for the caller to say.
Chart reporting_chart(const Scene&, std::span<const ReportingPart>, const Shown&);

// A person, whoever is above (reporting_chain()) and below (reporting_tree_below()).
Chart reporting_chart_around(const Scene&, std::span<const Reporter> above,
                             std::span<const Reporter> below, const Shown&);

}  // namespace reorg::charts
