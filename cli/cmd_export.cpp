// reorg export: everything recorded, as a change file that imports to the same database.
#include <filesystem>
#include <fstream>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "core/format/write_change_file.hpp"

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;

// Whole or not at all: a file of that name is kept until the new one is written.
void write_whole(const fs::path& path, const std::string& text) {
  const fs::path beside = path.string() + ".part";
  std::error_code error;
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  if (file.write(text.data(), static_cast<std::streamsize>(text.size())).flush()) {
    file.close();
    fs::rename(beside, path, error);
    if (!error) return;
  }
  std::error_code ignored;
  fs::remove(beside, ignored);
  throw OutputError(
      fmt::format("{} cannot be written{}", shown(path.string()),
                  error ? ": " + error.message() : "; check its folder and the disk"));
}

}  // namespace

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
