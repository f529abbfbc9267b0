// reorg overseers --batch FILE and reorg chain --batch FILE: thousands of questions of one kind, a
// line each, answered as CSV by one process.
#pragma once

#include "cli/session.hpp"

namespace reorg::cli {

enum class BatchOf { overseers, chain };

// Each line is a name, and behind a tab the day asked about, in EDTF; without one it is --as-of.
int run_batch(Session&, BatchOf);

}  // namespace reorg::cli
