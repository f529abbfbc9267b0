// The program, without the process around it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/session.hpp"

namespace reorg::cli {

// Runs one command line (without the program's name), a command or a question, and gives its exit
// code. The answer comes from one revision of the database, which stays open for the next line.
int run(const World&, Database&, const std::vector<std::string>& words);

// The only place where an error becomes a message on the world's `err`, in text or as one JSON
// object on one line. Gives what the work gives, or the error's exit code; catches everything.
int guarded(const World&, bool json, const std::function<int()>& work);

}  // namespace reorg::cli
