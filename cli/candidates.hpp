// Entities among which the user has to choose, or which the name typed may have meant.
#pragma once

#include "cli/errors.hpp"
#include "cli/session.hpp"

namespace reorg::cli {

// One for each, in order: "Weixin 微信, product in Tencent Holdings, since 2011-01-21 (alias
// “WeChat”)", and this command with the entity's
// key for the name.
NameError choice(Session&, const std::string& name, const std::string& message,
                 const std::vector<NameHit>&);

// What is said of each there.
std::vector<std::string> descriptions(Session&, const std::vector<NameHit>&);

// What the entity is called on the day of the question.
std::string called(Session&, EntityId);

}  // namespace reorg::cli
