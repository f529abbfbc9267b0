// reorg plans [NAME]: what was announced and not yet effective, planned, rumoured, called off
// (R10).
#include <algorithm>

#include <fmt/format.h>

#include "cli/change_text.hpp"
#include "cli/command.hpp"
#include "cli/event_text.hpp"
#include "cli/json_event.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/plans.hpp"

namespace reorg::cli {
namespace {

bool is_rumour(const PlanRow& r) { return r.event.event.type == EventType::rumour; }

// What --withdrawn and --rumours leave; both together: either.
bool is_wanted(const Session& session, const PlanRow& r) {
  if (!session.style().wants(r.certainty)) return false;
  const bool withdrawn = session.has("withdrawn"), rumours = session.has("rumours");
  if (!withdrawn && !rumours) return true;
  return (withdrawn && r.sort == Promise::taken_back) || (rumours && is_rumour(r));
}

std::string headline(const Scene& scene, EntityId about, const std::vector<PlanRow>& rows) {
  const auto count = [&](Promise p) {
    return static_cast<std::size_t>(std::ranges::count(rows, p, &PlanRow::sort));
  };
  std::vector<std::string> parts;
  if (const auto n = count(Promise::announced); n > 0)
    parts.push_back(counted(n, "announcement", "announcements") + " not yet effective");
  if (const auto n = count(Promise::planned); n > 0)
    parts.push_back(counted(n, "standing plan", "standing plans"));
  if (const auto n = count(Promise::rumoured); n > 0)
    parts.push_back(counted(n, "rumour", "rumours") + " not denied");
  if (const auto n = count(Promise::taken_back); n > 0)
    parts.push_back(fmt::format("{} withdrawn or denied by then", n));
  std::string whom;
  if (about != EntityId::none) {
    const bool circle = scene.entity(about).kind == EntityKind::organization;
    whom = fmt::format(" about {}{}", short_name(scene, about),
                       circle ? " and what was below it" : "");
  }
  const std::string when = day_phrase(scene.as_of());
  if (parts.empty()) return fmt::format("{} nothing was known to be planned{}.", when, whom);
  return fmt::format("{} there {} known{}: {}.", when, rows.size() == 1 ? "was" : "were", whom,
                     listed(parts));
}

std::string_view heading(Promise p) {
  switch (p) {
    case Promise::announced:
      return "Announced, not yet effective:";
    case Promise::planned:
      return "Planned, and not structure:";
    case Promise::rumoured:
      return "Rumoured, not confirmed:";
    case Promise::taken_back:
      return "Withdrawn or denied by then:";
  }
  return "";
}

// "announced 2023-06-20, to take effect 2023-09-10; later withdrawn 2023-09-11".
std::string dates(const PlanRow& r) {
  const Event& e = r.event.event;
  const std::string_view made = e.type == EventType::change ? "announced"
                                : e.type == EventType::plan ? "planned"
                                                            : "rumoured";
  std::string text = e.announced || e.type == EventType::change
                         ? fmt::format("{} {}", made, date_phrase(r.event.date))
                         : std::string(made);
  if (e.effective)
    text += fmt::format(", {} {}", e.type == EventType::change ? "to take effect" : "for",
                        date_phrase(e.effective));
  else if (e.type == EventType::plan)
    text += ", for no date";
  if (r.event.taken_back != after_all) {
    text += fmt::format("; {}{} {}", r.sort == Promise::taken_back ? "" : "later ",
                        taken_back_word(e.type), to_string(r.event.taken_back));
  }
  return text;
}

void tell_row(Reply& reply, const Scene& scene, const PlanRow& r) {
  std::string title = event_title(r.event);
  std::vector<std::string> phrases;
  for (const LoggedChange& c : r.event.changes) {
    const std::string phrase = change_phrase(scene, c, r.event.event);
    if (!phrase.empty() && phrase != title) phrases.push_back(phrase);
  }
  if (title.empty() && !phrases.empty()) {
    title = phrases.front();
    phrases.erase(phrases.begin());
  }
  std::string doubts;
  if (r.certainty == Certainty::possible) {
    const bool dated = r.sort == Promise::announced && !r.event.event.effective->is_one_day();
    doubts = dated ? " (possible: its day is not known exactly)" : " (possible)";
  }
  reply.branch("  ", reply.bold(title) + reply.doubtful(doubts), "    ");
  reply.line(dates(r) + " " + reply.dim(reply.cite(r.event.sources)), 4);
  for (const std::string& phrase : phrases) reply.branch("    ", phrase, "      ");
  for (const LoggedEvent& w : r.ended_by) {
    const std::string_view how = w.event.type == EventType::denial ? "denied" : "called off";
    reply.branch("    ",
                 fmt::format("{}{} {}{}{} {}", r.sort == Promise::taken_back ? "" : "later ", how,
                             date_phrase(w.event.announced), w.event.name.empty() ? "" : ": ",
                             shown(w.event.name), reply.dim(reply.cite(w.sources))),
                 "      ");
  }
}

Json json_plan(Reply& reply, const Scene& scene, const PlanRow& r, Day known) {
  Json row = {{"sort", word(r.sort)}};
  const Json event = json_event(reply, scene, r.event, known);
  for (const auto& [key, value] : event.items()) row[key] = value;
  row["certainty"] = word(r.certainty);
  Json ended = Json::array();
  for (const LoggedEvent& w : r.ended_by) ended.push_back(json_event(reply, scene, w, known));
  row["ended_by"] = std::move(ended);
  return row;
}

}  // namespace

int run_plans(Session& session) {
  const auto hit = session.entity_if_named();
  const EntityId about = hit ? hit->entity : EntityId::none;
  const AsOf& as_of = session.as_of();
  std::vector<PlanRow> rows = plans(session.source(), session.store(), about, as_of);
  std::erase_if(rows, [&](const PlanRow& r) { return !is_wanted(session, r); });
  std::vector<LoggedEvent> events;
  for (const PlanRow& r : rows) {
    events.push_back(r.event);
    events.insert(events.end(), r.ended_by.begin(), r.ended_by.end());
  }
  const auto scene = events_scene(session.source(), events, as_of, about);

  Reply reply(session, structured(session, {hit ? hit->key : ""}));
  reply.about(*scene, hit);
  if (reply.as_data()) {
    for (const PlanRow& r : rows) reply.row(json_plan(reply, *scene, r, as_of.knowledge_day()));
    return reply.finish(!rows.empty());
  }
  reply.headline(headline(*scene, about, rows));
  std::optional<Promise> group;
  for (const PlanRow& r : rows) {
    if (group != r.sort) {
      reply.blank();
      reply.line(std::string(heading(r.sort)));
      group = r.sort;
    }
    tell_row(reply, *scene, r);
  }
  return reply.finish(!rows.empty());
}

}  // namespace reorg::cli
