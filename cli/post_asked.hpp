// The post that a command is asked about, or why there is none and what to ask instead.
#pragma once

#include "cli/session.hpp"

namespace reorg::cli {

// The one post that bears the positional words as its name. Throws UsageError when an organization
// or a person bears them; NameError like Session::the_entity(), and when the organization of
// "ORG/TITLE" has no such post: then it tells who oversees it and as what, for titles are often
// told of those who head a unit without being posts of it.
NameHit the_post(Session&);

}  // namespace reorg::cli
