// For a sentence that is not understood: what is nearest to it and is.
#pragma once

#include <string>
#include <vector>

#include "core/question/matcher.hpp"

namespace reorg::question {

// At most three whole questions, nearest first, in the sentence's language, with the names filled
// in that it holds.
std::vector<std::string> nearest_questions(const Grammar&, const Sentence&, NamesSaid&);

// The question that a reading is, with a date and a share that are ones.
std::string mended(const Reading&);

}  // namespace reorg::question
