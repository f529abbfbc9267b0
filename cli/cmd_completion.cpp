#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_completion(Session&) { throw UsageError("completion: not built yet"); }

}  // namespace reorg::cli
