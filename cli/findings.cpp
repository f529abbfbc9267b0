#include "cli/findings.hpp"

#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "cli/text.hpp"

namespace reorg::cli {

namespace {

// The message begins with it: "acme.yaml:12: …". Line 0: it names a file alone, or nothing.
struct FoundAt {
  std::string file;
  int line = 0;
};

FoundAt place_of(const Finding& f) {
  const std::size_t colon = f.message.find(':');
  const bool has_line = colon != std::string::npos && colon + 1 < f.message.size();
  return {f.message.substr(0, colon), has_line ? std::atoi(&f.message[colon + 1]) : 0};
}

Json json_of(const Finding& f) {
  const FoundAt at = place_of(f);
  return {{"rule", f.rule},
          {"message", f.message},
          {"file", at.line == 0 ? Json() : Json(at.file)},
          {"line", at.line == 0 ? Json() : Json(at.line)}};
}

}  // namespace

void sort_by_place(std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, {}, [](const Finding& f) {
    FoundAt at = place_of(f);
    return std::pair(std::move(at.file), at.line);
  });
}

void tell_findings(const World& world, const std::vector<Finding>& findings) {
  for (const Finding& f : findings)
    world.err << "reorg: note: " << shown(f.message) << " [" << f.rule << "]\n";
}

Json json_findings(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& f : findings) list.push_back(json_of(f));
  return list;
}

}  // namespace reorg::cli
