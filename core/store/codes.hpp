// The numbers that stand for kinds in the tables `spell` and `kind`. They are part of the file's
// format: never change one, only add.
#pragma once

#include <cstdint>
#include <string>

#include "core/walk/relation_source.hpp"

namespace reorg::sql {

std::int64_t code(StatementKind);
StatementKind kind_of(std::int64_t wanted);  // throws std::invalid_argument

// "[2,3]": the codes of those kinds of a set that are relations, or those that are values.
std::string relation_codes(KindSet);
std::string value_codes(KindSet);

// Reads a small number of an enum; throws std::invalid_argument when it is larger than `last`.
std::int64_t checked(std::int64_t n, std::int64_t last);

}  // namespace reorg::sql
