// reorg import FILE… and reorg forget FILE: change the database, one revision at a time.
#include <algorithm>
#include <ostream>
#include <span>

#include <fmt/format.h>

#include "cli/bundle_import.hpp"
#include "cli/command.hpp"
#include "cli/directory.hpp"
#include "cli/errors.hpp"
#include "cli/findings.hpp"
#include "cli/graph_image.hpp"
#include "cli/progress.hpp"
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
  const bool nothing = report.added + report.removed + report.changed + report.judgements == 0;
  if (session.style().json) {
    const Json document = {{"schema", 1},
                           {"added", report.added},
                           {"removed", report.removed},
                           {"changed", report.changed},
                           {"judgements", report.judgements},
                           {"revision", report.revision ? Json(*report.revision) : Json()},
                           {"dry_run", dry},
                           {"findings", json_findings(report.findings)}};
    session.world().out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    return ok;
  }
  const std::string judged =
      report.judgements == 0 ? "" : ", " + counted(report.judgements, "judgement", "judgements");
  const std::string end = dry               ? "; a dry run, nothing was written"
                          : report.revision ? fmt::format(", revision {}", *report.revision)
                          : nothing         ? "; nothing changed"
                                            : "";
  session.world().out << what << ": " << difference(report) << judged << end << '\n';
  return ok;
}

// What was recorded here one by one is in no file that could have been edited.
void refuse_recorded_files(std::span<const std::string> files, const Store& store,
                           const char* other_name) {
  const std::vector<std::string> known = store.files();
  std::vector<std::string> names;
  std::ranges::copy_if(files, std::back_inserter(names), [&](const std::string& name) {
    return name.starts_with(recorded_file_mark) && std::ranges::find(known, name) != known.end();
  });
  if (names.empty()) return;
  const std::string more = names.size() == 1 ? "" : fmt::format(" (and {} more)", names.size() - 1);
  throw BadInput(
      {{{names.front(), 0, 0},
        "this was recorded in the database itself" + more +
            ", and an import would replace it; import into another database, or " + other_name}});
}

// Two that would become one although they were judged different, and the other way round.
void refuse_contradictions(const Batch& batch, const Judgements& before) {
  std::vector<Judgement> all = before.in_force();
  std::vector<Problem> problems;
  for (const ToldJudgement& told : batch.judgements) {
    const Judgements so_far(all);
    const bool same = told.verdict == Verdict::same;
    if (same && so_far.against(told.kept, told.other) != nullptr) {
      problems.push_back(
          {told.place, fmt::format("{} and {} would become one, and records of theirs were judged "
                                   "different; take one of the two out",
                                   told.kept, told.other)});
    } else if (!same && !so_far.through_others(told.kept, told.other).empty()) {
      problems.push_back(
          {told.place, fmt::format("{} and {} are one through others; take one of the judgements "
                                   "out",
                                   told.kept, told.other)});
    }
    Judgement one;
    one.verdict = told.verdict;
    one.kept = told.kept;
    one.other = told.other;
    all.push_back(std::move(one));
  }
  if (!problems.empty()) throw BadInput(std::move(problems));
}

// Of this bundle: nobody else has recorded anything when the store has no other file.
bool is_alone(const Store& store, const std::string& file) {
  return std::ranges::all_of(store.files(), [&](const std::string& f) { return f == file; });
}

void add_warnings(const Bundle& rows, std::vector<Finding>& findings) {
  for (const Problem& p : rows.warnings()) findings.push_back({"table", to_string(p), {}});
}

ImportReport import_stream(const Session& session, Store& store, RowStream& rows, Store::Run run,
                           ProgressLine& line) {
  const InterruptWatch watch;
  BulkOptions options;
  options.progress = [&](const BulkProgress& p) { line(p); };
  options.stop = InterruptWatch::interrupted;
  return store.import_rows(rows, run, to_string(session.today()), options);
}

int import_bundle(Session& session) {
  BundleOptions options = bundle_options(session);
  const std::string& folder = session.names().front();
  const std::string name = Bundle(folder).file();
  SkippedRows skipped(name);
  options.on_skip = [&](const SkippedRow& row) { skipped.add(row); };
  Store& store = session.store(Store::Access::write);
  refuse_recorded_files(std::span(&name, 1), store, "rename the folder");
  const StoreDirectory others(store);
  Bundle rows(folder, std::move(options), is_alone(store, name) ? nullptr : &others);
  const bool dry = session.has("dry-run");
  const World& world = session.world();
  ProgressLine line(world.err, world.err_is_terminal, !session.has("no-progress"));
  ImportReport report =
      import_stream(session, store, rows, dry ? Store::Run::dry : Store::Run::real, line);
  skipped.close();
  if (report.revision) make_image_if_big(store, session.database(), world.err, line);
  line.clear();
  add_warnings(rows, report.findings);
  std::ranges::move(
      late_withdrawals(rows.withdrawals(), [&](std::string_view key) { return store.event(key); }),
      std::back_inserter(report.findings));
  std::string what = shown(name);
  if (rows.skipped() > 0) {
    what += fmt::format(", {} left out ({})", counted(rows.skipped(), "row", "rows"),
                        shown(skipped.path()));
  }
  return tell(session, report, what, dry);
}

}  // namespace

int run_import(Session& session) {
  if (session.names().empty())
    throw UsageError(
        "import: which files? Give change files or folders of them, or a folder of tables",
        {"reorg help import"});
  if (names_a_bundle(session)) return import_bundle(session);
  const std::vector<InputFile> files = load_change_files(session.names());
  Store& store = session.store(Store::Access::write);
  const Batch batch = read_change_files(files, StoreDirectory(store));
  refuse_recorded_files(batch.files, store, "give the file another name with 'file:'");
  refuse_contradictions(batch, store.judgements());
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
