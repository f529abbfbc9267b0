// Bundles in tests: a folder of small tables.
#pragma once

#include <map>
#include <string>

#include "core/format/bundle.hpp"
#include "tests/store/scratch_folder.hpp"

namespace reorg::tests {

using Tables = std::map<std::string, std::string>;  // "names" → its text

// A folder of the name "acme" that holds them; without a relations.csv of its own, an empty one.
class BundleFolder {
 public:
  explicit BundleFolder(const Tables& tables) {
    std::filesystem::create_directory(folder_ / "acme");
    write("relations", "kind,subject,object\n");
    for (const auto& [name, text] : tables) write(name, text);
  }
  std::string path() const { return (folder_ / "acme").string(); }
  const ScratchFolder& outside() const { return folder_; }

 private:
  void write(const std::string& name, const std::string& text) const {
    write_bytes(folder_ / "acme" / (name + ".csv"), text);
  }
  ScratchFolder folder_;
};

inline Batch batch_of(const Tables& tables, const BundleOptions& options = {},
                      const Directory* others = nullptr) {
  const BundleFolder folder(tables);
  Bundle rows(folder.path(), options, others);
  return read_all(rows);
}

// "relations.csv:2:5: subject: …", of each problem.
inline std::vector<std::string> problems_of(const Tables& tables, const BundleOptions& options = {},
                                            const Directory* others = nullptr) {
  const BundleFolder folder(tables);
  std::vector<std::string> lines;
  try {
    Bundle rows(folder.path(), options, others);
    read_all(rows);
  } catch (const BadInput& bad) {
    for (const Problem& p : bad.problems) {
      const std::string text = to_string(p);
      lines.push_back(text.substr(text.find("/acme") + 1));
    }
  }
  for (std::string& line : lines) {
    if (line.starts_with("acme/")) line.erase(0, 5);
  }
  return lines;
}

}  // namespace reorg::tests
