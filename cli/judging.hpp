// What `reorg same` and `reorg different` share: whom they speak of, who says so, and the report.
#pragma once

#include <optional>
#include <string>

#include "cli/session.hpp"

namespace reorg::cli {

// Two records, each by its key as it was named: "acme-2" although acme-2 is acme by now.
struct TwoRecords {
  std::string kept, other;
  std::string survivor;  // the key under which `kept` answers
};

// Throws NameError, and UsageError when the two are one record, or of two kinds.
TwoRecords two_records(Session&, Verdict, const Judgements&);

// Records the judgement with the source and the note that the options give.
struct Judged {
  TwoRecords records;
  JudgementReport report;
};
Judged judge(Session&, Verdict, const TwoRecords&);

// `what`: the first sentence, without its end. Then the command that takes it back.
int tell(Session&, Judged, Verdict, const std::string& what);

// A command line with the database that was named: what can be pasted.
std::string here(const Session&, std::vector<std::string> words);

}  // namespace reorg::cli
