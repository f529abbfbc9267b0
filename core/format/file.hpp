// One change file while it is read.
#pragma once

#include <string>

#include "core/format/tree.hpp"
#include "core/model/model.hpp"

namespace reorg::format {

struct File {
  std::string path;  // as given; in messages
  std::string name;  // what it is known by; in the batch
  Node root;
  bool section = false;  // one of several that one text holds under `files`

  Place in_message(const Node& node) const { return {path, node.line, node.column}; }
  Place in_batch(const Node& node) const { return {name, node.line, node.column}; }
};

}  // namespace reorg::format
