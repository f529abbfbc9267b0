// Another program, run to its end: without a shell, never longer than allowed, leaving nothing
// behind.
//
//   const auto program = find_program("dot", search_path);
//   const Ending ending = run_program({program, "-Tsvg"}, dot_text, std::chrono::seconds(10));
//   if (ending.succeeded()) use(ending.output);
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace reorg::charts {

struct Ending {
  enum class How {
    exited,       // by itself; `code` is its exit code
    killed,       // by a signal that was not ours; `code` is the signal
    too_slow,     // stopped at the limit
    interrupted,  // stopped because this process was to end (Ctrl-C), yet lives on: it handles that
  };
  How how = How::exited;
  int code = 0;
  std::string output, errors;  // all it wrote to its standard output and standard error until then

  bool succeeded() const { return how == How::exited && code == 0; }
};

// The path of a program that may be executed, from the folders of `search_path`, written as PATH is
// (an empty folder between colons is the working folder); empty when none has it.
std::string find_program(std::string_view name, std::string_view search_path);

// `command` is the program's path and its arguments. The program reads `input`, or only the
// beginning if it wants no more, and has this process's environment and working folder. Input,
// output and errors flow at the same time, so no size of any of them can make the two wait for each
// other.
//
// The program leads a process group of its own. At the limit the whole group is killed, and before
// this function returns or throws, the program has been waited for: no zombie stays.
//
// Ctrl-C does not reach the program, being in another group than the terminal's. SIGINT, SIGTERM,
// SIGHUP and SIGQUIT to this process therefore wait until the group is killed, and take their usual
// course then: no orphan stays. (Only SIGKILL gives no time for that; a program that reads its
// whole input and then writes, as dot does, ends by itself when nobody reads what it writes.)
//
// Throws std::system_error when the program cannot be started.
Ending run_program(const std::vector<std::string>& command, std::string_view input,
                   std::chrono::milliseconds limit);

}  // namespace reorg::charts
