// The table of wordings itself; the notation is described in pattern.hpp. docs/questions.md tells
// users of it.
#pragma once

#include <span>
#include <string_view>

#include "core/question/pattern.hpp"

namespace reorg::question {

struct Wording {
  // The verb, then slots that are its names and options, as on the command line; a slot of the
  // pattern that is not used here must be a name that is known. "--as-of …" is for questions that
  // say no day: "today" in the present tense of verbs that otherwise answer for all time.
  std::string_view command;
  std::string_view pattern;
};

// Where two wordings fit a sentence of unknown names equally well, the first one counts.
std::span<const Wording> wordings();
std::span<const Fragment> fragments();

}  // namespace reorg::question
