// Names as change files write them: a text, a list, or either by language.
#pragma once

#include <string>
#include <vector>

#include "core/format/scalar.hpp"

namespace reorg::format {

struct Name {
  std::string language;  // "en", "zh-Hans"
  std::string text;
  bool guessed = false;  // the language: from the script
};

// Empty after a problem was reported.
std::vector<Name> read_names(const Node&, const Report&);

// "zh" → "zh-Hans", "zh-hant" → "zh-Hant"; nothing after a problem was reported.
std::optional<std::string> read_language(const Node&, const Report&);
// The same of a text: nothing when it is no language.
std::optional<std::string> language_tag(std::string_view text);

// Chinese characters: zh-Hans; kana: ja; Hangul: ko; all else English.
std::string language_of(std::string_view text);

// "preferred:en"; an acronym whose language nobody wrote has none: "acronym:".
std::string name_aspect(std::string_view type, const Name&);

}  // namespace reorg::format
