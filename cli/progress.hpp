// What a long command tells meanwhile on standard error, and how it is stopped.
#pragma once

#include <chrono>
#include <ostream>
#include <string>

#include "core/store/store.hpp"

namespace reorg::cli {

// On a terminal one line that is written over, twice a second; elsewhere a line every few seconds,
// and for each stage that begins. Short work says nothing.
class ProgressLine {
 public:
  // `wanted` false: says nothing at all.
  ProgressLine(std::ostream& err, bool is_terminal, bool wanted)
      : err_(err), is_terminal_(is_terminal), wanted_(wanted) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }

  void operator()(const BulkProgress&);
  bool is_wanted() const { return wanted_; }
  // Takes the line away from a terminal, before anything else is told there.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  static std::string line(const BulkProgress&, double seconds);

  std::ostream& err_;
  bool is_terminal_;
  bool wanted_;
  bool shown_ = false;
  std::string stage_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point stage_started_ = started_;
  Clock::time_point told_ = started_;
};

// While it lives, Ctrl-C does not end the program but is noted.
class InterruptWatch {
 public:
  InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  ~InterruptWatch();
  static bool interrupted();

 private:
  void (*before_)(int);
};

}  // namespace reorg::cli
