#include "cli/certainty_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/event_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

// " by “Tencent's third reorganization”", or nothing.
std::string by_event(EventId id, const std::vector<LoggedEvent>& events) {
  const auto it = std::ranges::find_if(
      events, [&](const LoggedEvent& e) { return id != EventId::none && e.event.id == id; });
  if (it == events.end()) return {};
  const std::string title = event_title(*it);
  return title.empty() ? "" : fmt::format(" by “{}”", title);
}

std::string beginning(const Spell& s, const AsOf& as_of, const std::vector<LoggedEvent>& events) {
  if (s.from.basis == Basis::lifetime) {
    return s.from.edtf.empty() && s.from.earliest == before_all
               ? "its own entry says so without a date: it holds as long as it exists"
               : fmt::format("it holds since it exists, {}", day_text(s.from));
  }
  if (s.from.kind == EndKind::unknown) {
    const bool shown_by_then = s.from.latest <= as_of.first;
    return fmt::format("since when is not known; on {} it {}held", to_string(s.from.latest),
                       shown_by_then ? "" : "first surely ");
  }
  const std::string day = day_text(s.from);
  if (s.from.latest <= as_of.first)
    return fmt::format("it began {}{}", day, by_event(s.from.event, events));
  if (s.from.earliest == s.from.latest)
    return fmt::format("it begins {}, within the time asked about{}", day,
                       by_event(s.from.event, events));
  return fmt::format(
      "the day of its beginning is not known exactly: {}{}; it may not have begun yet", day,
      by_event(s.from.event, events));
}

std::string implied(const Spell& s, const std::vector<LoggedEvent>& events) {
  if (s.until.basis == Basis::lifetime) return "; it ended with what it belonged to";
  if (s.until.basis != Basis::implied) return {};
  const std::string by = by_event(s.until.event, events);
  return "; the end is implied" + (by.empty() ? std::string(", as another took the place") : by);
}

std::string ending(const Spell& s, const AsOf& as_of, const std::vector<LoggedEvent>& events) {
  const bool seen = !s.last_evidence.is_endless() && s.last_evidence <= as_of.knowledge_day();
  const std::string last = seen ? to_string(s.last_evidence) : std::string();
  if (s.goes_on) return "it goes on in another role";
  if (s.until.kind == EndKind::open) {
    if (s.from.basis == Basis::lifetime) return {};
    return seen ? fmt::format("nothing is known to end it; last evidence {}", last)
                : std::string("nothing is known to end it");
  }
  if (s.until.kind == EndKind::unknown && s.until.latest == after_all) {
    return seen ? fmt::format("seen on {}, nothing since says whether it ended", last)
                : std::string("it ended, or may have, on an unknown day");
  }
  const std::string when = s.until.kind == EndKind::unknown
                               ? fmt::format("it ended on an unknown day from {} to {}",
                                             to_string(s.until.earliest), to_string(s.until.latest))
                           : s.until.earliest == s.until.latest
                               ? "it ended " + day_text(s.until)
                               : "the day of its end is not known exactly: " + day_text(s.until);
  const bool may_be_over = s.until.earliest <= as_of.last && s.until.earliest != s.until.latest;
  return when + implied(s, events) + (may_be_over ? "; it may have ended by then" : "");
}

}  // namespace

std::vector<std::string> certainty_reasons(const Spell& s, const AsOf& as_of,
                                           const std::vector<LoggedEvent>& events) {
  std::vector<std::string> reasons;
  if (s.standing == Standing::disputed)
    reasons.emplace_back("disputed: sources of the same rank say otherwise");
  if (s.undated) {
    reasons.emplace_back("no date is told, so that no day can be answered with it");
    return reasons;
  }
  reasons.push_back(beginning(s, as_of, events));
  if (std::string end = ending(s, as_of, events); !end.empty()) reasons.push_back(std::move(end));
  if (as_of.is_projected(s.from.latest))
    reasons.emplace_back("as announced: it lies after the day of knowledge");
  if (s.from.uncertain || s.until.uncertain)
    reasons.emplace_back("the source itself marks a date as uncertain");
  return reasons;
}

}  // namespace reorg::cli
