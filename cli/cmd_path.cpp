#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_path(Session&) { throw UsageError("path: not built yet"); }

}  // namespace reorg::cli
