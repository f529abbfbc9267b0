// reorg diff --relations: which relations began or ended between two days, one row each.
#pragma once

#include <optional>

#include "cli/session.hpp"

namespace reorg::cli {

// Columns of --csv; keys stand for entities.
inline constexpr std::string_view relation_columns =
    "change,kind,subject,object,capacity_of,aspect,value,role,acting,dotted,day,certainty";

int run_diff_of_relations(Session&, const std::optional<NameHit>& about);

}  // namespace reorg::cli
