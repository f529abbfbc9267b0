// Every file under bad/ names the problems it must cause: "# expect LINE:COLUMN: message".
#include <filesystem>
#include <fstream>
#include <map>

#include <catch2/catch.hpp>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

namespace {

namespace fs = std::filesystem;

const fs::path bad_folder = fs::path(REORG_SOURCE_DIR) / "tests/format/bad";

// A case is a file, or a folder of files that are read together.
std::vector<fs::path> cases() {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(bad_folder)) all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<InputFile> files_of(const fs::path& path) {
  auto files = load_change_files(Lines{path.string()});
  for (InputFile& file : files) file.path = fs::relative(file.path, bad_folder).string();
  return files;
}

Lines expected(const std::vector<InputFile>& files) {
  constexpr std::string_view mark = "# expect ";
  Lines lines;
  for (const InputFile& file : files) {
    std::istringstream text(file.text);
    for (std::string line; std::getline(text, line);) {
      if (line.starts_with(mark)) lines.push_back(file.path + ":" + line.substr(mark.size()));
    }
  }
  return lines;
}

Lines found(const std::vector<InputFile>& files) {
  try {
    read_change_files(files);
  } catch (const BadInput& bad) {
    Lines lines;
    for (const Problem& p : bad.problems) lines.push_back(to_string(p));
    return lines;
  }
  return {};
}

}  // namespace

TEST_CASE("each bad file is refused with place and remedy", "[bad files]") {
  REQUIRE(cases().size() > 100);
  for (const fs::path& path : cases()) {
    DYNAMIC_SECTION(path.filename().string()) {
      const auto files = files_of(path);
      REQUIRE_FALSE(expected(files).empty());
      CHECK(found(files) == expected(files));
    }
  }
}
