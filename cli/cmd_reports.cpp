#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_reports(Session&) { throw UsageError("reports: not built yet"); }

}  // namespace reorg::cli
