#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_origins(Session&) { throw UsageError("origins: not built yet"); }

}  // namespace reorg::cli
