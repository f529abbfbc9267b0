// From paths to texts.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/format/raw_text.hpp"

namespace reorg {
namespace {

namespace fs = std::filesystem;
using format::Problems;

bool is_change_file(const fs::directory_entry& entry) {
  const fs::path extension = entry.path().extension();
  return entry.is_regular_file() && (extension == ".yaml" || extension == ".yml");
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (is_change_file(entry)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void load_file(const fs::path& path, std::vector<InputFile>& files, Problems& problems) {
  const Place place{path.string(), 0, 0};
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return problems.add(place, "cannot be opened; check that you may read it");
  std::string text;
  std::istreambuf_iterator<char> next(stream), end;
  // One byte over the limit is enough to know; a pipe may have no end.
  for (; next != end && text.size() <= max_change_file_bytes; ++next) text += *next;
  if (stream.bad()) return problems.add(place, "cannot be read to its end");
  files.push_back({path.string(), std::move(text)});
}

void load_folder(const fs::path& folder, std::vector<InputFile>& files, Problems& problems) {
  const auto below = files_below(folder);
  if (below.empty()) {
    problems.add({folder.string(), 0, 0},
                 "no change file in this folder or below; they end in .yaml or .yml");
  }
  for (const fs::path& path : below) load_file(path, files, problems);
}

void load(const std::string& path, std::vector<InputFile>& files, Problems& problems) {
  try {
    if (fs::is_directory(path)) {
      load_folder(path, files, problems);
    } else if (!fs::exists(path)) {
      problems.add({path, 0, 0}, "no such file; check the path");
    } else {
      load_file(path, files, problems);
    }
  } catch (const fs::filesystem_error& error) {
    problems.add({path, 0, 0}, "cannot be read: " + error.code().message());
  }
}

}  // namespace

std::vector<InputFile> load_change_files(std::span<const std::string> paths) {
  std::vector<InputFile> files;
  Problems problems;
  for (const std::string& path : paths) load(path, files, problems);
  for (const InputFile& file : files) format::check_size(file.path, file.text, problems);
  problems.throw_if_any();
  return files;
}

}  // namespace reorg
