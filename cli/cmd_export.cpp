// reorg export: everything recorded, as a change file that imports to the same database.
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "cli/whole_file.hpp"
#include "core/format/write_change_file.hpp"

namespace reorg::cli {
int run_export(Session& session) {
  if (!session.names().empty())
    throw UsageError("export: it writes everything; name the file with -o", {"reorg help export"});
  if (session.has("format") && session.option("format") != "changes") {
    throw UsageError(
        fmt::format("--format {}: the one format is changes", shown(session.option("format"))),
        {command_line({"export", "--format", "changes"})});
  }
  const std::string path = session.has("output") ? session.option("output") : "-";
  const Batch all = session.store().everything();
  const std::string text = write_change_file(all);
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
