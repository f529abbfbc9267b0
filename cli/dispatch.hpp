// From the words of a command line to the command that they are, or to the question.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "core/question/question.hpp"

namespace reorg::cli {

// The exit code of whatever the words ask for. Throws all that a command may throw.
int dispatch(const World&, Database&, std::vector<std::string> words);

// Whether the words, up to the first option, are a question and no command.
bool asks(const std::vector<std::string>& words);

// The structured command that a question means: its verb, names, day and options.
std::vector<std::string> words_of(const Query&);

}  // namespace reorg::cli
