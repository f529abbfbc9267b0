#include "core/graph/checksum.hpp"

#if defined(__x86_64__) && !defined(__clang__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

// The whole of it is in its header: nothing to link.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace reorg::image {

std::uint64_t checksum(const void* bytes, std::size_t size) {
#if defined(__x86_64__)
#ifdef CPU_FEATURE_ACTIVE
  // What libc found out as the program started. To ask the processor again, as
  // __builtin_cpu_supports does, costs 40 us on a virtual machine.
  const bool wide = CPU_FEATURE_ACTIVE(AVX2);
#else
  static const auto wide = static_cast<bool>(__builtin_cpu_supports("avx2"));
#endif
  if (wide) return checksum_avx2(bytes, size);
#endif
  return XXH3_64bits(bytes, size);
}

}  // namespace reorg::image
