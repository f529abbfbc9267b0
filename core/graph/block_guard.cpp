#include "core/graph/block_guard.hpp"

#include <utility>

namespace reorg {

BlockGuard::BlockGuard(const std::byte* base, std::size_t bytes, Blocks fetch, Blocks check)
    : base_(base),
      blocks_((bytes + block_bytes - 1) / block_bytes),
      states_(new std::atomic<State>[blocks_]()),
      fetch_(std::move(fetch)),
      check_(std::move(check)) {}

void BlockGuard::look_at(std::size_t first, std::size_t last) const {
  fetch(first, last);
  for (std::size_t block = first; block <= last;) {
    if (is_good(block)) {
      ++block;
      continue;
    }
    std::size_t end = block + 1;
    while (end <= last && !is_good(end)) ++end;
    check_(block, end);
    for (; block < end; ++block) states_[block].store(good, std::memory_order_release);
  }
}

void BlockGuard::fetch(std::size_t first, std::size_t last) const {
  for (std::size_t block = first; block <= last;) {
    std::size_t end = block;
    for (State was = unknown; end <= last && states_[end].compare_exchange_strong(
                                                 was, fetched, std::memory_order_relaxed);
         was = unknown)
      ++end;
    if (end > block) fetch_(block, end);
    block = end + 1;
  }
}

}  // namespace reorg
