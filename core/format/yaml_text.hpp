// A tree of keys, lists and texts as YAML that people read: block style, what is short in one line.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace reorg::format {

using Tree = nlohmann::ordered_json;  // objects, arrays and strings alone

// Texts are in quotes only where the reader would otherwise take them for something else.
std::string yaml_text(const Tree&);

}  // namespace reorg::format
