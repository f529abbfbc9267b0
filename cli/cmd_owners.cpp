#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_owners(Session&) { throw UsageError("owners: not built yet"); }

}  // namespace reorg::cli
