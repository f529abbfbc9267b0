// The blocks of a mapped file, each checked before anything of it is read for the first time.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace reorg {

// need() in front of every read costs a shift and a branch that is always taken the same way.
// Threads may share a guard: a block's mark is an atomic, set (release) only after the check and
// read (acquire) before what the block holds; at worst two threads check one block at once. `check`
// must allow that.
class BlockGuard {
 public:
  static constexpr std::size_t block_bytes = 16'384;

  using Blocks = std::function<void(std::size_t first, std::size_t last)>;  // without the last

  // The blocks of [base, base + bytes). `check` throws when something is wrong with one; such
  // blocks are asked about again the next time. `fetch` begins to read them from the disk.
  BlockGuard(const std::byte* base, std::size_t bytes, Blocks fetch, Blocks check);

  // Requires: [at, at + bytes) lies within the file.
  [[gnu::always_inline]] void need(const void* at, std::size_t bytes) const {
    if (bytes == 0) return;
    const auto offset = static_cast<std::size_t>(static_cast<const std::byte*>(at) - base_);
    const std::size_t first = offset / block_bytes;
    const std::size_t last = (offset + bytes - 1) / block_bytes;
    if (first != last || !is_good(first)) [[unlikely]]
      look_at(first, last);
  }

  // need() will follow: meanwhile others may be expected too, so that their reads overlap.
  void expect(const void* at, std::size_t bytes) const {
    if (bytes == 0) return;
    const auto offset = static_cast<std::size_t>(static_cast<const std::byte*>(at) - base_);
    const std::size_t first = offset / block_bytes, last = (offset + bytes - 1) / block_bytes;
    if (first != last || state_of(first, std::memory_order_relaxed) == 0) fetch(first, last);
  }

  std::size_t blocks() const { return blocks_; }

 private:
  // Two marks a block, so that those of a large file lie in few pages of memory.
  using Marks = std::uint32_t;
  static constexpr Marks fetched = 1, good = 2;
  static constexpr std::size_t blocks_of_marks = 16;
  static unsigned shift_of(std::size_t block) {
    return static_cast<unsigned>(2 * (block % blocks_of_marks));
  }
  Marks state_of(std::size_t block, std::memory_order order) const {
    return marks_[block / blocks_of_marks].load(order) >> shift_of(block) & (fetched | good);
  }
  // Whether it was without any.
  bool mark(std::size_t block, Marks mark, std::memory_order order) const {
    const unsigned shift = shift_of(block);
    const Marks before = marks_[block / blocks_of_marks].fetch_or(mark << shift, order);
    return (before >> shift & (fetched | good)) == 0;
  }
  bool is_good(std::size_t block) const {
    return (state_of(block, std::memory_order_acquire) & good) != 0;
  }
  void look_at(std::size_t first, std::size_t last) const;
  void fetch(std::size_t first, std::size_t last) const;

  const std::byte* base_;
  std::size_t blocks_;
  std::unique_ptr<std::atomic<Marks>[]> marks_;
  Blocks fetch_, check_;
};

}  // namespace reorg
