#include "cli/revision_text.hpp"

#include <fmt/format.h>

#include "cli/text.hpp"

namespace reorg::cli {
namespace {

std::string of_files(const Revision& r) {
  if (r.files.empty()) return "";
  if (r.files.size() == 1) return " of " + shown(r.files.front());
  return fmt::format(" of {} files", r.files.size());
}

}  // namespace

std::string revision_phrase(const Revision& r) {
  if (r.restores) {
    const int first = *r.restores + 1, last = r.number - 1;
    return first == last ? fmt::format("undo of revision {}", first)
                         : fmt::format("undo of revisions {} to {}", first, last);
  }
  if (r.what == word(Verdict::same)) return "judgement that two records are the same";
  if (r.what == word(Verdict::different)) return "judgement that two records are different";
  if (r.what == "record" && r.files.size() == 1) return "recorded as " + shown(r.files.front());
  return shown(r.what) + of_files(r);
}

std::string revision_size(const Revision& r) {
  return fmt::format("+{} −{} ~{} statements", r.added, r.removed, r.changed);
}

Json json_revision(const Revision& r) {
  return {{"revision", r.number},   {"recorded", r.recorded.empty() ? Json() : Json(r.recorded)},
          {"what", r.what},         {"files", r.files},
          {"added", r.added},       {"removed", r.removed},
          {"changed", r.changed},   {"restores", r.restores ? Json(*r.restores) : Json()},
          {"can_be_undone", r.kept}};
}

}  // namespace reorg::cli
