// The program, without the process around it.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"

namespace reorg::cli {

// Runs one command line (without the program's name), a command or a question, and gives its exit
// code. Catches everything: this is the only place where an error becomes a message. The database
// stays open for the next line.
int run(const World&, Database&, std::vector<std::string> words);

}  // namespace reorg::cli
