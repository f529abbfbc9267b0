// How many threads serve one question.
#pragma once

namespace reorg {

// As many as there are cores, and four at most: more would only wait for the same memory.
unsigned threads_for_one_question();

}  // namespace reorg
