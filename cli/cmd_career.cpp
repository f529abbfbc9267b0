#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_career(Session&) { throw UsageError("career: not built yet"); }

}  // namespace reorg::cli
