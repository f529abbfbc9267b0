// Work in a process of its own, which may be limited, stripped of rights or killed.
#pragma once

#include <functional>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace reorg::tests {

// Runs `work` in a child; its result is the child's exit code.
inline pid_t start_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no child process");
  if (child > 0) return child;
  int code = 99;
  try {
    code = work();
  } catch (...) {
    code = 98;
  }
  ::_exit(code);  // neither the test runner's clean-up nor its report
}

// The exit code, or 128 and the signal that ended it.
inline int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// As a user who owns nothing here: "nobody" when we are root, else ourselves, as file modes bind
// us.
inline int run_unprivileged(const std::function<int()>& work) {
  return wait_for(start_child([&] {
    constexpr unsigned nobody = 65534;
    if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) return 97;
    return work();
  }));
}

}  // namespace reorg::tests
