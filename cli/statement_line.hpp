// A statement of a batch on one line: what a change comes to.
#pragma once

#include <string>

#include "cli/reply.hpp"

namespace reorg::cli {

// "jane-doe oversees robotics (head), president: begins 2021-03-01"
std::string statement_line(const Batch&, const Statement&);
Json json_statement_of(const Batch&, const Statement&);

}  // namespace reorg::cli
