// Writing a folder of tables.
#pragma once

#include <string>
#include <vector>

#include "core/format/write_bundle.hpp"

namespace reorg::cli {

// Into a new folder, an empty one, or one that holds tables of a bundle alone: those are replaced,
// and what the bundle does not have any more is taken away. Throws UsageError for a folder with
// other things in it, OutputError when it cannot be written.
void write_folder(const std::string& path, const std::vector<BundleFile>&);

}  // namespace reorg::cli
