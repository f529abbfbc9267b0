// One overseer in a few words, for trees, chains and lists.
#pragma once

#include <string>
#include <vector>

#include "cli/reply.hpp"
#include "core/query/overseers.hpp"

namespace reorg::cli {

// "Zhang Jianfeng, president"; "chief executive officer (no holder known)". `marks` adds what is
// not plain: acting, possible, disputed, as announced, dotted, chair…
std::string overseer_text(const Scene&, const OverseerRow&);
// All of one organization, heads first, by commas; empty when nobody is known.
std::string overseers_text(const Scene&, const std::vector<OverseerRow>&);
// Person and post as named that day: "Zhang Jianfeng 张建锋" or "chairman (vacant)".
std::string overseer_name(const Scene&, const OverseerRow&, bool with_native);
std::string overseer_role(const Scene&, const OverseerRow&);
// "since 2022-12-29; in this role since 2023-03-28; last evidence 2023-03-28".
std::string overseer_period(const OverseerRow&);
// "but also claimed: Daniel Zhang, since 2013 [3]".
std::string conflict_text(Reply&, const Scene&, const Spell& rival);

}  // namespace reorg::cli
