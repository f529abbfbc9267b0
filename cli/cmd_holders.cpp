#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_holders(Session&) { throw UsageError("holders: not built yet"); }

}  // namespace reorg::cli
