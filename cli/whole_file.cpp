#include "cli/whole_file.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "cli/errors.hpp"
#include "cli/text.hpp"

namespace reorg::cli {

namespace fs = std::filesystem;

void write_whole(const std::string& path, const std::string& content) {
  const fs::path beside = path + ".part";
  std::error_code error;
  std::ofstream file(beside, std::ios::binary | std::ios::trunc);
  if (file.write(content.data(), static_cast<std::streamsize>(content.size())).flush()) {
    file.close();
    fs::rename(beside, path, error);
    if (!error) return;
  }
  std::error_code ignored;
  fs::remove(beside, ignored);
  throw OutputError(
      fmt::format("{} cannot be written{}", shown(path),
                  error ? ": " + error.message() : "; check its folder and the disk"));
}

}  // namespace reorg::cli
