// XXH3-64, the checksum of graph images: https://github.com/Cyan4973/xxHash
#pragma once

#include <cstddef>
#include <cstdint>

namespace reorg::image {

std::uint64_t checksum(const void* bytes, std::size_t size);
// What a table of blocks keeps of it.
inline std::uint32_t block_checksum(const void* bytes, std::size_t size) {
  return static_cast<std::uint32_t>(checksum(bytes, size));
}
// Requires: a processor with AVX2. checksum() chooses it where it can.
std::uint64_t checksum_avx2(const void* bytes, std::size_t size);

}  // namespace reorg::image
