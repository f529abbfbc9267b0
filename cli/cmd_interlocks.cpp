#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_interlocks(Session&) { throw UsageError("interlocks: not built yet"); }

}  // namespace reorg::cli
