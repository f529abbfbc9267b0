// What a person does somewhere, in words and as JSON: a post, a charge, a membership.
#pragma once

#include <string>

#include "cli/reply.hpp"
#include "core/query/career.hpp"

namespace reorg::cli {

// "chief technology officer of Alibaba Group"; "president (over Alibaba Cloud)"; "chair of Ant
// Group"; "founder (in Alibaba Group)".
std::string position_text(const Scene&, const Position&);
// kind, post, organization, capacity.
Json json_position(const Scene&, const Position&);

}  // namespace reorg::cli
