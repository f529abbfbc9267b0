#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_places(Session&) { throw UsageError("places: not built yet"); }

}  // namespace reorg::cli
