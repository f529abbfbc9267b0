// Shares in words, the same in every answer and on every chart.
#pragma once

#include <string>

#include "core/query/shares.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

// The share of an `owns`, as stated: "33 %", "about 64 %", "30 to 40 % of the votes", "10 %
// (control)".
std::string share_text(const Spell&);
// The same as what somebody owns: control of unknown extent is "control".
std::string stake_text(const Spell&);

// What was computed: "33 %", "about 33.33 %", "30 to 40 %", "up to 70 %", "more than 50 %", "an
// unknown share".
std::string percent_text(const Share&);

}  // namespace reorg
