// What there is to say of an event besides its changes: the same in `log`, `plans`, `why` and
// `history`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/query/events.hpp"

namespace reorg::cli {

// "2018-11-26", "2014-11~ (about)", "some day from … to …", "undated".
std::string date_phrase(const std::optional<Date>&);
// Its name; without one the text of a plan or rumour, or what a withdrawal ends; may be empty.
std::string event_title(const LoggedEvent&);
// "announced 2018-09-20, effective 2018-09-30", "rumour", "withdrawn 2023-11-16", "rival claim":
// what is not plain about an event, by commas; `today` or the day of knowledge divides what has
// taken effect from what is announced. Empty when all is plain.
std::string event_marks(const LoggedEvent&, Day today);

// "denied" for a rumour, else "withdrawn".
std::string_view taken_back_word(EventType);

// fact, announced, plan, rumour, withdrawn, denied, withdrawal, denial, sighting, no_event.
std::string_view status_word(const LoggedEvent&, Day today);

}  // namespace reorg::cli
