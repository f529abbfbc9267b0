#include "core/query/places.hpp"

#include <algorithm>
#include <map>

namespace reorg {
namespace {

using Kind = StatementKind;

std::vector<const Spell*> rivals(const Scene& scene, const Spell& line) {
  std::vector<const Spell*> result;
  if (line.claim.empty()) return result;
  for (const Spell& s : scene.relations()) {
    if (s.kind == Kind::part_of && s.subject == line.subject && s.claim == line.claim &&
        s.standing == Standing::outranked)
      result.push_back(&s);
  }
  return result;
}

bool lies_within(const CommonDays& inner, const CommonDays& outer) {
  return outer.from.earliest <= inner.from.earliest && inner.until.latest <= outer.until.latest;
}

// All ways along solid lines, at any time.
Spread upwards(const Scene& scene, EntityId organization, EntityId ancestor) {
  std::map<EntityId, std::vector<const Spell*>> lines;
  for (const Spell& s : scene.relations()) {
    if (s.kind == Kind::part_of && !s.dotted) lines[s.subject].push_back(&s);
  }
  Spread spread(organization);
  for (std::size_t w = 0; w < spread.ways().size(); ++w) {
    const EntityId here = spread.way(w).entity;
    if (here == ancestor) continue;
    for (const Spell* line : lines[here]) spread.prolong(w, *line, before_all, after_all);
  }
  return spread;
}

}  // namespace

std::unique_ptr<Scene> places_scene(const RelationSource& source, EntityId organization,
                                    const AsOf& as_of) {
  Walk walk;
  walk.seeds = {organization};
  walk.steps = {{.hop = {KindSet(Kind::part_of), {}}, .times = 1, .whom = Whom::newest}};
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

std::vector<Seat> places(const Scene& scene, EntityId organization) {
  std::vector<Seat> result;
  for (const Hit& h : scene.view().out(organization, Kind::part_of))
    result.push_back({h.spell, h.other, h.certainty, rivals(scene, *h.spell)});
  std::ranges::stable_sort(result, {}, [](const Seat& s) {
    const Spell& line = *s.line;  // an unknown beginning is where it is known to have begun
    return std::tuple(line.dotted, line.from.latest, line.until.latest);
  });
  return result;
}

std::unique_ptr<Scene> above_scene(const RelationSource& source, EntityId organization,
                                   EntityId ancestor, const AsOf& as_of) {
  Walk walk;
  walk.seeds = {organization};
  walk.steps = {{.hop = {KindSet(Kind::part_of), {}}, .times = any_number, .whom = Whom::newest}};
  walk.follow = [&](const Spell& s) { return !s.dotted && s.object != ancestor; };
  Neighbourhood found = run(walk, source);
  found.reach(ancestor, found.levels());
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

std::vector<Below> below(const Scene& scene, EntityId organization, EntityId ancestor) {
  const Spread spread = upwards(scene, organization, ancestor);
  const AsOf& day = scene.as_of();
  std::vector<CommonDays> all;
  for (const std::size_t w : spread.to(ancestor)) all.push_back(spread.way(w).days);
  std::vector<Below> result;
  for (CommonDays& days : united(std::move(all))) {
    const Certainty certainty = holds_within(days, day.first, day.last);
    if (certainty != Certainty::no) result.push_back({std::move(days), certainty, {}});
  }
  std::vector<std::size_t> ways = spread.to(ancestor);
  std::ranges::stable_sort(ways, {}, [&](std::size_t w) {
    return std::pair(spread.way(w).days.from.latest, spread.way(w).days.until.latest);
  });
  for (const std::size_t w : ways) {
    const CommonDays& days = spread.way(w).days;
    if (holds_within(days, day.first, day.last) == Certainty::no) continue;
    const auto stretch =
        std::ranges::find_if(result, [&](const Below& b) { return lies_within(days, b.days); });
    stretch->ways.push_back(spread.steps(w));
  }
  return result;
}

}  // namespace reorg
