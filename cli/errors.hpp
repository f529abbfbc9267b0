// What a command may throw; app.cpp turns each into its message and exit code.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace reorg::cli {

enum ExitCode : int {
  ok = 0,
  differs = 1,  // only under --exit-code: the answer is empty, or found differences
  usage = 2,
  name_not_found = 3,  // or several fit
  bad_input = 4,
  store_trouble = 5,
  program_missing = 6,
  internal_error = 70,
  interrupted = 130,
};

// The command line itself is wrong.
struct UsageError : std::runtime_error {
  explicit UsageError(const std::string& message, std::vector<std::string> suggestions = {})
      : std::runtime_error(message), suggested(std::move(suggestions)) {}
  std::vector<std::string> suggested;  // whole command lines
};

// No entity, or several, bear the name asked for.
struct NameError : std::runtime_error {
  NameError(const std::string& message, std::vector<std::string> commands,
            std::vector<std::string> descriptions = {})
      : std::runtime_error(message),
        candidates(std::move(commands)),
        about(std::move(descriptions)) {}
  std::vector<std::string> candidates;  // a full command each
  std::vector<std::string> about;       // what each command is about; or empty
};

// Nobody takes what the answer says: the disk is full, or the other end of a pipe is gone.
struct OutputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace reorg::cli
