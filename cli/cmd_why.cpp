#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_why(Session&) { throw UsageError("why: not built yet"); }

}  // namespace reorg::cli
