#include "core/graph/checksum.hpp"

// The whole of it is in its header: nothing to link.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace reorg::image {

std::uint64_t checksum(const void* bytes, std::size_t size) {
#if defined(__x86_64__)
  static const auto wide = static_cast<bool>(__builtin_cpu_supports("avx2"));
  if (wide) return checksum_avx2(bytes, size);
#endif
  return XXH3_64bits(bytes, size);
}

}  // namespace reorg::image
