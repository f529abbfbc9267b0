#include "core/query/why.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace reorg {
namespace {

using Kind = StatementKind;

constexpr std::array<std::string_view, 7> topic_words{"head", "parent",    "name", "existence",
                                                      "kind", "ownership", "posts"};

std::optional<Topic> topic_of(const Fact& f, EntityKind kind) {
  return topic_of(f.spell->kind, f.outward, kind);
}

bool is_own_entry(const Fact& f) {
  const bool preferred = f.spell->aspect.starts_with("preferred:");
  return (f.spell->kind == Kind::name || f.spell->kind == Kind::identifier) && !preferred &&
         f.spell->from.basis == Basis::lifetime;
}

// Rivals of one fact, whenever they put it: the day is what they may disagree about.
void add_rivals(Reason& r, const std::vector<const Spell*>& all) {
  for (const Spell* mine : r.spells) {
    if (mine->claim.empty()) continue;
    for (const Spell* s : all) {
      const bool rival = s->claim == mine->claim && s->kind == mine->kind &&
                         s->standing != Standing::agreed &&
                         std::ranges::find(r.spells, s) == r.spells.end() &&
                         std::ranges::find(r.rivals, s) == r.rivals.end();
      if (rival) r.rivals.push_back(s);
    }
  }
}

void add_evidence(Reason& r, const EventSource& events) {
  std::set<StatementId> seen;
  for (const Spell* spell : r.spells) {
    for (Statement& s : events.statements(spell->evidence)) {
      if (seen.insert(s.id).second) r.evidence.push_back({std::move(s), spell});
    }
  }
  std::ranges::stable_sort(r.evidence, {}, [](const Evidence& e) {
    const Day from = e.said.from ? e.said.from->earliest : e.said.until.date.earliest;
    return std::tuple(from, e.said.place.file, e.said.place.line);
  });
}

std::vector<const Spell*> spells_of(const Scene& scene, EntityId id) {
  std::vector<const Spell*> all;
  for (const Spell& s : scene.relations()) all.push_back(&s);
  for (const Kind kind : {Kind::name, Kind::identifier, Kind::classification, Kind::existence,
                          Kind::legal_form, Kind::purpose, Kind::note}) {
    const auto values = scene.all_values(id, kind);
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

void explain_overseers(WhyAnswer& answer, const RelationSource& source, EntityId id,
                       const AsOf& as_of) {
  answer.overseers = overseers_scene(source, id, as_of);
  OverseersAnswer rows = overseers(*answer.overseers, id);
  const auto all = spells_of(*answer.overseers, id);
  for (OverseerRow& row : rows.rows) {
    Reason r;
    r.topic = Topic::head;
    r.certainty = row.certainty;
    r.spells = row.spells;
    add_rivals(r, all);
    r.overseer = std::move(row);
    answer.reasons.push_back(std::move(r));
  }
}

void explain_facts(WhyAnswer& answer, EntityId id, std::optional<Topic> asked) {
  const EntityKind kind = answer.scene->entity(id).kind;
  const auto all = spells_of(*answer.scene, id);
  for (const Fact& f : facts_on_the_day(*answer.scene, id)) {
    const auto topic = topic_of(f, kind);
    const bool told_as_overseer = topic == Topic::head && kind == EntityKind::organization;
    if (!topic || told_as_overseer || (asked != Topic::name && is_own_entry(f))) continue;
    Reason r;
    r.topic = *topic;
    r.certainty = f.certainty;
    r.spells = {f.spell};
    r.fact = f;
    add_rivals(r, all);
    answer.reasons.push_back(std::move(r));
  }
}

// ---- what does not count ---------------------------------------------------------------------

Aside aside_of(const Statement& s, Day known_at) {
  if (s.known > known_at) return Aside::later;
  return s.known_until != after_all && s.known_until <= known_at ? Aside::taken_back
                                                                 : Aside::unsettled;
}

bool same_content(const Statement& a, const Statement& b) {
  const auto content = [](const Statement& s) {
    return std::tie(s.kind, s.effect, s.mode, s.subject, s.object, s.capacity_of, s.aspect, s.value,
                    s.role, s.from, s.until);
  };
  return content(a) == content(b);
}

void add_aside(std::vector<SetAside>& list, SetAside fresh) {
  const auto same = std::ranges::find_if(list, [&](const SetAside& a) {
    return a.why == fresh.why && same_content(a.said, fresh.said);
  });
  if (same == list.end()) return list.push_back(std::move(fresh));
  for (const SourceId id : fresh.said.sources) {
    auto& sources = same->said.sources;
    if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
  }
  same->said.known = std::min(same->said.known, fresh.said.known);
}

void set_aside(WhyAnswer& answer, const EventSource& events, EntityId id, const AsOf& as_of) {
  const EntityKind kind = answer.scene->entity(id).kind;
  const Day known_at = knowledge_of(as_of);
  for (Statement& s : events.set_aside(std::span(&id, 1), known_at)) {
    const bool ends = s.effect == Effect::ends;
    const auto& day = ends ? std::optional(s.until.date) : s.from;
    if (day && day->earliest > as_of.last) continue;  // it would not speak of that day
    const auto topic = topic_of(s.kind, s.subject == id, kind);
    if (topic) add_aside(answer.aside, {aside_of(s, known_at), *topic, std::move(s)});
  }
  std::ranges::stable_sort(
      answer.aside, {}, [](const SetAside& a) { return std::tuple(a.why, a.said.known, a.topic); });
}

std::unique_ptr<Scene> scene_of_aside(const RelationSource& source, const WhyAnswer& answer,
                                      const AsOf& as_of) {
  LoggedEvent all;
  for (const SetAside& a : answer.aside) all.plain.push_back(a.said);
  return events_scene(source, std::span(&all, 1), as_of);
}

std::vector<LoggedEvent> bounding_events(const EventSource& source, const WhyAnswer& answer,
                                         const AsOf& as_of) {
  std::set<EventId> ids;
  for (const Reason& r : answer.reasons) {
    for (const Spell* s : r.spells) ids.insert({s->from.event, s->until.event});
  }
  for (const SetAside& a : answer.aside) ids.insert(a.said.event);
  ids.erase(EventId::none);
  const std::vector<EventId> list(ids.begin(), ids.end());
  return list.empty() ? std::vector<LoggedEvent>{} : gather(source, list, knowledge_of(as_of));
}

}  // namespace

std::string_view word(Topic t) { return topic_words.at(static_cast<std::size_t>(t)); }

std::optional<Topic> topic_named(std::string_view text) {
  const auto it = std::ranges::find(topic_words, text);
  if (it == topic_words.end()) return std::nullopt;
  return static_cast<Topic>(it - topic_words.begin());
}

std::string_view word(Aside a) {
  switch (a) {
    case Aside::later:
      return "later";
    case Aside::taken_back:
      return "taken_back";
    case Aside::unsettled:
      return "unsettled";
  }
  return "";
}

std::optional<Topic> topic_of(StatementKind kind, bool outward, EntityKind entity) {
  switch (kind) {
    case Kind::oversees:
      return Topic::head;
    case Kind::part_of:
    case Kind::post_in:
      return outward ? std::optional(Topic::parent) : std::nullopt;
    case Kind::holds:
    case Kind::reports_to:
    case Kind::member_of:
      return entity == EntityKind::organization ? std::nullopt : std::optional(Topic::posts);
    case Kind::owns:
      return Topic::ownership;
    case Kind::name:
    case Kind::identifier:
      return Topic::name;
    case Kind::existence:
      return Topic::existence;
    case Kind::classification:
    case Kind::legal_form:
    case Kind::purpose:
    case Kind::note:
      return Topic::kind;
    case Kind::leaves:
      return entity == EntityKind::organization ? Topic::head : Topic::posts;
  }
  return std::nullopt;
}

WhyAnswer why(const RelationSource& source, const EventSource& events, EntityId id,
              std::optional<Topic> topic, const AsOf& as_of) {
  WhyAnswer answer;
  answer.scene = profile_scene(source, id, {}, as_of);
  if (answer.scene->entity(id).kind == EntityKind::organization &&
      topic.value_or(Topic::head) == Topic::head)
    explain_overseers(answer, source, id, as_of);
  explain_facts(answer, id, topic);
  set_aside(answer, events, id, as_of);
  if (topic) {
    std::erase_if(answer.reasons, [&](const Reason& r) { return r.topic != *topic; });
    std::erase_if(answer.aside, [&](const SetAside& a) { return a.topic != *topic; });
  }
  for (Reason& r : answer.reasons) add_evidence(r, events);
  std::ranges::stable_sort(answer.reasons, {}, [](const Reason& r) { return r.topic; });
  answer.events = bounding_events(events, answer, as_of);
  answer.named = scene_of_aside(source, answer, as_of);
  return answer;
}

}  // namespace reorg
