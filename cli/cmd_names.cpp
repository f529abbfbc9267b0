// reorg names NAME, and "what was NAME called": names over time; --renamed: only what changed;
// --bearers: who bore a name.
#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/event_line.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/events_behind.hpp"
#include "core/query/name_history.hpp"

namespace reorg::cli {
namespace {

std::string in_quotes(const std::string& name) { return "“" + shown(name) + "”"; }

std::string language_text(const std::string& code) {
  if (code == "en") return "English";
  if (code == "zh-Hans") return "simplified Chinese";
  if (code == "zh-Hant") return "traditional Chinese";
  if (code == "zh" || code.starts_with("zh-")) return "Chinese, " + shown(code);
  return shown(code);
}

// ", possible and disputed".
std::string doubts(const Name& n) {
  std::vector<std::string> marks;
  if (n.certainty == Certainty::possible) marks.emplace_back("possible");
  if (n.spell->standing == Standing::disputed) marks.emplace_back("disputed");
  if (n.spell->undated) marks.emplace_back("undated");
  return marks.empty() ? "" : " (" + listed(marks, "and") + ")";
}

std::string period_of(const Spell& s) {
  return s.undated ? std::string() : period_text(s.from, s.until, before_all);
}

// "since 2018-11-26 [1]"; what holds as long as the entity lives says nothing of days.
std::string when_and_who(Reply& reply, const Spell& s) {
  const std::string when = period_of(s);
  return when + (when.empty() ? "" : " ") + reply.cite(s.sources);
}

// What gave it the name; what founded the bearer did not.
const Told* event_of(const Name& n, const std::vector<Told>& events) {
  const Bound& from = n.spell->from;
  return from.basis == Basis::lifetime ? nullptr : find_event(events, from.event);
}

Json json_name(Reply& reply, const Scene& scene, const Name& n, const std::vector<Told>& events) {
  const Spell& s = *n.spell;
  return {{"entity", json_entity(scene, n.entity)},
          {"type", n.type},
          {"language", n.language},
          {"text", s.value},
          {"previous", n.previous != nullptr ? Json(n.previous->value) : Json()},
          {"from", json_from(s.from)},
          {"until", json_until(s.until)},
          {"certainty", n.certainty == Certainty::no ? Json() : Json(word(n.certainty))},
          {"standing", word(s.standing)},
          {"undated", s.undated},
          {"event", json_event(event_of(n, events))},
          {"sources", reply.sources_of(s.sources)}};
}

std::vector<Told> events_of(Session& session, const std::vector<Name>& names) {
  std::vector<const Spell*> spells;
  for (const Name& n : names) spells.push_back(n.spell);
  return events_behind(session.source(), spells);
}

void keep_wanted(std::vector<Name>& names, const Style& style) {
  std::erase_if(names, [&](const Name& n) { return !style.wants(n.certainty); });
}

// The entity without a name of the day: the one asked for, or its key.
std::string asked_name(const NameHit& hit) {
  return hit.aspect == "key" ? shown(hit.key) : in_quotes(hit.text);
}

// ---- all names ------------------------------------------------------------------------------

// "“A” (ended 2018-11-26), then “B”"; of the language in which it is told.
std::string preferred_in_turn(const Scene& scene, const std::vector<Name>& names) {
  const auto first = std::ranges::find(names, "preferred", &Name::type);
  if (first == names.end()) return {};
  std::string result;
  const Spell* before = nullptr;
  for (const Name& n : names) {
    if (n.type != "preferred" || n.language != first->language) continue;
    const Spell& s = *n.spell;
    // On one day it had one of them; over time one after the other.
    const bool follows =
        !scene.as_of().is_one_day() && before != nullptr && s.from.latest >= before->until.earliest;
    if (before != nullptr) result += follows ? ", then " : " or ";
    const bool doubtful = n.certainty == Certainty::possible && !s.undated;
    if (doubtful && (before == nullptr || follows)) result += "possibly ";
    result += in_quotes(s.value);
    if (s.until.kind != EndKind::open && s.until.latest <= scene.as_of().last &&
        s.until.basis != Basis::lifetime)
      result += " (ended " + day_text(s.until) + ")";
    before = &s;
  }
  return result;
}

std::string names_headline(const Scene& scene, const NameHit& hit, const std::vector<Name>& names) {
  const AsOf& day = scene.as_of();
  const std::string when = day_phrase(day);
  const std::string who = asked_name(hit);
  if (const std::string called = preferred_in_turn(scene, names); !called.empty())
    return fmt::format("{} {} {} called {}.", when, who, was(day), called);
  switch (scene.life(hit.entity)) {
    case Life::no_longer:
      return fmt::format("{} {} no longer existed.", when, who);
    case Life::not_yet:
      return fmt::format("{} {} did not exist yet.", when, who);
    default:
      return fmt::format("{} {} had no name that is known.", when, who);
  }
}

std::string heading(const std::string& type) {
  if (type == "preferred") return "Name";
  if (type == "legal") return "Legal name";
  if (type == "acronym") return "Acronym";
  if (type == "alias") return "Also called";
  return type == "nickname" ? "Nickname" : "Identifier";
}

void tell_names(Reply& reply, const std::vector<Name>& names, const std::vector<Name>& rivals,
                const std::vector<Told>& events) {
  std::string type;
  for (const Name& n : names) {
    if (n.type != type) {
      reply.blank();
      reply.line(heading(n.type));
    }
    type = n.type;
    const std::string language = n.type == "identifier" ? shown(n.language) + ": "
                                 : n.language.empty()   ? ""
                                                        : language_text(n.language) + ": ";
    const std::string text =
        n.type == "identifier" ? shown(n.spell->value) : in_quotes(n.spell->value);
    const std::string what = language + reply.bold(text) + reply.doubtful(doubts(n));
    const bool always = period_of(*n.spell).empty();
    reply.line(always ? what + " " + reply.cite(n.spell->sources) : what, 2);
    if (!always) reply.line(when_and_who(reply, *n.spell), 4);
    tell_event(reply, "came with", event_of(n, events), 4);
  }
  if (rivals.empty()) return;
  reply.blank();
  reply.line("But also claimed");
  for (const Name& n : rivals) {
    reply.line(fmt::format("{}: {}", heading(n.type), in_quotes(n.spell->value)), 2);
    reply.line(when_and_who(reply, *n.spell), 4);
  }
}

int run_all_names(Session& session, const NameHit& hit) {
  const auto scene = names_scene(session.source(), std::span(&hit.entity, 1), session.as_of());
  std::vector<Name> names = names_of(*scene, hit.entity);
  keep_wanted(names, session.style());
  const std::vector<Name> rivals = rival_names(*scene, hit.entity);
  const std::vector<Told> events = events_of(session, names);
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  Json conflicts = Json::array();
  if (reply.as_data()) {
    for (const Name& n : names) reply.row(json_name(reply, *scene, n, events));
    for (const Name& n : rivals) conflicts.push_back(json_name(reply, *scene, n, events));
    reply.set("conflicts", std::move(conflicts));
    return reply.finish(!names.empty());
  }
  reply.headline(names_headline(*scene, hit, names));
  tell_names(reply, names, rivals, events);
  return reply.finish(!names.empty());
}

// ---- renamings ------------------------------------------------------------------------------

std::string times(std::size_t n) {
  return n == 1 ? "once" : n == 2 ? "twice" : fmt::format("{} times", n);
}

// One renaming may give names in several languages.
std::size_t occasions(const std::vector<Name>& all) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Bound& from = all[i].spell->from;
    const bool goes_on =
        i > 0 && from.event != EventId::none && from.event == all[i - 1].spell->from.event;
    if (!goes_on) ++n;
  }
  return n;
}

