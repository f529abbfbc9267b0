// A change as an item of a change file, from what it did: `tell` the other way round.
#pragma once

#include <vector>

#include "core/format/yaml_text.hpp"
#include "core/model/model.hpp"

namespace reorg::format {

using Said = std::vector<const Statement*>;

// Without sources and remarks of its own. `target`: of a withdrawal or denial.
Tree change_item(const Batch&, const Change&, const Said&, const std::string& target);

// One or several names: a text, a list, or by language. `aspects` and values of name statements.
Tree names_tree(const Said&);

// One key, or a list.
Tree keys_tree(const Batch&, const std::vector<EntityId>&);
const std::string& key_of(const Batch&, EntityId);

}  // namespace reorg::format
