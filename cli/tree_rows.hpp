// reorg tree NAME --csv, straight from a graph image: the same rows as by way of a scene, for trees
// of tens of thousands.
#pragma once

#include <string>

#include "cli/session.hpp"

namespace reorg::cli {

// The table as `reorg tree` writes it (cmd_tree.cpp). Requires: a question about one day. Throws
// ImageError.
std::string tree_rows(Session&, const Image&, EntityId root, int depth);

}  // namespace reorg::cli