void tell_renaming(Reply& reply, const Name& n) {
  const std::string before = n.previous != nullptr ? in_quotes(n.previous->value) : "no name known";
  const std::string kind = n.type == "legal" ? "legal name, " : "";
  reply.line(fmt::format("{}{}: {} → {} ({}{}) {}", day_text(n.spell->from),
                         n.spell->from.kind == EndKind::unknown ? " at the latest" : "", before,
                         reply.bold(in_quotes(n.spell->value)), kind, language_text(n.language),
                         reply.cite(n.spell->sources)) +
                 reply.doubtful(doubts(n)),
             2);
}

int run_renamings(Session& session, const NameHit& hit) {
  const auto scene = names_scene(session.source(), std::span(&hit.entity, 1), session.as_of());
  std::vector<Name> all = renamings(*scene, hit.entity);
  keep_wanted(all, session.style());
  const std::vector<Told> events = events_of(session, all);
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  if (reply.as_data()) {
    reply.set("conflicts", Json::array());
    for (const Name& n : all) reply.row(json_name(reply, *scene, n, events));
    return reply.finish(!all.empty());
  }
  const bool sure = std::ranges::find(all, Certainty::certain, &Name::certainty) != all.end();
  const std::string when = day_phrase(session.as_of());
  reply.headline(
      all.empty() ? fmt::format("{} {} was not known to have been renamed.", when, asked_name(hit))
                  : fmt::format("{} {} was {}renamed {}.", when, asked_name(hit),
                                sure ? "" : "possibly ", times(occasions(all))));
  reply.blank();
  for (std::size_t i = 0; i < all.size(); ++i) {
    tell_renaming(reply, all[i]);
    const EventId event = all[i].spell->from.event;
    if (i + 1 == all.size() || all[i + 1].spell->from.event != event)
      tell_event(reply, "with", find_event(events, event), 4);
  }
  return reply.finish(!all.empty());
}

