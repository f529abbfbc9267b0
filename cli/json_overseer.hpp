// The overseer row of docs/json.md, for every command that names overseers.
#pragma once

#include "cli/reply.hpp"
#include "core/query/overseers.hpp"

namespace reorg::cli {

Json json_overseer(Reply&, const Scene&, const OverseerRow&, const std::string& found_as = {});
// Rival claims, as every row tells them.
Json json_conflicts(Reply&, const Scene&, const std::vector<const Spell*>& rivals);

}  // namespace reorg::cli
