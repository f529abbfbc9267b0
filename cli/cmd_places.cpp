// reorg places NAME, and "where did NAME sit": its parents in turn; --under: when it was below
// another at all.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/event_line.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/stretch_text.hpp"
#include "cli/text.hpp"
#include "core/query/events_behind.hpp"
#include "core/query/places.hpp"

namespace reorg::cli {
namespace {

// ---- each parent in turn --------------------------------------------------------------------

// "A (ended 2013-01-28), then B, then possibly C".
std::string in_turn(const Scene& scene, const std::vector<Seat>& seats) {
  std::string result;
  const Spell* before = nullptr;
  for (const Seat& s : seats) {
    if (s.line->dotted) continue;
    if (before != nullptr)
      result += s.line->from.latest >= before->until.earliest ? ", then " : " and ";
    if (s.certainty != Certainty::certain) result += "possibly ";
    result += short_name(scene, s.parent);
    if (s.line->until.kind != EndKind::open && s.line->until.latest <= scene.as_of().last)
      result += fmt::format(" ({})", end_text(s.line->until, s.line->last_evidence));
    before = s.line;
  }
  return result;
}

std::vector<std::string> parents(const Scene& scene, const std::vector<Seat>& seats, Certainty c) {
  std::vector<std::string> names;
  for (const Seat& s : seats) {
    if (s.line->dotted || s.certainty != c) continue;
    const std::string name = short_name(scene, s.parent);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string headline(const Scene& scene, EntityId organization, const std::vector<Seat>& seats) {
  const AsOf& day = scene.as_of();
  const std::string when = day_phrase(day);
  const std::string what = short_name(scene, organization);
  const auto certain = parents(scene, seats, Certainty::certain);
  const auto possible = parents(scene, seats, Certainty::possible);
  if (!day.is_one_day() && !(certain.empty() && possible.empty()))
    return fmt::format("{} {} {} part of {}.", when, what, was(day), in_turn(scene, seats));
  if (!certain.empty())
    return fmt::format("{} {} {} part of {}{}.", when, what, was(day), listed(certain),
                       possible.empty() ? "" : ", and possibly of " + listed(possible));
  if (!possible.empty())
    return fmt::format("{} {} {} possibly part of {}.", when, what, was(day),
                       listed(possible, "or"));
  switch (scene.life(organization)) {
    case Life::no_longer:
      return fmt::format("{} {} no longer existed.", when, what);
    case Life::not_yet:
      return fmt::format("{} {} did not exist yet.", when, what);
    default:
      return fmt::format("{} {} {} not known to be part of anything.", when, what, was(day));
  }
}

std::string marks(const Scene& scene, const Seat& s) {
  std::string text = std::string(word(s.certainty));
  if (s.line->dotted) text += ", dotted line";
  if (s.line->standing == Standing::disputed) text += ", disputed";
  if (scene.as_of().is_projected(s.line->from.latest)) text += ", as announced";
  return "(" + text + ")";
}

void tell(Reply& reply, const Scene& scene, const Seat& s, const std::vector<Told>& events,
          bool end_is_told) {
  const std::string sureness = marks(scene, s);
  reply.line(fmt::format("{} {}", reply.bold(full_name(scene, s.parent)),
                         s.certainty == Certainty::certain ? reply.dim(sureness)
                                                           : reply.doubtful(sureness)),
             2);
  if (const std::string when = period_text(s.line->from, s.line->until, s.line->last_evidence);
      !when.empty())
    reply.line(when, 4);
  tell_event(reply, "came with", find_event(events, s.line->from.event), 4);
  if (!end_is_told) tell_event(reply, "went with", find_event(events, s.line->until.event), 4);
  reply.line("sources: " + reply.cite(s.line->sources), 4);
  for (const Spell* c : s.conflicts) {
    reply.line(fmt::format("but also claimed: {}, {} {}", short_name(scene, c->object),
                           period_text(c->from, c->until, before_all), reply.cite(c->sources)),
               4);
  }
}

Json json_line(Reply& reply, const Scene& scene, const Spell& s, Certainty certainty) {
  return {{"organization", json_entity(scene, s.subject)},
          {"parent", json_entity(scene, s.object)},
          {"dotted", s.dotted},
          {"from", json_from(s.from)},
          {"until", json_until(s.until)},
          {"certainty", word(certainty)},
          {"standing", word(s.standing)},
          {"last_evidence", json_of(s.last_evidence)},
          {"sources", reply.sources_of(s.sources)}};
}

Json json_seat(Reply& reply, const Scene& scene, const Seat& s, const std::vector<Told>& events) {
  Json row = json_line(reply, scene, *s.line, s.certainty);
  Json conflicts = Json::array();
  for (const Spell* c : s.conflicts) {
    Json rival = json_line(reply, scene, *c, Certainty::possible);
    rival.erase("certainty");
    conflicts.push_back(std::move(rival));
  }
  row["projected"] = scene.as_of().is_projected(s.line->from.latest);
  row["came_with"] = json_event(find_event(events, s.line->from.event));
  row["went_with"] = json_event(find_event(events, s.line->until.event));
  row["ways"] = Json::array();
  row["conflicts"] = std::move(conflicts);
  return row;
}

int tell_places(Session& session, const NameHit& hit) {
  const auto scene = places_scene(session.source(), hit.entity, session.as_of());
  std::vector<Seat> seats = places(*scene, hit.entity);
  std::erase_if(seats, [&](const Seat& s) { return !session.style().wants(s.certainty); });
  std::vector<const Spell*> lines;
  for (const Seat& s : seats) lines.push_back(s.line);
  const std::vector<Told> events = events_behind(session.source(), lines);
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  reply.set("under", Json());
  if (reply.as_data()) {
    for (const Seat& s : seats) reply.row(json_seat(reply, *scene, s, events));
    return reply.finish(!seats.empty());
  }
  reply.headline(headline(*scene, hit.entity, seats));
  if (seats.empty() && scene->life(hit.entity) == Life::no_longer)
    reply.note("What became of it: " + session.instead("became", hit.key));
  reply.blank();
  std::set<EventId> began;
  for (const Seat& s : seats) began.insert(s.line->from.event);
  for (const Seat& s : seats) tell(reply, *scene, s, events, began.contains(s.line->until.event));
  return reply.finish(!seats.empty());
}

// ---- below another --------------------------------------------------------------------------

std::string under_headline(const Scene& scene, EntityId what, EntityId ancestor,
                           const std::vector<Below>& all) {
  const AsOf& day = scene.as_of();
  const std::string lead =
      fmt::format("{} {} {}", day_phrase(day), short_name(scene, what), was(day));
  const std::string under = short_name(scene, ancestor);
  if (all.empty()) return fmt::format("{} not known to be below {}.", lead, under);
  const bool certain =
      std::ranges::any_of(all, [](const Below& b) { return b.certainty == Certainty::certain; });
  const std::string sure = certain ? "" : "possibly ";
  if (day.is_one_day() || all.size() == 1) return fmt::format("{} {}below {}.", lead, sure, under);
  return fmt::format("{} {}below {}, in {} stretches.", lead, sure, under, all.size());
}

void tell_way(Reply& reply, const Scene& scene, const std::vector<const Spell*>& way) {
  std::size_t indent = 4;
  for (const Spell* s : way) {
    const std::string when = period_text(s->from, s->until, s->last_evidence);
    reply.line(fmt::format("{}part of {}{}{} {}", indent > 4 ? "which was " : "",
                           full_name(scene, s->object), when.empty() ? "" : "; ", when,
                           reply.cite(s->sources)),
               indent);
    indent += 2;
  }
}

std::vector<SourceId> sources_of(const Below& b) {
  std::vector<SourceId> all;
  for (const auto& way : b.ways) {
    for (const Spell* s : way) {
      for (const SourceId id : s->sources) {
        if (std::ranges::find(all, id) == all.end()) all.push_back(id);
      }
    }
  }
  return all;
}

Json json_below(Reply& reply, const Scene& scene, EntityId what, EntityId ancestor,
                const Below& b) {
  Json ways = Json::array();
  for (const auto& way : b.ways) {
    Json lines = Json::array();
    for (const Spell* s : way) lines.push_back(json_line(reply, scene, *s, scene.holds(*s)));
    ways.push_back(std::move(lines));
  }
  return {{"organization", json_entity(scene, what)},
          {"parent", json_entity(scene, ancestor)},
          {"dotted", false},
          {"from", json_from(b.days.from)},
          {"until", json_until(b.days.until)},
          {"certainty", word(b.certainty)},
          {"standing", word(b.days.disputed ? Standing::disputed : Standing::agreed)},
          {"last_evidence", json_of(b.days.last_evidence)},
          {"sources", reply.sources_of(sources_of(b))},
          {"projected", scene.as_of().is_projected(b.days.from.latest)},
          {"came_with", Json()},
          {"went_with", Json()},
          {"ways", std::move(ways)},
          {"conflicts", Json::array()}};
}

int tell_under(Session& session, const NameHit& hit) {
  const NameHit ancestor = session.find(session.option("under"));
  if (ancestor.kind != EntityKind::organization) {
    throw UsageError(fmt::format("--under {}: it is a {}; only organizations have others below",
                                 shown(ancestor.text), word(ancestor.kind)));
  }
  if (ancestor.entity == hit.entity) {
    throw UsageError(fmt::format("--under {}: nothing is below itself", shown(ancestor.text)),
                     {command_line({"places", hit.key})});
  }
  const auto scene = above_scene(session.source(), hit.entity, ancestor.entity, session.as_of());
  std::vector<Below> all = below(*scene, hit.entity, ancestor.entity);
  std::erase_if(all, [&](const Below& b) { return !session.style().wants(b.certainty); });
  Reply reply(session, structured(session, {hit.key}, {{"under", ancestor.key}}));
  reply.about(*scene, hit);
  reply.about(*scene, ancestor, "under");
  if (reply.as_data()) {
    for (const Below& b : all) reply.row(json_below(reply, *scene, hit.entity, ancestor.entity, b));
    return reply.finish(!all.empty());
  }
  reply.headline(under_headline(*scene, hit.entity, ancestor.entity, all));
  for (const Below& b : all) {
    reply.blank();
    const std::string sureness = fmt::format("({})", word(b.certainty));
    reply.line(fmt::format("{} {}", stretch_text(b.days),
                           b.certainty == Certainty::certain ? reply.dim(sureness)
                                                             : reply.doubtful(sureness)),
               2);
    for (const auto& way : b.ways) tell_way(reply, *scene, way);
  }
  return reply.finish(!all.empty());
}

}  // namespace

int run_places(Session& session) {
  const NameHit hit = session.the_entity();
  if (hit.kind != EntityKind::organization) {
    throw UsageError(
        fmt::format("{} is a {}; only organizations are part of others", shown(hit.text),
                    word(hit.kind)),
        {session.instead(hit.kind == EntityKind::person ? "career" : "show", hit.key)});
  }
  return session.has("under") ? tell_under(session, hit) : tell_places(session, hit);
}

}  // namespace reorg::cli
