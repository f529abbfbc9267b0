// What is odd between statements, told beside what a command did (stderr), and in its JSON.
#pragma once

#include <vector>

#include "cli/reply.hpp"

namespace reorg::cli {

// Findings begin with "file:line:"; the lines in order of their numbers.
void sort_by_place(std::vector<Finding>&);
void tell_findings(const World&, const std::vector<Finding>&);
Json json_findings(const std::vector<Finding>&);

}  // namespace reorg::cli
