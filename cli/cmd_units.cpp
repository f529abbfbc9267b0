// reorg units [NAME], and "which business groups does NAME have": how many, and which.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/json_overseer.hpp"
#include "cli/overseer_text.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/units.hpp"

namespace reorg::cli {
namespace {

struct Counts {
  std::size_t certain = 0;
  std::size_t possible = 0;
};

Counts count(const std::vector<Unit>& all) {
  Counts n;
  for (const Unit& u : all) ++(u.certainty == Certainty::certain ? n.certain : n.possible);
  return n;
}

// "seven", "13": as newspapers write numbers.
std::string number_word(std::size_t n) {
  static constexpr std::array words{"no",    "one",   "two",  "three", "four",   "five",  "six",
                                    "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return n < words.size() ? words[n] : std::to_string(n);
}

std::string things(std::size_t n, const std::string& word) {
  return fmt::format("{} {}", number_word(n), shown(n == 1 ? word : plural(word)));
}

// What is asked about, and how deep.
struct Asked {
  std::optional<NameHit> hit;
  SortAsked sort;
  bool by_sort = false;  // --kind was given
  int depth = 1;
};

// "seven business groups, and possibly one more"; with none certain, those that are possible.
std::string how_many(const Counts& n, const std::string& word) {
  if (n.certain + n.possible == 0) return "no known " + shown(word);
  if (n.certain == 0) return things(n.possible, word);
  return things(n.certain, word) +
         (n.possible > 0 ? fmt::format(", and possibly {} more", number_word(n.possible)) : "");
}

std::string where(const Asked& asked) {
  if (asked.depth == any_number) return "";
  if (asked.depth == 1) return asked.hit ? " directly below it" : " at the top";
  return fmt::format(" at most {} levels {}", number_word(static_cast<std::size_t>(asked.depth)),
                     asked.hit ? "below it" : "deep");
}

std::string headline(const Scene& scene, const Asked& asked, const Counts& n) {
  const AsOf& day = scene.as_of();
  const std::string when = day_phrase(day);
  std::string rest = how_many(n, asked.sort.word()) + where(asked);
  if (!asked.by_sort) rest += ", products aside";
  if (!day.is_one_day() && n.certain + n.possible > 1) rest += ", at one time or another";
  const std::string tense = was(day);
  const std::string_view perhaps = n.certain == 0 && n.possible > 0 ? "possibly " : "";
  if (!asked.hit) {
    const bool one = n.certain + n.possible < 2;
    const std::string there = tense == "was"  ? (one ? "was" : "were")
                              : tense == "is" ? (one ? "is" : "are")
                                              : "will be";
    return fmt::format("{} there {} {}{}.", when, there, perhaps, rest);
  }
  const std::string name = short_name(scene, asked.hit->entity);
  const Life life = scene.life(asked.hit->entity);
  if (life == Life::no_longer) return fmt::format("{} {} no longer existed.", when, name);
  if (life == Life::not_yet) return fmt::format("{} {} did not exist yet.", when, name);
  const std::string has = tense == "was" ? "had" : tense == "is" ? "has" : "will have";
  return fmt::format("{} {} {}{} {}.", when, name, perhaps, has, rest);
}

std::string unit_marks(const Scene& scene, const Unit& u) {
  std::vector<std::string> marks;
  if (u.certainty != Certainty::certain) marks.emplace_back("possible");
  if (u.line != nullptr && u.line->standing == Standing::disputed) marks.emplace_back("disputed");
  if (u.line != nullptr && scene.as_of().is_projected(u.line->from.latest))
    marks.emplace_back("as announced");
  return marks.empty() ? "" : " (" + listed(marks, "and") + ")";
}

void tell(Reply& reply, const Scene& scene, const Unit& u) {
  const std::string heads = overseers_text(scene, u.overseers);
  reply.line(fmt::format("{}{}{}{}{}", reply.bold(full_name(scene, u.organization)),
                         reply.dim(" [" + shown(scene.sort(u.organization)) + "]"),
                         reply.doubtful(unit_marks(scene, u)), heads.empty() ? "" : " — ", heads),
             2);
  if (u.line == nullptr) return;
  const std::string when = period_text(u.line->from, u.line->until, u.line->last_evidence);
  reply.line(fmt::format("part of {}{}{} {}", short_name(scene, u.line->object),
                         when.empty() ? "" : ", ", when, reply.cite(u.line->sources)),
             4);
  for (const Spell* other : u.beside) {
    reply.line(fmt::format("{}part of {} {}",
                           scene.holds(*other) == Certainty::certain ? "also " : "or perhaps ",
                           short_name(scene, other->object), reply.cite(other->sources)),
               4);
  }
}

Json json_unit(Reply& reply, const Scene& scene, const Unit& u) {
  Json overseers = Json::array();
  for (const OverseerRow& r : u.overseers) overseers.push_back(json_overseer(reply, scene, r));
  Json beside = Json::array();
  for (const Spell* s : u.beside) beside.push_back(json_entity(scene, s->object));
  const Spell* line = u.line;
  return {{"organization", json_entity(scene, u.organization)},
          {"sort", scene.sort(u.organization)},
          {"depth", u.depth},
          {"parent", line != nullptr ? json_entity(scene, line->object) : Json()},
          {"other_parents", std::move(beside)},
          {"from", line != nullptr ? json_from(line->from) : Json()},
          {"until", line != nullptr ? json_until(line->until) : Json()},
          {"last_evidence", line != nullptr ? json_of(line->last_evidence) : Json()},
          {"certainty", word(u.certainty)},
          {"projected", line != nullptr && scene.as_of().is_projected(line->from.latest)},
          {"overseers", std::move(overseers)},
          {"sources", reply.sources_of(line != nullptr ? line->sources : std::vector<SourceId>{})}};
}

// When nothing is of the sort asked for: which sorts there are, most frequent first.
void note_sorts(Reply& reply, const Scene& scene, const std::vector<Unit>& everything) {
  std::map<std::string, std::size_t> found;
  for (const Unit& u : everything) ++found[scene.sort(u.organization)];
  std::vector<std::pair<std::string, std::size_t>> sorts(found.begin(), found.end());
  std::ranges::stable_sort(sorts, std::greater{}, [](const auto& s) { return s.second; });
  std::vector<std::string> words;
  for (const auto& [sort, n] : sorts) words.push_back(fmt::format("{} ({})", shown(sort), n));
  if (!words.empty()) reply.note(fmt::format("What there is: {}.", listed(words)));
}

Asked asked_of(Session& session) {
  Asked asked{.hit = session.entity_if_named(),
              .sort = SortAsked(session.has("kind") ? session.option("kind") : ""),
              .by_sort = session.has("kind"),
              .depth = session.number_option("depth", 1, session.has("kind") ? any_number : 1)};
  if (asked.by_sort && asked.sort.word().empty())
    throw UsageError("--kind takes company, unit, product or a classification");
  if (asked.hit && asked.hit->kind != EntityKind::organization) {
    throw UsageError(fmt::format("{} is a {}; only organizations have units",
                                 shown(asked.hit->text), word(asked.hit->kind)),
                     {session.instead(asked.hit->kind == EntityKind::person ? "oversees" : "show",
                                      asked.hit->key)});
  }
  return asked;
}

}  // namespace

int run_units(Session& session) {
  const Asked asked = asked_of(session);
  const auto find = [&](const Scene& scene, const SortAsked& sort) {
    return asked.hit ? units(scene, asked.hit->entity, sort, asked.depth)
                     : all_units(scene, sort, asked.depth);
  };
  const EntityId one[] = {asked.hit ? asked.hit->entity : EntityId::none};
  const auto scene =
      asked.hit ? units_scene(session.source(Extent::group), one, asked.depth, session.as_of())
                : all_units_scene(session.source(Extent::everything), session.store().roots(),
                                  session.as_of());
  std::vector<Unit> found = find(*scene, asked.sort);
  std::erase_if(found, [&](const Unit& u) { return !session.style().wants(u.certainty); });
  Reply reply(session, structured(session, {asked.hit ? asked.hit->key : ""}));
  const Counts n = count(found);
  reply.about(*scene, asked.hit);
  reply.set("kind", asked.sort.word());
  reply.set("count", {{"certain", n.certain}, {"possible", n.possible}});
  if (found.empty() && asked.by_sort) note_sorts(reply, *scene, find(*scene, SortAsked("")));
  const bool answered = !found.empty();
  if (session.has("count")) found.clear();
  if (reply.as_data()) {
    for (const Unit& u : found) reply.row(json_unit(reply, *scene, u));
    return reply.finish(answered);
  }
  reply.headline(headline(*scene, asked, n));
  reply.blank();
  for (const Unit& u : found) tell(reply, *scene, u);
  return reply.finish(answered);
}

}  // namespace reorg::cli
