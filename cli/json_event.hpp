// Events and their changes as JSON: the same in `log`, `plans` and `history`.
#pragma once

#include "cli/reply.hpp"
#include "core/query/events.hpp"

namespace reorg::cli {

Json json_change(Reply&, const Scene&, const LoggedChange&, const Event&);
Json json_event(Reply&, const Scene&, const LoggedEvent&, Day today);

}  // namespace reorg::cli
