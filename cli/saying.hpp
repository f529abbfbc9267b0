// Dates, ends and names in words, the same in every answer (R2: an end never prints as "until").
#pragma once

#include <string>

#include "core/query/scene.hpp"

namespace reorg::cli {

// "2018-11-26", "2018-11~", "some day from 2018-11-26 to 2018-12-02".
std::string day_text(const Bound&);

// "since 2018-11-26"; "since an unknown day, 2018-12-06 at the latest"; empty for a lifetime's.
std::string since_text(const Bound& from);

// "last evidence 2018-12-06"; "ended 2022-12-29, end implied"; "ended on an unknown day after
// 2016-09-23".
std::string end_text(const Bound& until, Day last_evidence);

// Both, joined by "; ".
std::string period_text(const Bound& from, const Bound& until, Day last_evidence);

// The same of one role in a longer run: "since 2022-12-29; in this role since 2023-03-28; ended
// 2023-09-10". A role that the run goes on from has no end.
std::string run_text(const Bound& from, const Bound& until, const Bound& since, bool goes_on,
                     Day last_evidence);

// "Zhang Jianfeng 张建锋": as called on the scene's day.
std::string full_name(const Scene&, EntityId);
std::string short_name(const Scene&, EntityId);

// "On 2018-12-06,", "Today, 2026-11-23,", "In 2018-11,", "From 2018 to 2020-06,", "As far as is
// recorded,"; and the verb that goes with it.
std::string day_phrase(const AsOf&);
std::string was(const AsOf&);  // "was", "is" or "will be"

}  // namespace reorg::cli
