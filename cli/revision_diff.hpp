// reorg diff --revision: what was recorded otherwise, instead of what was otherwise in the world.
#pragma once

#include "cli/session.hpp"

namespace reorg::cli {

int run_diff_of_revisions(Session&);

}  // namespace reorg::cli
