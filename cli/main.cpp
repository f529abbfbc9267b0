#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <istream>
#include <ostream>

#include <ext/stdio_filebuf.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/app.hpp"

namespace {

// The only place that looks at a clock.
reorg::Day today() {
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  localtime_r(&now, &local);
  return reorg::day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  if (const auto columns = environment("COLUMNS")) {
    if (const int n = std::atoi(columns->c_str()); n > 0) return static_cast<std::size_t>(n);
  }
  return 80;
}

}  // namespace

int main(int argc, char** argv) {
  // As sync_with_stdio(false) would have them, without the buffers of the streams that nobody uses.
  // Of a FILE, not of a descriptor, which they would close: a terminal that sees its last writer go
  // hangs up on a program not yet at its end.
  __gnu_cxx::stdio_filebuf<char> in_bytes(stdin, std::ios::in);
  __gnu_cxx::stdio_filebuf<char> out_bytes(stdout, std::ios::out, std::size_t{1} << 16U);
  __gnu_cxx::stdio_filebuf<char> err_bytes(stderr, std::ios::out, 1);  // at once
  std::istream in(&in_bytes);
  std::ostream out(&out_bytes), err(&err_bytes);
  in.tie(&out);
  err.tie(&out);
  const reorg::cli::World world{.in = in,
                                .out = out,
                                .err = err,
                                .today = today(),
                                .environment = environment,
                                .width = std::max<std::size_t>(terminal_width(), 40),
                                .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                                .err_is_terminal = isatty(STDERR_FILENO) == 1};
  reorg::cli::Database database;
  return reorg::cli::run(world, database, {argv + 1, argv + argc});
}
