// Who says so, on a command line: sources recorded before, and at most one new one.
#pragma once

#include <string>
#include <vector>

#include "cli/change_file_text.hpp"
#include "cli/change_line.hpp"

namespace reorg::cli {

// The options that tell of a source, --source itself aside.
inline constexpr std::string_view source_options[] = {"title", "publisher", "published",
                                                      "source-type"};

struct LineSource {
  std::string key;
  ChangeFileText::Parts parts;  // of its entry
};
struct LineSources {
  std::vector<LineSource> entries;
  std::vector<std::string> keys() const;
};

// A new source has a key made from the file's name. Throws UsageError, and NameError for a key that
// no source has.
LineSources sources_of(Session&, const ChangeLine&, const std::string& file);

}  // namespace reorg::cli
