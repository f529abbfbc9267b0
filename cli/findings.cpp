#include "cli/findings.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>

#include "cli/text.hpp"
#include "core/store/store.hpp"

namespace reorg::cli {

namespace {

// The message begins with it: "acme.yaml:12: …". Line 0: it names a file alone, or nothing.
struct FoundAt {
  std::string file;
  int line = 0;
};

FoundAt place_of(const Finding& f) {
  const std::string_view text = f.message;
  const std::size_t from = text.starts_with(recorded_file_mark) ? recorded_file_mark.size() : 0;
  const std::size_t colon = text.find(':', from);
  FoundAt at{std::string(text.substr(0, colon)), 0};
  if (colon == std::string_view::npos) return at;
  int line = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, line);
  if (error == std::errc() && stop != end && *stop == ':') at.line = line;
  return at;
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
