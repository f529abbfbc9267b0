// reorg path A B, and "how are A and B connected".
#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/fact_text.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/stretch_text.hpp"
#include "cli/text.hpp"
#include "core/query/path.hpp"

namespace reorg::cli {
namespace {

Along along_option(const Session& session) {
  if (!session.has("along")) return Along::everything;
  const std::string lines = session.option("along");
  if (lines == "oversight") return Along::oversight;
  if (lines == "structure") return Along::structure;
  if (lines == "ownership") return Along::ownership;
  throw UsageError(
      fmt::format("--along takes oversight, structure or ownership, not {}", shown(lines)));
}

Fact fact_of(const PathStep& s) {
  Fact fact;
  fact.spell = &s.spell;
  fact.other = s.other;
  fact.outward = s.spell.subject == s.entity;
  fact.certainty = s.certainty;
  return fact;
}

std::string steps_text(const Path& path) {
  static constexpr std::array words{"no",   "one", "two",   "three", "four",
                                    "five", "six", "seven", "eight", "nine"};
  const std::size_t n = path.steps.size();
  return fmt::format("{} {}", n < words.size() ? words[n] : std::to_string(n),
                     n == 1 ? "step" : "steps");
}

std::string headline(const Scene& scene, EntityId from, EntityId to,
                     const std::optional<Path>& path) {
  const AsOf& day = scene.as_of();
  const std::string when = day_phrase(day);
  const std::string a = short_name(scene, from);
  const std::string b = short_name(scene, to);
  if (!path) return fmt::format("{} no connection between {} and {} is known.", when, a, b);
  const std::string were = was(day) == "was" ? "were" : was(day) == "is" ? "are" : "will be";
  return fmt::format("{} {} and {} {} {}connected, in {}.", when, a, b, were,
                     path->certainty == Certainty::certain ? "" : "possibly ", steps_text(*path));
}

void tell(Reply& reply, const Scene& scene, const Path& path) {
  reply.line(reply.bold(full_name(scene, path.steps.front().entity)), 2);
  for (const PathStep& s : path.steps) {
    const Fact fact = fact_of(s);
    const std::string doubt =
        s.certainty == Certainty::certain ? "" : reply.doubtful(" (possible)");
    reply.branch("  → ", fact_text(scene, fact) + doubt + fact_marks(scene, fact));
    const std::string when = period_text(s.spell.from, s.spell.until, s.spell.last_evidence);
    reply.line(when + (when.empty() ? "" : " ") + reply.cite(s.spell.sources), 6);
  }
  if (path.steps.size() < 2) return;
  const std::string when = stretch_text(path.days);
  reply.line(fmt::format("All of it {}: {}",
                         path.certainty == Certainty::certain ? "holds" : "possibly holds", when),
             2);
}

Json json_path(const Path& path) {
  return {{"certainty", word(path.certainty)},
          {"steps", path.steps.size()},
          {"from", json_from(path.days.from)},
          {"until", json_until(path.days.until)}};
}

void tell_json(Reply& reply, const Scene& scene, const std::vector<const Path*>& paths) {
  Json list = Json::array();
  for (const Path* path : paths) {
    list.push_back(json_path(*path));
    for (std::size_t i = 0; i < path->steps.size(); ++i) {
      const PathStep& s = path->steps[i];
      Json row = {{"path", list.size()}, {"step", i + 1}, {"entity", json_entity(scene, s.entity)}};
      row.update(json_fact(reply, scene, fact_of(s)));
      reply.row(std::move(row));
    }
  }
  reply.set("paths", std::move(list));
}

}  // namespace

int run_path(Session& session) {
  const Along along = along_option(session);
  const auto [a, b] = session.two_entities();
  if (a.entity == b.entity) {
    throw UsageError(
        fmt::format("“{}” and “{}” are the same: {}", shown(a.text), shown(b.text), shown(a.key)),
        {session.instead("show", a.key)});
  }
  PathAnswer answer = find_path(session.source(), a.entity, b.entity, along, session.as_of());
  const auto scene = path_scene(session.source(), a.entity, b.entity, answer, session.as_of());
  for (auto* path : {&answer.path, &answer.shorter}) {
    if (*path && !session.style().wants((*path)->certainty)) path->reset();
  }
  if (!answer.path) answer.path = std::exchange(answer.shorter, {});
  std::vector<const Path*> paths;
  for (const auto* path : {&answer.path, &answer.shorter}) {
    if (*path) paths.push_back(&**path);
  }
  Reply reply(session, structured(session, {a.key, b.key}));
  reply.about(*scene, std::array{a, b}, "between");
  reply.set("gave_up", answer.gave_up);
  if (answer.gave_up) {
    reply.note(fmt::format("The search gave up after reading {} relations; there may be {}.",
                           path_limit, paths.empty() ? "a connection" : "a certain connection"));
  }
  if (reply.as_data()) {
    tell_json(reply, *scene, paths);
    return reply.finish(!paths.empty());
  }
  reply.headline(headline(*scene, a.entity, b.entity, answer.path));
  for (const Path* path : paths) {
    reply.blank();
    if (path != paths.front())
      reply.line(fmt::format("In {}, but only possibly:", steps_text(*path)));
    tell(reply, *scene, *path);
  }
  return reply.finish(!paths.empty());
}

}  // namespace reorg::cli
