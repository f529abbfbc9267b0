#include "cli/command.hpp"
#include "cli/errors.hpp"

namespace reorg::cli {

int run_vacancies(Session&) { throw UsageError("vacancies: not built yet"); }

}  // namespace reorg::cli
