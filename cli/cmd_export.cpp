// reorg export: everything recorded, as a change file or a folder of tables that imports to the
// same database.
#include <ostream>

#include <fmt/format.h>

#include "cli/bundle_folder.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "cli/whole_file.hpp"
#include "core/format/change_file.hpp"
#include "core/format/write_change_file.hpp"

namespace reorg::cli {
namespace {

// Whether tables are asked for; throws UsageError for a format that is none.
bool wants_tables(const Session& session) {
  if (!session.has("format") || session.option("format") == "changes") return false;
  if (session.option("format") == "csv") return true;
  throw UsageError(
      fmt::format("--format {}: the formats are changes and csv", shown(session.option("format"))),
      {command_line({"export", "--format", "changes"}),
       command_line({"export", "--format", "csv", "-o", "FOLDER"})});
}

// All that is said, in a form that can be compared. A change file has no keys for the sources of
// judgements.
std::vector<std::string> tables_of(Batch batch) {
  for (ToldJudgement& j : batch.judgements) {
    if (j.source) j.source->key.clear();
  }
  std::vector<std::string> texts;
  for (BundleFile& file : write_bundle(batch)) texts.push_back(std::move(file.text));
  return texts;
}

// Tables can say more than a change file: what it could not give back is not written.
std::string change_file_of(const Batch& all) {
  try {
    std::string text = write_change_file(all);
    const InputFile file{"export.yaml", text};
    if (tables_of(read_change_files({&file, 1})) == tables_of(all)) return text;
  } catch (const BadInput&) {
  } catch (const std::invalid_argument&) {
  }
  throw UsageError("export: no change file can say all that was imported from tables",
                   {command_line({"export", "--format", "csv", "-o", "FOLDER"})});
}

int export_tables(Session& session) {
  if (!session.has("output") || session.option("output") == "-") {
    throw UsageError("export --format csv: it writes a folder of tables; name it with -o",
                     {command_line({"export", "--format", "csv", "-o", "FOLDER"})});
  }
  const std::string path = session.option("output");
  const Batch all = session.store().everything();
  const std::vector<BundleFile> files = write_bundle(all);
  write_folder(path, files);
  std::ostream& out = session.world().out;
  if (!session.style().json) {
    out << fmt::format("{}: {} of {} in {}.\n", shown(path),
                       counted(all.statements.size(), "statement", "statements"),
                       counted(all.files.size(), "file", "files"),
                       counted(files.size(), "table", "tables"));
    return ok;
  }
  Json names = Json::array();
  for (const BundleFile& file : files) names.push_back(file.name);
  const Json document = {{"schema", 1},
                         {"format", "csv"},
                         {"files", all.files},
                         {"statements", all.statements.size()},
                         {"judgements", all.judgements.size()},
                         {"output", path},
                         {"text", nullptr},
                         {"tables", names}};
  out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  return ok;
}

}  // namespace

int run_export(Session& session) {
  if (!session.names().empty())
    throw UsageError("export: it writes everything; name the file with -o", {"reorg help export"});
  if (wants_tables(session)) return export_tables(session);
  const std::string path = session.has("output") ? session.option("output") : "-";
  const Batch all = session.store().everything();
  const std::string text = change_file_of(all);
  const bool to_file = path != "-";
  if (to_file) write_whole(path, text);
  std::ostream& out = session.world().out;
  if (session.style().json) {
    const Json document = {{"schema", 1},
                           {"format", "changes"},
                           {"files", all.files},
                           {"statements", all.statements.size()},
                           {"judgements", all.judgements.size()},
                           {"output", to_file ? Json(path) : Json()},
                           {"text", to_file ? Json() : Json(text)}};
    out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  } else if (to_file) {
    out << fmt::format("{}: {} of {}.\n", shown(path),
                       counted(all.statements.size(), "statement", "statements"),
                       counted(all.files.size(), "file", "files"));
  } else {
    out << text;
  }
  return ok;
}

}  // namespace reorg::cli
