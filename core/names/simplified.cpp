#include "core/names/simplified.hpp"

namespace reorg {

char32_t simplified(char32_t c) {
  std::size_t first = 0, last = simplified_pairs.size() / 2;
  while (first < last) {
    const std::size_t middle = (first + last) / 2;
    const char32_t here = simplified_pairs[2 * middle];
    if (here == c) return simplified_pairs[2 * middle + 1];
    (here < c ? first : last) = here < c ? middle + 1 : middle;
  }
  return c;
}

}  // namespace reorg
