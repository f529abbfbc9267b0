// One time of a person in a place, in words and as JSON, the same in every answer.
#pragma once

#include <string>

#include "cli/reply.hpp"
#include "core/query/tenure.hpp"

namespace reorg::cli {

// "certain, acting, disputed, as announced, dotted line".
std::string tenure_marks(const Tenure&);
// "since 2016-04; ended 2019-12-19; from 1328 to 1357 days".
std::string tenure_period(const Tenure&);
// The lines below a row's first: when, by whom it is told, and what else is claimed.
void tell_tenure(Reply&, const Scene&, const Tenure&, std::size_t indent);

// "chief technology officer of Alibaba Group"; the post alone if it is not known where.
std::string post_name(const Scene&, EntityId post, EntityId organization);

// role, acting, dotted, from, until, since, days, certainty, projected, disputed, last_evidence,
// sources, conflicts: members that whoever tells a tenure adds to what it is about.
void add_tenure(Json& row, Reply&, const Scene&, const Tenure&);

}  // namespace reorg::cli
