// Work in numbered parts, done on all cores and delivered in order.
//
//   std::vector<Formatter> formatters(threads);
//   in_order<std::string>(
//       parts, threads, [&](unsigned worker, std::size_t part, std::string& text) { … },
//       [&](std::string& text) { out << text; text.clear(); });
//
// The parts are made by several threads, the calling one among them, whichever is free; each is
// taken by the calling thread, in the order of their numbers, as soon as it is its turn. No more
// than four results a thread are there at any moment, however many parts there are.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace reorg {

template <class Result, class Make, class Take>
class InOrder {
 public:
  InOrder(std::size_t parts, unsigned threads, Make make, Take take)
      : parts_(parts), make_(std::move(make)), take_(std::move(take)) {
    const std::size_t useful = std::clamp<std::size_t>(parts, 1, std::max(threads, 1U));
    ring_.resize(4 * useful);
    try {
      for (unsigned worker = 1; worker < useful; ++worker)
        others_.emplace_back([this, worker] { work(worker); });
    } catch (const std::system_error&) {
      // The system grants no more of them: those that are there do it.
    }
  }
  InOrder(const InOrder&) = delete;
  InOrder& operator=(const InOrder&) = delete;
  ~InOrder() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

  // The calling thread's share of the work, and all of the taking.
  void run() {
    std::unique_lock lock(mutex_);
    while (taken_ < parts_) {
      Place& place = place_of(taken_);
      if (place.done) {
        if (place.error) std::rethrow_exception(place.error);
        lock.unlock();
        take_(place.result);
        lock.lock();
        place.done = false;
        ++taken_;
        changed_.notify_all();
      } else if (may_begin()) {
        make_next(0, lock);
      } else {
        changed_.wait(lock, [&] { return place.done; });
      }
    }
  }

 private:
  struct Place {
    Result result{};
    std::exception_ptr error;
    bool done = false;
  };

  Place& place_of(std::size_t part) { return ring_[part % ring_.size()]; }
  bool may_begin() const { return next_ < parts_ && next_ - taken_ < ring_.size(); }

  void work(unsigned worker) {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return stopped_ || next_ == parts_ || may_begin(); });
      if (stopped_ || next_ == parts_) return;
      make_next(worker, lock);
    }
  }

  // Requires: may_begin(). The lock is let go meanwhile.
  void make_next(unsigned worker, std::unique_lock<std::mutex>& lock) {
    const std::size_t part = next_++;
    Place& place = place_of(part);
    lock.unlock();
    std::exception_ptr error;
    try {
      make_(worker, part, place.result);
    } catch (...) {
      error = std::current_exception();
    }
    lock.lock();
    place.error = error;
    place.done = true;
    changed_.notify_all();
  }

  const std::size_t parts_;
  Make make_;
  Take take_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Place> ring_;  // part n is at n modulo its size
  std::size_t next_ = 0;     // not begun yet, nor any after it
  std::size_t taken_ = 0;
  bool stopped_ = false;
  std::vector<std::jthread> others_;  // last: they are waited for before the rest goes
};

// make(worker, part, result) for each part, on up to `threads` threads: `worker` is a number below
// that, and no two calls at once have the same. take(result) for each part in order; whatever it
// leaves in the result is there when that is used for a later part, so that buffers are made once.
// What either throws comes out of here, of several the first in order; then later parts may never
// be made, and none is taken.
template <class Result, class Make, class Take>
void in_order(std::size_t parts, unsigned threads, Make make, Take take) {
  InOrder<Result, Make, Take>(parts, threads, std::move(make), std::move(take)).run();
}

}  // namespace reorg
