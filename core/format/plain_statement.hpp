// A plain statement: a claim with a period, which closes nothing.
#pragma once

#include "core/format/telling.hpp"

namespace reorg::format {

// The keys that a statement of this kind takes.
std::vector<KeyRule> rules_for(const StatementRule&);

// `told` is what a rival position says for its statements; empty for those of `statements:`.
void read_plain_statement(const Node&, const Told& told, const Report&);

}  // namespace reorg::format
