// A folder of tables on the command line of import.
#pragma once

#include <fstream>
#include <memory>

#include "cli/session.hpp"
#include "core/format/bundle.hpp"

namespace reorg::cli {

// Whether the words of the command line name a bundle. Throws UsageError when they name several, or
// files beside one, and when options of bundles stand there without one.
bool names_a_bundle(const Session&);

// What --blank-until, --closed-ends, --no-end and --on-error say. Throws UsageError.
BundleOptions bundle_options(const Session&);

// The file beside which rows that were left out are written: made by the first of them, in the
// current folder, and named after the bundle.
class SkippedRows {
 public:
  explicit SkippedRows(std::string bundle);
  void add(const SkippedRow&);
  const std::string& path() const { return path_; }
  // Throws OutputError when it could not be written.
  void close();

 private:
  std::string path_;
  std::ofstream file_;
};

}  // namespace reorg::cli
