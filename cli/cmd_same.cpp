// reorg same A B: two records are one entity.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/judging.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

void refuse_contradiction(const Session& session, const Judgements& all, const TwoRecords& two) {
  const Judgement* no = all.against(two.kept, two.other);
  if (no == nullptr) return;
  throw UsageError(
      fmt::format("{} and {} were judged different in revision {}, and would become one; "
                  "take that back first",
                  no->kept, no->other, no->revision),
      {here(session, {"same", no->kept, no->other})});
}

std::string sentence(const Judged& j) {
  const TwoRecords& two = j.records;
  const std::string survivor =
      two.survivor == two.kept ? two.kept : fmt::format("{}, which is {},", two.kept, two.survivor);
  if (j.report.known_before)
    return fmt::format("{} and {} were judged the same before{}", two.kept, two.other,
                       j.report.revision ? "; this is recorded beside it" : "");
  return fmt::format("{} is {} from now on: {} come together, {} of {} and {} of {}", two.other,
                     survivor,
                     counted(j.report.of_kept + j.report.of_other, "statement", "statements"),
                     j.report.of_kept, two.kept, j.report.of_other, two.other);
}

}  // namespace

int run_same(Session& session) {
  const Judgements all = session.store(Store::Access::amend).judgements();
  const TwoRecords two = two_records(session, Verdict::same, all);
  refuse_contradiction(session, all, two);
  const Judged j = judge(session, Verdict::same, two);
  return tell(session, j, Verdict::same, sentence(j));
}

}  // namespace reorg::cli
