#include "cli/whole_file.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "cli/errors.hpp"
#include "cli/text.hpp"

namespace reorg::cli {

namespace fs = std::filesystem;

namespace {

// Where a path leads: a file of that name may be a link to another. The path itself when nobody can
// tell.
fs::path behind_links(const fs::path& path) {
  std::error_code unknown;
  fs::path real = fs::weakly_canonical(path, unknown);
  return unknown ? path : real;
}

bool write_to(const fs::path& file_path, const std::string& content) {
  std::ofstream file(file_path, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  return file.good();
}

}  // namespace

void write_whole(const std::string& path, const std::string& content) {
  const fs::path real = behind_links(path);
  std::error_code error;
  const fs::file_status there = fs::status(real, error);
  error.clear();
  if (fs::is_directory(there))
    throw OutputError(fmt::format("{} is a folder; name a file in it", shown(path)));
  // A device or a pipe takes what comes; to put a file in its place would take it away.
  if (fs::exists(there) && !fs::is_regular_file(there)) {
    if (write_to(real, content)) return;
  } else {
    fs::path beside = real;
    beside += ".part";
    if (write_to(beside, content)) {
      fs::rename(beside, real, error);
      if (!error) return;
    }
    std::error_code ignored;
    fs::remove(beside, ignored);
  }
  throw OutputError(
      fmt::format("{} cannot be written{}", shown(path),
                  error ? ": " + error.message() : "; check its folder and the disk"));
}

}  // namespace reorg::cli
