#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_units(Session&) { throw UsageError("units: not built yet"); }

}  // namespace reorg::cli
