#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_same(Session&) { throw UsageError("same: not built yet"); }

}  // namespace reorg::cli
