#include "cli/findings.hpp"

#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "cli/text.hpp"

namespace reorg::cli {

void sort_by_place(std::vector<Finding>& findings) {
  const auto place = [](const Finding& f) {
    const std::size_t colon = f.message.find(':');
    const bool has_line = colon != std::string::npos && colon + 1 < f.message.size();
    return std::pair(f.message.substr(0, colon), has_line ? std::atoi(&f.message[colon + 1]) : 0);
  };
  std::ranges::stable_sort(findings, {}, place);
}

void tell_findings(const World& world, const std::vector<Finding>& findings) {
  for (const Finding& f : findings)
    world.err << "reorg: note: " << shown(f.message) << " [" << f.rule << "]\n";
}

Json json_findings(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& f : findings) list.push_back({{"rule", f.rule}, {"message", f.message}});
  return list;
}

}  // namespace reorg::cli
