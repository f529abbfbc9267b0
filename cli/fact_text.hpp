// One fact about an entity in a phrase, and as JSON.
#pragma once

#include <string>

#include "cli/reply.hpp"
#include "core/query/profile.hpp"

namespace reorg::cli {

// "part of Alibaba Group", "overseen by Zhang Jianfeng, president", "owns about 64 % of Cainiao".
std::string fact_text(const Scene&, const Fact&);
// Doubts in brackets: " (possible, disputed)"; empty for what is plain.
std::string fact_marks(const Scene&, const Fact&);
Json json_fact(Reply&, const Scene&, const Fact&);

}  // namespace reorg::cli
