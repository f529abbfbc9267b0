#include "cli/directory.hpp"

#include <algorithm>

#include "core/names/fold.hpp"

namespace reorg::cli {

std::optional<std::string> StoreDirectory::owner_of(std::string_view scheme,
                                                    std::string_view identifier) const {
  const std::vector<std::string> keys = store_.bearers(scheme, identifier);
  return keys.empty() ? std::nullopt : std::optional(keys.front());
}

bool StoreDirectory::are_one(std::string_view key, std::string_view other) const {
  return store_.judgements().are_one(key, other);
}

bool StoreDirectory::shares_name(std::string_view key, std::span<const std::string> names) const {
  const std::vector<std::string> known = store_.folded_names(key);
  return std::ranges::any_of(names, [&](const std::string& name) {
    return std::ranges::find(known, fold_name(name)) != known.end();
  });
}

bool StoreDirectory::only_from(std::string_view key, std::span<const std::string> files) const {
  return store_.only_from(key, {files.begin(), files.end()});
}

}  // namespace reorg::cli
