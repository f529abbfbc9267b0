// reorg log --recorded: what was done in the database, instead of what happened in the world.
#pragma once

#include "cli/session.hpp"

namespace reorg::cli {

int run_log_of_revisions(Session&);

}  // namespace reorg::cli
