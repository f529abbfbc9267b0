#include "cli/bundle_folder.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/errors.hpp"
#include "cli/text.hpp"
#include "cli/whole_file.hpp"

namespace reorg::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cannot(const std::string& path, const std::error_code& error) {
  throw OutputError(fmt::format("{} cannot be written: {}", shown(path), error.message()));
}

void refuse_other_things(const std::string& path) {
  const std::vector<std::string> tables = bundle_file_names();
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path, error)) {
    const std::string name = entry.path().filename().string();
    if (std::ranges::find(tables, name) != tables.end()) continue;
    throw UsageError(fmt::format("{} holds other things, such as {}; name a new folder",
                                 shown(path), shown(name)),
                     {"reorg help export"});
  }
  if (error) cannot(path, error);
}

}  // namespace

void write_folder(const std::string& path, const std::vector<BundleFile>& files) {
  std::error_code error;
  if (fs::exists(path, error)) {
    if (!fs::is_directory(path, error))
      throw UsageError(fmt::format("{} is a file; name a folder", shown(path)),
                       {"reorg help export"});
    refuse_other_things(path);
  } else if (!fs::create_directories(path, error) && error) {
    cannot(path, error);
  }
  for (const BundleFile& file : files)
    write_whole((fs::path(path) / file.name).string(), file.text);
  for (const std::string& name : bundle_file_names()) {
    if (std::ranges::find(files, name, &BundleFile::name) == files.end())
      fs::remove(fs::path(path) / name, error);
  }
}

}  // namespace reorg::cli
