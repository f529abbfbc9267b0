// One change as a command line tells it, made into a change file: the reader of change files then
// does with it what it does with any other.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/session.hpp"
#include "core/format/change_file.hpp"

namespace reorg::cli {

struct ChangeLine {
  std::vector<std::string> words;                            // "rename", "Alibaba Cloud"
  std::vector<std::pair<std::string, std::string>> options;  // "to", "…"; "acting", "true"

  bool has(std::string_view option) const;
  std::string value(std::string_view option) const;  // empty when it is not given
  std::vector<std::string> values(std::string_view option) const;
};

// Throws UsageError when the first word is no change, or an option is none of that change's. Words
// that are one name are joined.
ChangeLine checked(ChangeLine);

// What the line says, told as the file of this name. Names are looked up in the session's database.
// Throws UsageError, in the words of the command line, and NameError.
Batch read_line(Session&, const ChangeLine&, const std::string& file, const Directory&);

}  // namespace reorg::cli
