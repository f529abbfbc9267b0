#include "cli/progress.hpp"

#include <csignal>

#include <fmt/format.h>

namespace reorg::cli {
namespace {

using Seconds = std::chrono::duration<double>;

// Set by a signal.
volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) { stop_asked = 1; }

bool counts_bytes(std::string_view stage) { return stage == "reading"; }

std::string amount(std::string_view stage, std::uint64_t n) {
  return counts_bytes(stage) ? fmt::format("{:.0f} MB", static_cast<double>(n) / 1e6)
                             : fmt::format("{}", n);
}

std::string rate(std::string_view stage, double a_second) {
  return counts_bytes(stage) ? fmt::format("{:.0f} MB/s", a_second / 1e6)
                             : fmt::format("{:.0f} thousand/s", a_second / 1e3);
}

std::string time_left(double seconds) {
  return seconds < 100 ? fmt::format("{:.0f} s left", seconds)
                       : fmt::format("{:.0f} min left", seconds / 60);
}

}  // namespace

void ProgressLine::operator()(const BulkProgress& p) {
  if (!wanted_) return;
  const Clock::time_point now = Clock::now();
  const bool begins = stage_ != p.stage;
  if (begins) {
    stage_ = p.stage;
    stage_started_ = now;
  }
  const Seconds pause = is_terminal_ ? Seconds(0.5) : Seconds(5);
  // A stage may be one long step that tells nothing more.
  const bool is_long_work = shown_ && begins;
  if (!is_long_work && now - told_ < pause) return;
  told_ = now;
  shown_ = true;
  const std::string text = line(p, Seconds(now - stage_started_).count());
  if (is_terminal_)
    err_ << "\r\033[K" << text << std::flush;
  else
    err_ << text << std::endl;
}

std::string ProgressLine::line(const BulkProgress& p, double seconds) {
  std::string text = fmt::format("{}", p.stage);
  if (p.of == 0 || p.done == 0) return text + " …";
  text += fmt::format(": {} of {}", amount(p.stage, p.done), amount(p.stage, p.of));
  if (seconds < 0.5) return text;
  const double a_second = static_cast<double>(p.done) / seconds;
  text += ", " + rate(p.stage, a_second);
  if (p.done < p.of) text += ", " + time_left(static_cast<double>(p.of - p.done) / a_second);
  return text;
}

void ProgressLine::clear() {
  if (shown_ && is_terminal_) err_ << "\r\033[K" << std::flush;
  shown_ = false;
}

InterruptWatch::InterruptWatch() : before_(std::signal(SIGINT, ask_to_stop)) { stop_asked = 0; }

InterruptWatch::~InterruptWatch() { std::signal(SIGINT, before_ == SIG_ERR ? SIG_DFL : before_); }

bool InterruptWatch::interrupted() { return stop_asked != 0; }

}  // namespace reorg::cli
