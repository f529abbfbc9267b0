// What else than names and dates fills the slots of a question.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/question/tokens.hpp"

namespace reorg::question {

struct ClassificationSaid {
  std::string text;      // as `units --kind` takes it: "business group", "company"; empty: any
  bool is_known = true;  // false: some words that may be a classification of somebody's own
};

// "business groups" → "business group", 公司 → "company", "organizations" → "" (all of them).
std::optional<ClassificationSaid> classification_in(std::span<const Token> words);

struct PercentSaid {
  std::string text;          // "25", "33.3"
  std::string trouble = {};  // "250 %: …"
};

// 25 %, 25%, 25 percent, 百分之25.
std::optional<PercentSaid> percent_in(std::span<const Token> words);

}  // namespace reorg::question
