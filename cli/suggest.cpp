#include "cli/suggest.hpp"

#include <algorithm>

#include "core/names/closeness.hpp"
#include "core/names/fold.hpp"

namespace reorg::cli {

std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& known) {
  const Asked asked(fold_name(typed.substr(0, 100)));
  std::vector<std::pair<double, std::string>> near;
  for (const std::string& word : known) {
    if (const auto distance = asked.distance(fold_name(word))) near.emplace_back(*distance, word);
  }
  std::ranges::sort(near);
  if (near.size() > 3) near.resize(3);
  std::vector<std::string> result;
  for (auto& [distance, word] : near) result.push_back(std::move(word));
  return result;
}

}  // namespace reorg::cli
