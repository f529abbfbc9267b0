#include "core/format/seen_rows.hpp"

#include <algorithm>

#include "core/model/prefetch.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace reorg::format {
namespace {

constexpr std::size_t first_slots = 1024;

// The slot of that mark, or the empty one where it would stand. Requires an empty one.
std::size_t slot_of(const std::vector<std::uint64_t>& slots, std::uint64_t mark) {
  const std::size_t mask = slots.size() - 1;
  std::size_t i = mark & mask;
  while (slots[i] != 0 && slots[i] != mark) i = (i + 1) & mask;
  return i;
}

}  // namespace

void SeenRows::grow() {
  std::vector<std::uint64_t> larger(slots_.empty() ? first_slots : 2 * slots_.size(), 0);
  for (const std::uint64_t mark : slots_) {
    if (mark != 0) larger[slot_of(larger, mark)] = mark;
  }
  slots_ = std::move(larger);
}

void SeenRows::expect(std::string_view row) {
  if (5 * (size_ + 1) > 4 * slots_.size()) grow();
  expected_ = std::max<std::uint64_t>(1, XXH3_64bits(row.data(), row.size()));
  prefetch(&slots_[expected_ & (slots_.size() - 1)]);
}

bool SeenRows::add_expected() {
  std::uint64_t& slot = slots_[slot_of(slots_, expected_)];
  if (slot == expected_) return false;
  slot = expected_;
  ++size_;
  return true;
}

void SeenRows::clear() {
  slots_ = {};
  size_ = 0;
}

}  // namespace reorg::format
