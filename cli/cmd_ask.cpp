#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_ask(Session&) { throw UsageError("ask: not built yet"); }

}  // namespace reorg::cli