// ---- bearers --------------------------------------------------------------------------------

std::vector<std::string> who_bore(const Scene& scene, const std::vector<Name>& all, Certainty c) {
  std::vector<std::string> result;
  for (const Name& n : all) {
    if (n.certainty != c) continue;
    const std::string who = short_name(scene, n.entity);
    if (std::ranges::find(result, who) == result.end()) result.push_back(who);
  }
  return result;
}

std::string bearers_headline(const Scene& scene, const std::string& name,
                             const std::vector<Name>& all) {
  const AsOf& day = scene.as_of();
  const auto certain = who_bore(scene, all, Certainty::certain);
  const auto possible = who_bore(scene, all, Certainty::possible);
  if (certain.empty() && possible.empty())
    return fmt::format("{} nobody {} known to be called {}.", day_phrase(day), was(day),
                       in_quotes(name));
  return fmt::format("{} {} {} the name of {}{}{}.", day_phrase(day), in_quotes(name), was(day),
                     listed(certain),
                     certain.empty()    ? "possibly "
                     : possible.empty() ? ""
                                        : ", and possibly of ",
                     listed(possible));
}

[[noreturn]] void nobody_ever(const std::string& name, const FoundName& found) {
  std::vector<std::string> nearest;
  for (const NameHit& hit : found.nearest)
    nearest.push_back(command_line({"names", hit.text, "--bearers"}));
  throw NameError(fmt::format("nothing here was ever called “{}”", shown(name.substr(0, 200))),
                  nearest);
}

int run_bearers(Session& session) {
  std::string name;
  for (const std::string& word : session.names()) name += (name.empty() ? "" : " ") + word;
  if (name.empty()) throw UsageError("names --bearers: which name? Give one", {"reorg help names"});
  const FoundName found = reorg::find(session.store(), name);
  std::vector<EntityId> ids;
  for (const auto* hits : {&found.exact, &found.lower}) {
    for (const NameHit& hit : *hits) ids.push_back(hit.entity);
  }
  const auto scene = names_scene(session.source(), ids, session.as_of());
  std::vector<Name> all = bearers(*scene, name);
  if (all.empty() && !session.as_of().known_at) nobody_ever(name, found);
  const std::vector<std::string> otherwise = who_bore(*scene, all, Certainty::no);
  std::erase_if(all, [&](const Name& n) {
    return n.certainty == Certainty::no || !session.style().wants(n.certainty);
  });
  const std::vector<Told> events = events_of(session, all);
  Reply reply(session, structured(session, {name}));
  reply.about(*scene, std::nullopt);
  if (all.empty() && !otherwise.empty())
    reply.note(fmt::format("At another time it was the name of {}.", listed(otherwise)));
  if (reply.as_data()) {
    reply.set("conflicts", Json::array());
    for (const Name& n : all) reply.row(json_name(reply, *scene, n, events));
    return reply.finish(!all.empty());
  }
  reply.headline(bearers_headline(*scene, name, all));
  reply.blank();
  for (const Name& n : all) {
    const std::string language = n.language.empty() ? "" : ", " + language_text(n.language);
    reply.line(fmt::format("{} [{}]{}", reply.bold(full_name(*scene, n.entity)),
                           shown(scene->sort(n.entity)), reply.doubtful(doubts(n))),
               2);
    reply.line(fmt::format("{}: {}{}", heading(n.type), in_quotes(n.spell->value), language), 4);
    reply.line(when_and_who(reply, *n.spell), 4);
  }
  return reply.finish(!all.empty());
}

}  // namespace

int run_names(Session& session) {
  if (session.has("bearers")) {
    if (session.has("renamed")) throw UsageError("--bearers and --renamed exclude each other");
    return run_bearers(session);
  }
  const NameHit hit = session.the_entity();
  return session.has("renamed") ? run_renamings(session, hit) : run_all_names(session, hit);
}

}  // namespace reorg::cli
