#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_log(Session&) { throw UsageError("log: not built yet"); }

}  // namespace reorg::cli
