#include "cli/bundle_import.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/errors.hpp"
#include "cli/text.hpp"
#include "core/format/csv_text.hpp"

namespace reorg::cli {
namespace {

constexpr std::array options_of_bundles{"blank-until", "closed-ends", "no-end", "on-error"};

// The word that an option holds, one of two; false for the first.
bool is_second(const Session& session, const std::string& option, const std::string& first,
               const std::string& second) {
  if (!session.has(option)) return false;
  const std::string word = session.option(option);
  if (word == first || word == second) return word == second;
  throw UsageError(fmt::format("--{} {}: write {} or {}", option, shown(word), first, second),
                   {"reorg help import"});
}

}  // namespace

bool names_a_bundle(const Session& session) {
  const auto& names = session.names();
  const auto bundle = std::ranges::find_if(names, is_bundle);
  if (bundle == names.end()) {
    for (const char* option : options_of_bundles) {
      if (!session.has(option)) continue;
      throw UsageError(
          fmt::format("--{} is for a folder of tables, which holds entities.csv", option),
          {"reorg help import"});
    }
    return false;
  }
  if (names.size() > 1) {
    throw UsageError(
        fmt::format("import: {} is a folder of tables; it is imported alone", shown(*bundle)),
        {command_line({"import", *bundle})});
  }
  return true;
}

BundleOptions bundle_options(const Session& session) {
  BundleOptions options;
  if (is_second(session, "blank-until", "open", "unknown"))
    options.blank_until = BundleOptions::Blank::unknown;
  options.closed_ends = session.has("closed-ends");
  options.no_end = session.options_of("no-end");
  options.skip = is_second(session, "on-error", "stop", "skip");
  return options;
}

SkippedRows::SkippedRows(std::string bundle) : path_(std::move(bundle) + "-skipped.csv") {}

void SkippedRows::add(const SkippedRow& row) {
  if (!file_.is_open()) {
    file_.open(path_, std::ios::binary | std::ios::trunc);
    file_ << "file,line,column,value,reason,row\n";
  }
  const Place& place = row.problem.place;
  const std::array fields{place.file, std::to_string(place.line), row.column,
                          row.value,  row.problem.message,        row.row};
  for (std::size_t i = 0; i < fields.size(); ++i)
    file_ << (i == 0 ? "" : ",") << csv_field(fields[i]);
  file_ << '\n';
}

void SkippedRows::close() {
  if (!file_.is_open()) return;
  file_.close();
  if (!file_)
    throw OutputError(
        fmt::format("{} cannot be written; check its folder and the disk", shown(path_)));
}

}  // namespace reorg::cli
