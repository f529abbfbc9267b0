#include "graphviz/process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace reorg::charts {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

[[noreturn]] void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

// A file descriptor that is closed with its owner, or before.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close() {
    if (is_open()) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_;
};

struct Channel {
  Descriptor ours, theirs;
};

// A socket, not a pipe: writing to a pipe that nobody reads any more raises SIGPIPE, which could
// only be kept off by changing its disposition for the whole process; send() can be told not to.
Channel input_channel() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    fail(errno, "no socket to another program");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Channel output_channel() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "no pipe from another program");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

// The signals that end this process, held back in this thread until the program has been seen to: a
// disposition is never touched, and what came meanwhile is delivered by the destructor.
class HeldSignals {
 public:
  HeldSignals() : arrived_(hold(before_)) {}
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  const sigset_t& before() const { return before_; }
  int arrived() const { return arrived_.get(); }  // readable when one waits

 private:
  static Descriptor hold(sigset_t& before) {
    sigset_t held;
    ::sigemptyset(&held);
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) {
      // One that is ignored (nohup) ends nothing, but would be told of once it is held.
      struct sigaction now = {};
      ::sigaction(signal, nullptr, &now);
      if (now.sa_handler != SIG_IGN) ::sigaddset(&held, signal);
    }
    Descriptor arrived(::signalfd(-1, &held, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!arrived.is_open()) fail(errno, "no watch on signals");
    ::pthread_sigmask(SIG_BLOCK, &held, &before);
    return arrived;
  }

  sigset_t before_ = {};
  Descriptor arrived_;
};

// What is done in the new process before the program begins: its three channels, its own process
// group, and signals as a program expects them.
class SpawnPlan {
 public:
  // The ends are given in the order in which they were opened, so none can be a number that an
  // earlier one is moved to, whatever was closed when this process began.
  SpawnPlan(int input, int output, int errors, const sigset_t& mask) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO);
    sigset_t usual;
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes_, &usual);
    ::posix_spawnattr_setsigmask(&attributes_, &mask);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    ::posix_spawnattr_destroy(&attributes_);
    ::posix_spawn_file_actions_destroy(&actions_);
  }

  pid_t start(const std::vector<std::string>& command) const {
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    pid_t child = 0;
    const int error =
        ::posix_spawn(&child, words.front(), &actions_, &attributes_, words.data(), ::environ);
    if (error != 0) fail(error, "cannot run " + command.front());
    return child;
  }

 private:
  posix_spawn_file_actions_t actions_ = {};
  posix_spawnattr_t attributes_ = {};
};

class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { stop(); }

  bool has_ended() { return status_ || wait(WNOHANG); }
  // Kills the program, with all that it started in its group, unless it has ended.
  void stop() {
    if (status_) return;
    ::kill(-pid_, SIGKILL);
    wait(0);
  }
  int status() const { return *status_; }  // as waitpid tells it; only once it has ended

 private:
  bool wait(int options) {
    int status = 0;
    pid_t told = 0;
    do {
      told = ::waitpid(pid_, &status, options);
    } while (told < 0 && errno == EINTR);
    // No child to wait for: SIGCHLD is ignored, so the system has waited and kept no status.
    if (told != 0) status_ = told == pid_ ? status : 0;
    return told != 0;
  }

  pid_t pid_;
  std::optional<int> status_;
};

void write_some(Descriptor& to, std::string_view& input) {
  const auto sent = ::send(to.get(), input.data(), input.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent >= 0) {
    input.remove_prefix(static_cast<std::size_t>(sent));
  } else if (errno != EAGAIN && errno != EINTR) {
    input = {};  // the program reads no more; whether that is a fault shows in how it ends
  }
  if (input.empty()) to.close();
}

void read_some(Descriptor& from, std::string& text) {
  std::array<char, 1 << 16> block;
  const auto got = ::read(from.get(), block.data(), block.size());
  if (got > 0) {
    text.append(block.data(), static_cast<std::size_t>(got));
  } else if (got == 0 || errno != EINTR) {
    from.close();
  }
}

// How long poll() may wait: to the end of the limit; but for a program that has said its last word,
// whose end nothing tells us, only a moment.
int patience(steady_clock::time_point end, bool told_all) {
  constexpr milliseconds moment{2}, longest{60'000};
  const auto rest = std::chrono::ceil<milliseconds>(end - steady_clock::now());
  return static_cast<int>(std::clamp(rest, milliseconds{0}, told_all ? moment : longest).count());
}

// Carries everything to and fro until the program has ended. Not ended by itself: too_slow or
// interrupted, and it may still run.
Ending converse(Child& child, Descriptor to, Descriptor out, Descriptor err, std::string_view input,
                int interruption, steady_clock::time_point end) {
  Ending ending;
  if (input.empty()) to.close();
  while (true) {
    const bool told_all = !out.is_open() && !err.is_open();
    if (told_all && child.has_ended()) break;
    // A closed one has a negative number, which poll() passes over.
    std::array<pollfd, 4> waits{{{to.get(), POLLOUT, 0},
                                 {out.get(), POLLIN, 0},
                                 {err.get(), POLLIN, 0},
                                 {interruption, POLLIN, 0}}};
    if (::poll(waits.data(), waits.size(), patience(end, told_all)) < 0) {
      if (errno == EINTR) continue;
      fail(errno, "cannot wait for another program");
    }
    if (waits[3].revents != 0) {
      ending.how = Ending::How::interrupted;
      return ending;
    }
    if (waits[0].revents != 0) write_some(to, input);
    if (waits[1].revents != 0) read_some(out, ending.output);
    if (waits[2].revents != 0) read_some(err, ending.errors);
    if (steady_clock::now() >= end) {
      ending.how = Ending::How::too_slow;
      return ending;
    }
  }
  const int status = child.status();
  ending.how = WIFSIGNALED(status) ? Ending::How::killed : Ending::How::exited;
  ending.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  return ending;
}

}  // namespace

std::string find_program(std::string_view name, std::string_view search_path) {
  if (search_path.empty()) return {};
  while (true) {
    const auto colon = search_path.find(':');
    const auto path = std::filesystem::path(search_path.substr(0, colon)) / name;
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0)
      return path.string();
    if (colon == std::string_view::npos) return {};
    search_path.remove_prefix(colon + 1);
  }
}

Ending run_program(const std::vector<std::string>& command, std::string_view input,
                   milliseconds limit) {
  const auto end = steady_clock::now() + limit;
  // Destroyed in the opposite order: what was held back is delivered after the program is gone.
  const HeldSignals held;
  Channel in = input_channel(), out = output_channel(), err = output_channel();
  Child child(
      SpawnPlan(in.theirs.get(), out.theirs.get(), err.theirs.get(), held.before()).start(command));
  for (Channel* const channel : {&in, &out, &err}) channel->theirs.close();
  Ending ending = converse(child, std::move(in.ours), std::move(out.ours), std::move(err.ours),
                           input, held.arrived(), end);
  child.stop();
  return ending;
}

}  // namespace reorg::charts
