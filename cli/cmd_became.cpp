#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_became(Session&) { throw UsageError("became: not built yet"); }

}  // namespace reorg::cli
