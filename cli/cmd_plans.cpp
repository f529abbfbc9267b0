#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_plans(Session&) { throw UsageError("plans: not built yet"); }

}  // namespace reorg::cli
