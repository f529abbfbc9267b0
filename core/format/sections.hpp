// The parts of a change file. Sources and entities of all files are declared before anything that
// refers to them is read.
#pragma once

#include "core/format/scalar.hpp"

namespace reorg::format {

void declare_sources(const Report&);
// The entry of one; nothing after a problem was reported.
std::optional<Source> read_source(const std::string& key, const Node&, const Report&);
void declare_entities(const Report&);
void read_entities(const Report&);    // what their entries say
void read_changes(const Report&);     // and events, plans, rumours and rival claims
void read_statements(const Report&);  // plain ones

void read_judgements(const Report&);

// After all files: what withdrawals end, and whether keys and identifiers mean one entity each.
void settle_withdrawals(Reading&);
void check_identities(Reading&);

}  // namespace reorg::format
