// The grammar of questions: every wording that is understood, with the command it means.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"
#include "core/question/machine.hpp"
#include "core/question/pattern.hpp"
#include "core/question/tokens.hpp"
#include "core/question/vocabulary.hpp"

namespace reorg::question {

// What may fill a slot {…} of a pattern.
struct Slot {
  enum class Sort { name, classification, percent, day_known };
  std::string_view name;  // "org"
  Sort sort;
  std::vector<EntityKind> kinds;  // names: those that fit
  std::string_view shown;         // what stands in an example for it
  bool is_broad = false;          // names: anything at all fits
  bool is_choosy = false;         // names: what is unknown must at least look like one
};

const Slot& slot_called(std::string_view);  // throws BadPattern

// One wording (or many: see pattern.hpp) and the command that it means.
struct Template {
  struct Option {
    std::string flag;   // "--kind"
    std::string slot;   // whose value follows; empty: `value` does, if that is not empty
    std::string value;  // "50"
  };
  std::string verb;
  std::vector<std::string> names;  // slots
  std::vector<Option> options;
  std::string day;  // the day to ask about when the question says none: "", "today" or a slot
  Part part;
  Machine machine;

  // Whether the command gets what fills the slot; else it only has to be there, and known.
  bool passes_on(std::string_view slot) const;
};

struct Grammar {
  Vocabulary vocabulary;
  std::vector<Template> templates;
};

// All of it, made once, which takes some milliseconds; throws BadPattern if a row of the table is
// not well written, which tests would see.
const Grammar& grammar();

// Only the wordings that may fit the sentence, a few of the hundreds: made at a tenth of the cost,
// for a process that asks one question.
Grammar grammar_for(std::span<const Token> sentence);

}  // namespace reorg::question
