// Writing a file that is there whole or not at all.
#pragma once

#include <string>

namespace reorg::cli {

// A file of that name is kept until the new one is written; a link stays one, and a device or a
// pipe is written to. Throws OutputError.
void write_whole(const std::string& path, const std::string& content);

}  // namespace reorg::cli
