#include "cli/event_text.hpp"

#include <fmt/format.h>

#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

bool is_another_day(const Event& e) {
  return e.announced && e.effective && *e.announced != *e.effective;
}

}  // namespace

std::string date_phrase(const std::optional<Date>& date) {
  if (!date || (date->earliest == before_all && date->latest == after_all)) return "undated";
  Bound b;
  b.earliest = date->earliest;
  b.latest = date->latest;
  b.edtf = date->edtf;
  b.uncertain = date->uncertain;
  return day_text(b);
}

std::string event_title(const LoggedEvent& e) {
  if (!e.event.name.empty()) return shown(e.event.name);
  if (!e.about.empty()) {
    return fmt::format("{}: {}", e.event.type == EventType::denial ? "Denied" : "Withdrawn",
                       shown(e.about));
  }
  const bool told = e.event.type == EventType::plan || e.event.type == EventType::rumour;
  for (const LoggedChange& c : e.changes) {
    if (told && (c.change.verb == Verb::plan || c.change.verb == Verb::rumour))
      return shown(c.change.text);
  }
  return {};
}

std::string_view taken_back_word(EventType t) {
  return t == EventType::rumour ? "denied" : "withdrawn";
}

std::string event_marks(const LoggedEvent& e, Day today) {
  std::vector<std::string> marks;
  if (e.event.type == EventType::plan) marks.emplace_back("plan");
  if (e.event.type == EventType::rumour) marks.emplace_back("rumour");
  if (e.event.type == EventType::plan && e.event.effective)
    marks.push_back("planned for " + date_phrase(e.event.effective));
  if (e.event.type == EventType::change && is_another_day(e.event)) {
    if (!e.by_announcement) marks.push_back("announced " + date_phrase(e.event.announced));
    const bool ahead = e.is_ahead_on(today) || e.taken_back != after_all;
    if (e.by_announcement) marks.emplace_back("announced");
    if (e.by_announcement || ahead)
      marks.push_back((ahead ? "to take effect " : "effective ") + date_phrase(e.event.effective));
  }
  if (e.taken_back != after_all) {
    marks.push_back(fmt::format("{} {}", taken_back_word(e.event.type), to_string(e.taken_back)));
  }
  if (e.standing == Standing::outranked) marks.emplace_back("rival claim, outranked");
  if (e.standing == Standing::disputed) marks.emplace_back("rival claim, disputed");
  if (e.is_sighting()) marks.emplace_back("seen, not a change");
  if (e.is_plain()) marks.emplace_back("no event recorded");
  if (e.certainty == Certainty::possible && e.standing == Standing::agreed)
    marks.emplace_back("possible");
  std::string text;
  for (const std::string& m : marks) text += (text.empty() ? "" : ", ") + m;
  return text;
}

std::string_view status_word(const LoggedEvent& e, Day today) {
  if (e.is_plain()) return "no_event";
  switch (e.event.type) {
    case EventType::withdrawal:
      return "withdrawal";
    case EventType::denial:
      return "denial";
    case EventType::rumour:
      return e.taken_back == after_all ? "rumour" : "denied";
    case EventType::plan:
      return e.taken_back == after_all ? "plan" : "withdrawn";
    case EventType::change:
      break;
  }
  if (e.taken_back != after_all) return "withdrawn";
  if (e.is_ahead_on(today)) return "announced";
  return e.is_sighting() ? "sighting" : "fact";
}

}  // namespace reorg::cli
