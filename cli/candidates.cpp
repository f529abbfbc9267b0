#include "cli/candidates.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

constexpr std::size_t most_shown = 20;
constexpr KindSet placing{StatementKind::part_of, StatementKind::post_in};
constexpr KindSet working{StatementKind::oversees, StatementKind::member_of, StatementKind::holds};

// They, and what they are in; of people, what they are over.
std::unique_ptr<Scene> scene_of(Session& session, std::vector<EntityId> ids) {
  Walk walk;
  walk.seeds = std::move(ids);
  walk.steps = {{.hop = {.out = placing}}, {.hop = {.out = working}, .whom = Whom::everyone}};
  return std::make_unique<Scene>(session.latest(), session.as_of(), run(walk, session.latest()));
}

// " in Tencent Holdings": everything it was ever in; ": Weixin Group" for people: their posts, and
// what they were over or members of.
std::string places(const Scene& scene, EntityId id) {
  const bool person = scene.entity(id).kind == EntityKind::person;
  std::vector<std::string> names;
  for (const Spell& s : scene.relations()) {
    if (s.subject != id || s.standing == Standing::outranked) continue;
    if (!person && !placing.has(s.kind)) continue;
    if (std::string name = short_name(scene, s.object);
        std::ranges::find(names, name) == names.end())
      names.push_back(std::move(name));
  }
  if (names.size() > 3) {
    const std::size_t more = names.size() - 2;
    names.resize(2);
    names.push_back(fmt::format("{} more", more));
  }
  return names.empty() ? "" : (person ? ": " : " in ") + listed(names);
}

// ", since 2012-05-18; ended 2018-09-30".
std::string lifetime(const Scene& scene, EntityId id) {
  std::string text;
  for (const Spell* s : scene.all_values(id, StatementKind::existence)) {
    if (s->standing == Standing::outranked || s->from.edtf.empty()) continue;
    text += ", " + since_text(s->from);
    if (s->until.kind == EndKind::date) text += "; " + end_text(s->until, s->last_evidence);
  }
  return text;
}

// " (alias “WeChat”)", unless it is called so.
std::string by_which_name(const Scene& scene, const NameHit& hit) {
  if (hit.aspect == "key") return {};
  const auto names = scene.names(hit.entity);
  if (std::ranges::find(names, hit.text) != names.end()) return {};
  if (scene.native_name(hit.entity) == hit.text) return {};
  const std::string sort = hit.aspect.substr(0, hit.aspect.find(':'));
  const bool proper = sort == "preferred" || sort == "legal";
  return fmt::format(" ({} “{}”)", proper ? "also called" : sort, shown(hit.text));
}

}  // namespace

std::vector<std::string> descriptions(Session& session, const std::vector<NameHit>& hits) {
  std::vector<EntityId> ids;
  for (const NameHit& hit : hits) ids.push_back(hit.entity);
  const auto scene = scene_of(session, std::move(ids));
  std::vector<std::string> result;
  for (const NameHit& hit : hits) {
    result.push_back(full_name(*scene, hit.entity) + ", " + shown(scene->sort(hit.entity)) +
                     places(*scene, hit.entity) + lifetime(*scene, hit.entity) +
                     by_which_name(*scene, hit));
  }
  return result;
}

NameError choice(Session& session, const std::string& name, const std::string& message,
                 const std::vector<NameHit>& hits) {
  const std::vector<NameHit> told(
      hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(std::min(hits.size(), most_shown)));
  std::vector<std::string> commands;
  for (const NameHit& hit : told) {
    commands.push_back(session.instead_of(name, session.word_for(hit.key)));
  }
  const std::string more = hits.size() <= most_shown
                               ? ""
                               : fmt::format(" (the first {} of {}; ORGANIZATION/NAME narrows)",
                                             most_shown, hits.size());
  return {message + more, std::move(commands), descriptions(session, told)};
}

std::string called(Session& session, EntityId id) {
  Neighbourhood alone;
  alone.reach(id, 0);
  return short_name(Scene(session.latest(), session.as_of(), std::move(alone)), id);
}

}  // namespace reorg::cli
