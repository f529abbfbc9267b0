// Where a picture goes, and in which format.
#pragma once

#include <string>
#include <string_view>

#include "cli/session.hpp"

namespace reorg::cli {

enum class PictureFormat { dot, svg, png, pdf, html };
std::string_view word(PictureFormat);

struct PictureFile {
  PictureFormat format = PictureFormat::svg;
  std::string path;     // empty: standard output
  bool chosen = false;  // the path is our own choice, which must be told
};

// From -f and -o: the format is that of the file's name unless -f says otherwise. To a terminal
// without -o goes nothing: then the file is called `name` and what the format asks for. Throws
// UsageError.
PictureFile picture_file(const Session&, const std::string& name);

}  // namespace reorg::cli
