#include "core/graph/block_guard.hpp"

namespace reorg {

BlockGuard::BlockGuard(const std::byte* base, std::size_t bytes,
                       std::function<void(std::size_t, std::size_t)> check)
    : base_(base),
      blocks_((bytes + block_bytes - 1) / block_bytes),
      good_(new std::atomic<std::uint8_t>[blocks_]()),
      check_(std::move(check)) {}

void BlockGuard::look_at(std::size_t first, std::size_t last) const {
  for (std::size_t block = first; block <= last;) {
    if (is_good(block)) {
      ++block;
      continue;
    }
    std::size_t end = block + 1;
    while (end <= last && !is_good(end)) ++end;
    check_(block, end);
    for (; block < end; ++block) good_[block].store(1, std::memory_order_release);
  }
}

}  // namespace reorg
