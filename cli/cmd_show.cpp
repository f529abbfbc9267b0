// reorg show NAME and reorg history NAME: one entity on a day, and over time.
#include <algorithm>

#include <fmt/format.h>

#include "cli/change_text.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/event_text.hpp"
#include "cli/fact_text.hpp"
#include "cli/json_event.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

// "business group", "post in Alibaba Group".
std::string sort_text(const Scene& scene, EntityId id) {
  std::string text = shown(scene.sort(id));
  for (const Spell& s : scene.relations()) {
    if (s.kind == StatementKind::post_in && s.subject == id)
      return text + " in " + short_name(scene, s.object);
  }
  return text;
}

std::string life_text(const Scene& scene, EntityId id) {
  switch (scene.life(id)) {
    case Life::not_yet:
      return "It did not exist yet.";
    case Life::no_longer:
      return "It no longer existed.";
    case Life::perhaps:
      return "It is not certain that it existed.";
    default:
      return {};
  }
}

std::string whole_fact(Reply& reply, const Scene& scene, const Fact& f, bool with_beginning) {
  const Spell& s = *f.spell;
  const std::string doubt =
      f.certainty == Certainty::possible && with_beginning ? reply.doubtful(" (possible)") : "";
  const Day evidence = is_relation(s.kind) ? s.last_evidence : before_all;
  std::string when = s.undated        ? ""
                     : with_beginning ? period_text(s.from, s.until, evidence)
                                      : end_text(s.until, evidence);
  if (s.goes_on)
    when = with_beginning ? since_text(s.from) + "; then in another role" : "then in another role";
  return fmt::format("{}{}{}{}{} {}", fact_text(scene, f), doubt, fact_marks(scene, f),
                     when.empty() ? "" : "; ", when, reply.dim(reply.cite(s.sources)));
}

bool is_byname(const Fact& f) {
  const std::string& aspect = f.spell->aspect;
  return f.spell->kind == StatementKind::name &&
         (aspect.starts_with("alias:") || aspect.starts_with("nickname:")) &&
         f.spell->from.basis == Basis::lifetime;
}

// Aliases and nicknames without a date, in one line.
void tell_bynames(Reply& reply, const std::vector<Fact>& facts) {
  std::vector<std::string> names;
  std::vector<SourceId> sources;
  for (const Fact& f : facts) {
    if (!is_byname(f)) continue;
    names.push_back("“" + shown(f.spell->value) + "”");
    for (const SourceId s : f.spell->sources) {
      if (std::ranges::find(sources, s) == sources.end()) sources.push_back(s);
    }
  }
  if (!names.empty())
    reply.branch("  ", "also called " + listed(names) + " " + reply.dim(reply.cite(sources)),
                 "    ");
}

// "2018-11-26", "2009~", "by 2018-12-06", or blank for what holds as long as it lives.
std::string beginning_text(const Spell& s) {
  if (s.undated) return "undated";
  if (s.from.basis == Basis::lifetime) return "";
  if (s.from.kind == EndKind::unknown) return "by " + to_string(s.from.latest);
  if (s.from.earliest == s.from.latest) return to_string(s.from.earliest);
  if (!s.from.edtf.empty() && s.from.edtf.front() != '[') return shown(s.from.edtf);
  return "by " + to_string(s.from.latest);
}

// As beginning_text, of an event.
std::string when_text(const Event& e) {
  const std::optional<Date>& d = e.effective ? e.effective : e.announced;
  if (!d) return "undated";
  return shown(d->edtf.front() == '[' && d->latest != after_all ? "by " + to_string(d->latest)
                                                                : d->edtf);
}

// Whether a change says more than the facts that it made.
bool says_more(const LoggedEvent& e, const LoggedChange& c) {
  if (e.event.type == EventType::plan || e.event.type == EventType::rumour)
    return c.change.verb == Verb::plan || c.change.verb == Verb::rumour;
  if (e.event.type != EventType::change || e.taken_back != after_all) return true;
  switch (c.change.verb) {
    case Verb::dissolve:
    case Verb::merge:
    case Verb::split:
    case Verb::group:
    case Verb::spin_off:
    case Verb::acquire:
    case Verb::transfer:
      return true;
    default:
      return e.event.announced && e.event.effective && *e.event.announced != *e.event.effective;
  }
}

// "QQ moves … — Tencent's third reorganization (announced 2018-09-20)".
std::string told_text(const Scene& scene, const LoggedEvent& e, const LoggedChange& c) {
  std::string text = change_phrase(scene, c, e.event);
  if (const std::string title = event_title(e); !title.empty() && title != text)
    text += (text.empty() ? "" : " — ") + title;
  const std::string marks = event_marks(e, scene.as_of().knowledge_day());
  return marks.empty() ? text : fmt::format("{} ({})", text, marks);
}

void tell_chronicle(Reply& reply, const Scene& scene, const std::vector<LoggedEvent>& events) {
  bool first = true;
  for (const LoggedEvent& e : events) {
    for (const LoggedChange& c : e.changes) {
      if (!says_more(e, c)) continue;
      if (first) {
        reply.blank();
        reply.line("Reorganized, announced, planned, rumoured:");
        first = false;
      }
      reply.branch("  " + padded(when_text(e.event), 15),
                   told_text(scene, e, c) + " " + reply.dim(reply.cite(c.sources)));
    }
  }
}

