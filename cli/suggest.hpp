// "Did you mean": which of some words is meant by a misspelt one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg::cli {

// At most three, best first; none when nothing is near.
std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& known);

}  // namespace reorg::cli
