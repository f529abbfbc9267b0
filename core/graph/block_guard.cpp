#include "core/graph/block_guard.hpp"

#include <utility>

namespace reorg {

BlockGuard::BlockGuard(const std::byte* base, std::size_t bytes, Blocks fetch, Blocks check)
    : base_(base),
      blocks_((bytes + block_bytes - 1) / block_bytes),
      marks_(new std::atomic<Marks>[blocks_ / blocks_of_marks + 1]()),
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
    for (; block < end; ++block) mark(block, good, std::memory_order_release);
  }
}

void BlockGuard::fetch(std::size_t first, std::size_t last) const {
  for (std::size_t block = first; block <= last;) {
    std::size_t end = block;
    while (end <= last && mark(end, fetched, std::memory_order_relaxed)) ++end;
    if (end > block) fetch_(block, end);
    block = end + 1;
  }
}

}  // namespace reorg