Json json_chronicle(Reply& reply, const Scene& scene, const std::vector<LoggedEvent>& events) {
  Json list = Json::array();
  for (const LoggedEvent& e : events) {
    for (const LoggedChange& c : e.changes) {
      const Json change = json_change(reply, scene, c, e.event);
      list.push_back({{"event", e.event.key},
                      {"name", e.event.name},
                      {"type", word(e.event.type)},
                      {"verb", change["verb"]},
                      {"phrase", change["phrase"]},
                      {"announced", e.event.announced ? json_of(*e.event.announced) : Json()},
                      {"effective", e.event.effective ? json_of(*e.event.effective) : Json()},
                      {"withdrawn", json_of(e.taken_back)},
                      {"originals", change["originals"]},
                      {"results", change["results"]},
                      {"text", change["text"]},
                      {"sources", change["sources"]}});
    }
  }
  return list;
}

// The scene with everybody that the changes name.
std::unique_ptr<Scene> history_scene(Session& session, EntityId id,
                                     const std::vector<LoggedEvent>& events) {
  std::vector<EntityId> also;
  for (const LoggedEvent& e : events) {
    for (const LoggedChange& c : e.changes) {
      const auto named = parties(c);
      also.insert(also.end(), named.begin(), named.end());
    }
  }
  return profile_scene(session.source(), id, also, session.as_of());
}

Certainty certainty(const LoggedEvent& e) {
  return e.standing == Standing::agreed     ? Certainty::certain
         : e.standing == Standing::disputed ? Certainty::possible
                                            : Certainty::no;
}

// An entity's own entry names it on any day of knowledge, but is told as a fact only once
// published.
bool is_news_to(const AsOf& as_of, const Fact& f) {
  return as_of.known_at && f.spell->known > *as_of.known_at;
}

// Whether anything is said beyond the entity's own undated entry.
bool says_anything(const std::vector<Fact>& facts) {
  return std::ranges::any_of(facts,
                             [](const Fact& f) { return f.spell->from.basis != Basis::lifetime; });
}

// Which records were judged to be this entity, who says so and why.
void tell_records(Reply& reply, Session& session, EntityId id) {
  Json all = Json::array();
  for (const Judgement& j : session.store().judged_same(id)) {
    const std::vector<SourceId> sources =
        j.source == SourceId::none ? std::vector<SourceId>{} : std::vector{j.source};
    if (!reply.as_data()) {
      reply.note(fmt::format(
          "The records {} and {} were judged to be one entity in revision {}{} {}", j.kept, j.other,
          j.revision, j.note.empty() ? "." : ": " + shown(j.note), reply.dim(reply.cite(sources))));
    }
    all.push_back({{"kept", j.kept},
                   {"other", j.other},
                   {"revision", j.revision},
                   {"note", j.note},
                   {"sources", reply.sources_of(sources)}});
  }
  reply.set("same", std::move(all));
}

}  // namespace

int run_show(Session& session) {
  const NameHit hit = session.the_entity();
  const auto scene = profile_scene(session.source(), hit.entity, {}, session.as_of());
  std::vector<Fact> facts = facts_on_the_day(*scene, hit.entity);
  std::erase_if(facts, [&](const Fact& f) {
    return !session.style().wants(f.certainty) || f.spell->kind == StatementKind::existence ||
           is_news_to(session.as_of(), f);
  });
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  if (reply.as_data()) {
    for (const Fact& f : facts) reply.row(json_fact(reply, *scene, f));
    tell_records(reply, session, hit.entity);
    return reply.finish(says_anything(facts));
  }
  reply.headline(fmt::format("{} {}: {}. {}", day_phrase(session.as_of()),
                             reply.bold(full_name(*scene, hit.entity)),
                             sort_text(*scene, hit.entity), life_text(*scene, hit.entity)));
  reply.blank();
  for (const Fact& f : facts) {
    if (!is_byname(f)) reply.branch("  ", whole_fact(reply, *scene, f, true), "    ");
  }
  tell_bynames(reply, facts);
  tell_records(reply, session, hit.entity);
  return reply.finish(says_anything(facts));
}

int run_history(Session& session) {
  const NameHit hit = session.the_entity();
  std::vector<LoggedEvent> events =
      chronicle(session.store(), hit.entity, knowledge_of(session.as_of()));
  std::erase_if(events, [&](const LoggedEvent& e) { return !session.style().wants(certainty(e)); });
  const auto scene = history_scene(session, hit.entity, events);
  std::vector<Fact> facts = facts_ever(*scene, hit.entity);
  std::erase_if(facts, [&](const Fact& f) {
    return !session.style().wants(f.certainty) || is_news_to(session.as_of(), f);
  });
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  if (reply.as_data()) {
    for (const Fact& f : facts) reply.row(json_fact(reply, *scene, f));
    reply.set("events", json_chronicle(reply, *scene, events));
    tell_records(reply, session, hit.entity);
    return reply.finish(says_anything(facts));
  }
  reply.headline(fmt::format("{}: {}, {}.", reply.bold(full_name(*scene, hit.entity)),
                             sort_text(*scene, hit.entity),
                             counted(facts.size(), "fact", "facts")));
  reply.blank();
  for (const Fact& f : facts) {
    if (is_byname(f)) continue;
    reply.branch("  " + padded(beginning_text(*f.spell), 15), whole_fact(reply, *scene, f, false));
  }
  tell_bynames(reply, facts);
  tell_chronicle(reply, *scene, events);
  tell_records(reply, session, hit.entity);
  return reply.finish(says_anything(facts));
}

}  // namespace reorg::cli
