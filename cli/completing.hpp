// What may stand next on a command line that somebody is typing: commands, options, their values,
// names. One place for every shell; the shells' scripts (cmd_completion.cpp) only ask and insert.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/store.hpp"

namespace reorg::cli {

struct Completion {
  std::string text;   // the whole word, as it is meant: quoting is the shell's
  std::string about;  // a few words on it; may be empty
  friend bool operator==(const Completion&, const Completion&) = default;
};

struct Completions {
  bool files = false;  // any file: the shell knows them
  std::vector<Completion> words;
};

inline constexpr std::size_t most_completions = 50;

// The database that --db says, or the usual one when that is empty; null when there is none.
using OpenStore = std::function<const Store*(const std::string& db)>;

// `line` is what stands before the cursor, the program's name first, as it was typed. A name of
// several words is completed from any of its words on: "tree Alibaba Cl" gives "Cloud".
Completions complete(std::string_view line, const OpenStore&);

// Names and keys that begin so, as the index has them: whatever their case and width. When some
// begin so to the letter, only these.
std::vector<Completion> names_beginning(const Store&, std::string_view typed);

}  // namespace reorg::cli
