#include "core/graph/checksum.hpp"

// The whole of it is in its header: nothing to link.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace reorg::image {

std::uint64_t checksum(const void* bytes, std::size_t size) { return XXH3_64bits(bytes, size); }

}  // namespace reorg::image
