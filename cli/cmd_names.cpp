#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_names(Session&) { throw UsageError("names: not built yet"); }

}  // namespace reorg::cli
