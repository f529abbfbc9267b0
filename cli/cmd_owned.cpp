#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_owned(Session&) { throw UsageError("owned: not built yet"); }

}  // namespace reorg::cli
