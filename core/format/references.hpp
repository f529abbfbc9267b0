// From keys in a file to the entities and sources they name.
#pragma once

#include <vector>

#include "core/format/grammar.hpp"
#include "core/format/scalar.hpp"

namespace reorg::format {

// One key or a list; reports what nobody declares and what is of the wrong kind for the rule.
std::vector<EntityId> read_references(const KeyRule&, const Node&, std::string_view what,
                                      const Report&);
std::vector<SourceId> read_source_references(const Node&, const Report&);

// Whether a key of this sort may name such an entity, and whom it may name: "a person or a post".
bool takes_kind(Takes, EntityKind);
std::string kinds_taken(Takes);

// "an organization", "a person"
std::string with_article(EntityKind);

}  // namespace reorg::format
