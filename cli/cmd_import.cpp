// reorg import FILE… and reorg forget FILE: change the database, one revision at a time.
#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/directory.hpp"
#include "cli/errors.hpp"
#include "cli/findings.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "core/format/change_file.hpp"
#include "core/timeline/withdrawals.hpp"

namespace reorg::cli {
namespace {

// "+12 −3 ~1 statements, revision 4"
std::string difference(const ImportReport& r) {
  return fmt::format("+{} −{} ~{} statements", r.added, r.removed, r.changed);
}

int tell(Session& session, const ImportReport& report, const std::string& what, bool dry) {
  tell_findings(session.world(), report.findings);
  const bool nothing = report.added + report.removed + report.changed == 0;
  if (session.style().json) {
    const Json document = {{"schema", 1},
                           {"added", report.added},
                           {"removed", report.removed},
                           {"changed", report.changed},
                           {"revision", report.revision ? Json(*report.revision) : Json()},
                           {"dry_run", dry},
                           {"findings", json_findings(report.findings)}};
    session.world().out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    return ok;
  }
  const std::string end = dry               ? "; a dry run, nothing was written"
                          : report.revision ? fmt::format(", revision {}", *report.revision)
                          : nothing         ? "; nothing changed"
                                            : "";
  session.world().out << what << ": " << difference(report) << end << '\n';
  return ok;
}

}  // namespace

int run_import(Session& session) {
  if (session.names().empty())
    throw UsageError("import: which files? Give change files or folders of them",
                     {"reorg help import"});
  const std::vector<InputFile> files = load_change_files(session.names());
  Store& store = session.store(Store::Access::write);
  const Batch batch = read_change_files(files, StoreDirectory(store));
  const bool dry = session.has("dry-run");
  ImportReport report =
      store.import(batch, dry ? Store::Run::dry : Store::Run::real, to_string(session.today()));
  std::ranges::move(
      late_withdrawals(batch.events, [&](std::string_view key) { return store.event(key); }),
      std::back_inserter(report.findings));
  sort_by_place(report.findings);
  return tell(session, report, counted(batch.files.size(), "file", "files"), dry);
}

int run_forget(Session& session) {
  if (session.names().size() != 1)
    throw UsageError("forget: exactly one file name is needed", {"reorg help forget"});
  const std::string& file = session.names().front();
  Store& store = session.store(Store::Access::write);
  const bool dry = session.has("dry-run");
  const auto report =
      store.forget(file, dry ? Store::Run::dry : Store::Run::real, to_string(session.today()));
  if (!report) {
    std::vector<std::string> lines;
    for (const std::string& known : store.files()) lines.push_back(command_line({"forget", known}));
    throw NameError(fmt::format("no file called “{}” was imported", shown(file)), lines);
  }
  return tell(session, *report, "forgot " + shown(file), dry);
}

}  // namespace reorg::cli
