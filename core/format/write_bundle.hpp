// The way back: from statements to the tables that tell them.
//
//   for (const BundleFile& file : write_bundle(store.everything())) …
//
// A bundle is one file, so that several become one: a source, an event or a statement that they
// tell alike stands there once, and what they tell of one event otherwise is put together. Reading
// the tables and writing them again gives the same bytes: rows are in the order of their contents,
// and a column that nothing fills is left out.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace reorg {

struct BundleFile {
  std::string name;  // "entities.csv"
  std::string text;
};

// The names that these files may have.
std::vector<std::string> bundle_file_names();

// Requires: what a reader of change files or bundles made, or could have made.
std::vector<BundleFile> write_bundle(const Batch&);

}  // namespace reorg
