// The tree that a command line asks for: whose, how deep, how certain.
#pragma once

#include <optional>
#include <vector>

#include "cli/session.hpp"
#include "core/query/structure.hpp"

namespace reorg::cli {

// The organization that was named, or everything that is part of nothing. `what`: a word for
// the error about whoever is no organization, "only organizations have a tree". Throws UsageError.
std::vector<EntityId> roots_of(Session&, const std::optional<NameHit>&, std::string_view what);

// Keeps what is asked for by --certain or --possible, and what it hangs from.
void keep_wanted(std::vector<Node>&, const Style&);

}  // namespace reorg::cli
