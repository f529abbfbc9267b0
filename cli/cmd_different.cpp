#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_different(Session&) { throw UsageError("different: not built yet"); }

}  // namespace reorg::cli
