// What the page of a history tells of each day: what `log` says, with its sources.
#pragma once

#include <vector>

#include "cli/session.hpp"
#include "graphviz/history_page.hpp"

namespace reorg::cli {

struct PageChanges {
  std::vector<charts::PageChange> changes;  // oldest first; without what has no day at all
  std::vector<charts::PageSource> sources;
};

// Of one organization and all that was below it, or of everything when `about` is none.
PageChanges page_changes(Session&, EntityId about, const AsOf&);

}  // namespace reorg::cli
