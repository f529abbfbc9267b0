// One change, or one statement, in words: the same in `log`, `plans`, `why` and `history`.
#pragma once

#include <string>

#include "core/query/events.hpp"

namespace reorg::cli {

// "QQ moves from Social Network Group to Platform and Content Group": everybody as called then. The
// scene is one of events_scene, or names at least the parties.
std::string change_phrase(const Scene&, const LoggedChange&, const Event&);
// "Jiang Peng oversees Alibaba Cloud", without dates; the subject as called on the day.
std::string statement_phrase(const Scene&, const Statement&, Day);
// The same of a state.
std::string spell_phrase(const Scene&, const Spell&, Day);
// The same, as what begins or ends: "begins: …", "ends: …".
std::string plain_phrase(const Scene&, const Statement&, bool ends);

}  // namespace reorg::cli
