// An event that began or ended something, in a line and as JSON.
#pragma once

#include <string_view>

#include "cli/reply.hpp"

namespace reorg::cli {

// "came with: Tencent regroups its mobile business, announced 2013-01-25 [1]"; nothing for no event
// or one without a name.
void tell_event(Reply&, std::string_view lead, const Told*, std::size_t indent);
Json json_event(const Told*);  // null for none

}  // namespace reorg::cli
