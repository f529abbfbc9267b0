// The way back: from statements to the change file that tells them.
//
//   std::string text = write_change_file(store.everything());
//
// Reading the text gives a batch that says the same, record for record: events by their keys,
// changes, statements with dates as written, knowledge, rivals and sources. A batch of several
// files becomes one text with a section for each (`files:`), since each may tell an event or an
// entity in its own way; a single file is written plainly.
#pragma once

#include <string>

#include "core/model/model.hpp"

namespace reorg {

// Requires: what the reader of change files made, or could have made. Throws std::invalid_argument
// for a statement that no change file can say.
std::string write_change_file(const Batch&);

}  // namespace reorg
