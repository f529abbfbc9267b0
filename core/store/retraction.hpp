// The log of what is no longer said: nothing that was ever recorded is forgotten without a trace.
#pragma once

#include "core/store/connection.hpp"

namespace reorg::sql {

// Copies a statement, in words and keys, before its row is changed or removed.
void record_retraction(Connection&, std::int64_t revision, StatementId);

}  // namespace reorg::sql
