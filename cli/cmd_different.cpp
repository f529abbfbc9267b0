// reorg different A B: two records are two entities, or are two again.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/judging.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

void refuse_while_joined(const Session& session, const Judgements& all, const TwoRecords& two) {
  const auto chain = all.through_others(two.kept, two.other);
  if (chain.empty()) return;
  std::vector<std::string> keys, lines;
  std::string at = two.kept;
  for (const Judgement* j : chain) {
    lines.push_back(here(session, {"different", j->kept, j->other}) +
                    fmt::format("    # judged the same in revision {}", j->revision));
    at = j->kept == at ? j->other : j->kept;
    if (at != two.other) keys.push_back(at);
  }
  throw UsageError(
      fmt::format("{} and {} are one through {}; take back a judgement that joins them", two.kept,
                  two.other, listed(keys, "and")),
      lines);
}

std::string sentence(const Judged& j, bool were_one) {
  const TwoRecords& two = j.records;
  if (j.report.known_before)
    return fmt::format("{} and {} were judged different before{}", two.kept, two.other,
                       j.report.revision ? "; this is recorded beside it" : "");
  if (!were_one) return fmt::format("{} and {} are judged to be two entities", two.kept, two.other);
  return fmt::format("{} and {} are two again, with {} of {} and {} of {}", two.kept, two.other,
                     counted(j.report.of_kept, "statement", "statements"), two.kept,
                     j.report.of_other, two.other);
}

}  // namespace

int run_different(Session& session) {
  const Judgements all = session.store(Store::Access::amend).judgements();
  const TwoRecords two = two_records(session, Verdict::different, all);
  refuse_while_joined(session, all, two);
  const Judged j = judge(session, Verdict::different, two);
  return tell(session, j, Verdict::different, sentence(j, all.are_one(two.kept, two.other)));
}

}  // namespace reorg::cli
