// How much holds on a day, and what hangs together: of everything at once, over a graph image.
#pragma once

#include <array>
#include <cstddef>
#include <map>

#include "core/graph/image.hpp"
#include "core/parallel/threads.hpp"

namespace reorg {

struct Census {
  struct Count {
    std::size_t certain = 0, possible = 0;  // possible: but not certain
  };
  std::array<Count, relation_kinds> relations{};  // by StatementKind
  // Entities that relations which hold or may hold join, whichever way they point; how many such
  // groups there are of each size, of two and more. A vacancy joins nothing (R12).
  std::map<std::size_t, std::size_t, std::greater<>> groups;
  std::size_t alone = 0;  // entities that no relation joins to another
};

// The same on any number of threads. Throws ImageError.
Census census(const Image&, Day, unsigned threads = threads_for_one_question());

}  // namespace reorg
