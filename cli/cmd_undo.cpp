// reorg undo [N]: takes the last revisions back, by one revision more.
#include <charconv>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/findings.hpp"
#include "cli/judging.hpp"
#include "cli/revision_text.hpp"
#include "cli/text.hpp"
#include "core/format/change_file.hpp"

namespace reorg::cli {
namespace {

int how_many(const Session& session) {
  if (session.names().empty()) return 1;
  const std::string& text = session.names().front();
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && n > 0;
  if (!whole || session.names().size() > 1) {
    throw UsageError("undo takes how many revisions to take back, a whole number from 1 on",
                     {here(session, {"undo", "1"}), here(session, {"log", "--recorded"})});
  }
  return n;
}

[[noreturn]] void refuse(const Session& session, const UndoError& e) {
  if (e.why == UndoError::Why::not_kept) {
    throw BadInput({{{session.database(), 0, 0},
                     fmt::format("revision {} was recorded by an older reorg, which did not keep "
                                 "what its files said before; import these files as they were, or "
                                 "take one away with 'reorg forget FILE'",
                                 e.number)}});
  }
  if (e.number == 0) throw UsageError("nothing is recorded here that could be undone");
  throw UsageError(
      fmt::format("there {} only {}", e.number == 1 ? "is" : "are",
                  counted(static_cast<std::size_t>(e.number), "revision", "revisions")),
      {here(session, {"undo", std::to_string(e.number)}), here(session, {"log", "--recorded"})});
}

UndoReport undo(Session& session, int count) {
  const auto run = session.has("dry-run") ? Store::Run::dry : Store::Run::real;
  try {
    return session.store(Store::Access::amend).undo(count, run, to_string(session.today()));
  } catch (const UndoError& e) {
    refuse(session, e);
  }
}

Json pairs(const std::vector<Judgement>& all) {
  Json list = Json::array();
  for (const Judgement& j : all)
    list.push_back({{"verdict", word(j.verdict)},
                    {"kept", j.kept},
                    {"other", j.other},
                    {"revision", j.revision}});
  return list;
}

Json json_report(const UndoReport& r) {
  Json undone = Json::array();
  for (const Revision& one : r.undone) undone.push_back(json_revision(one));
  return {{"schema", 1},
          {"undone", std::move(undone)},
          {"added", r.added},
          {"removed", r.removed},
          {"changed", r.changed},
          {"files", {{"rewritten", r.rewritten}, {"gone", r.gone}, {"back", r.back}}},
          {"judgements", {{"no_longer", pairs(r.no_longer)}, {"again", pairs(r.again)}}},
          {"revision", r.revision ? Json(*r.revision) : Json()},
          {"dry_run", !r.revision.has_value()},
          {"take_back", {"reorg", "undo"}},
          {"findings", json_findings(r.findings)}};
}

std::string undone_phrase(const UndoReport& r) {
  const int last = r.undone.front().number, first = r.undone.back().number;
  if (first != last) return fmt::format("revisions {} to {}", first, last);
  return fmt::format("revision {}, {}", last, revision_phrase(r.undone.front()));
}

void tell(Session& session, const UndoReport& r) {
  std::ostream& out = session.world().out;
  const std::string what =
      fmt::format("{}: +{} −{} ~{} statements", undone_phrase(r), r.added, r.removed, r.changed);
  if (r.revision)
    out << fmt::format("Undid {}; revision {}.\n", what, *r.revision);
  else
    out << fmt::format("Would undo {}; a dry run, nothing was written.\n", what);
  if (r.undone.size() > 1) {
    for (const Revision& one : r.undone)
      out << fmt::format("  revision {}, {}\n", one.number, revision_phrase(one));
  }
  const auto files = [&](const std::vector<std::string>& names, const char* how) {
    for (const std::string& name : names) out << fmt::format("  {} {}\n", shown(name), how);
  };
  files(r.rewritten, "says again what it said before");
  files(r.gone, "is not there any more");
  files(r.back, "is there again");
  const auto judged = [&](const std::vector<Judgement>& all, const char* how) {
    for (const Judgement& j : all)
      out << fmt::format("  {} and {} are {} judged {}\n", j.kept, j.other, how, word(j.verdict));
  };
  judged(r.no_longer, "no longer");
  judged(r.again, "again");
  if (!r.revision) return;
  const std::string number = std::to_string(*r.revision);
  out << "What it changed: " << here(session, {"diff", "--revision", number}) << '\n';
  out << "To take it back: " << here(session, {"undo"}) << '\n';
}

}  // namespace

int run_undo(Session& session) {
  UndoReport report = undo(session, how_many(session));
  sort_by_place(report.findings);
  tell_findings(session.world(), report.findings);
  if (session.style().json)
    session.world().out << json_report(report).dump(2, ' ', false, Json::error_handler_t::replace)
                        << '\n';
  else
    tell(session, report);
  return ok;
}

}  // namespace reorg::cli
