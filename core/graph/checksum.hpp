// XXH3-64, the checksum of graph images: https://github.com/Cyan4973/xxHash
#pragma once

#include <cstddef>
#include <cstdint>

namespace reorg::image {

std::uint64_t checksum(const void* bytes, std::size_t size);

}  // namespace reorg::image
