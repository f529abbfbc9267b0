// Telling the processor what will be read soon, where memory is slower than the work meanwhile:
// look-ups in tables that are larger than its caches.
#pragma once

namespace reorg {

// GCC takes a function that only does __builtin_prefetch for one without any effect, and leaves out
// its calls; the empty assembler statement keeps them.
inline void prefetch(const void* address) {
  __builtin_prefetch(address);
  asm volatile("" : : "r"(address));  // NOLINT(hicpp-no-assembler)
}

}  // namespace reorg
