#include "core/parallel/threads.hpp"

#include <algorithm>
#include <thread>

namespace reorg {

unsigned threads_for_one_question() {
  return std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
}

}  // namespace reorg
