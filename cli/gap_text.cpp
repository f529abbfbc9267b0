#include "cli/gap_text.hpp"

#include <fmt/format.h>

namespace reorg::cli {

std::string gap_text(const Gap& g, std::string_view whom) {
  const std::string when =
      g.last == after_all ? fmt::format("from {} on", to_string(g.first))
      : g.first == g.last ? "on " + to_string(g.first)
                          : fmt::format("from {} to {}", to_string(g.first), to_string(g.last));
  return g.certainty == Certainty::certain ? fmt::format("no {} known {}", whom, when)
                                           : fmt::format("perhaps no {} {}", whom, when);
}

void GapsBetween::before(Day begins) {
  for (; !left_.empty() && left_.front().first < begins; left_ = left_.subspan(1))
    reply_.line("(" + gap_text(left_.front(), whom_) + ")", indent_);
}

Json json_gaps(std::span<const Gap> gaps) {
  Json list = Json::array();
  for (const Gap& g : gaps) {
    list.push_back(
        {{"first", json_of(g.first)}, {"last", json_of(g.last)}, {"certainty", word(g.certainty)}});
  }
  return list;
}

}  // namespace reorg::cli
