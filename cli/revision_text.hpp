// Entries of the database's own log, in words: the same in `log --recorded`, `undo` and `diff`.
#pragma once

#include <string>

#include "cli/reply.hpp"

namespace reorg::cli {

// "import of acme.yaml", "undo of revisions 3 to 5", "judgement that two records are the same"
std::string revision_phrase(const Revision&);
// "+12 −3 ~1 statements"
std::string revision_size(const Revision&);
Json json_revision(const Revision&);

}  // namespace reorg::cli
