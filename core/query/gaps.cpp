#include "core/query/gaps.hpp"

#include <algorithm>

namespace reorg {
namespace {

using Kind = StatementKind;

Stretch filled(const Spell& s) {
  Stretch stretch = stretch_of(s);
  if (s.standing == Standing::disputed) stretch.certainty = Certainty::certain;
  return stretch;
}

std::vector<Stretch> filled_by_holders(const Scene& scene, EntityId post) {
  std::vector<Stretch> line;
  for (const Spell& s : scene.relations()) {
    if (s.kind == Kind::holds && s.object == post) line.push_back(filled(s));
  }
  return line;
}

std::vector<Gap> within_life(const Scene& scene, EntityId place, std::span<const Stretch> line) {
  Day first = after_all, last = after_all, existed = after_all;
  for (const Spell* s : scene.all_values(place, Kind::existence)) {
    if (s->standing == Standing::outranked) continue;
    last = first == after_all ? s->until.latest : std::max(last, s->until.latest);
    first = std::min(first, s->from.earliest);
    if (s->standing == Standing::agreed && s->from.kind == EndKind::date)
      existed = std::min(existed, s->from.latest);
  }
  std::vector<Gap> found = gaps(line, existed);
  if (first != after_all) {  // else nothing is said of its life
    for (Gap& g : found) {
      g.first = std::max(g.first, first);
      g.last = std::min(g.last, last - 1);
    }
    std::erase_if(found, [](const Gap& g) { return g.last < g.first; });
  }
  return touching(std::move(found), scene.as_of().first, scene.as_of().last);
}

}  // namespace

std::vector<Gap> holder_gaps(const Scene& scene, EntityId post) {
  if (scene.entity(post).seats == 0) return {};
  return within_life(scene, post, filled_by_holders(scene, post));
}

std::vector<Gap> head_gaps(const Scene& scene, EntityId organization) {
  std::vector<Stretch> line;
  for (const Spell& s : scene.relations()) {
    const bool head = s.kind == Kind::oversees && s.object == organization && s.aspect == "head";
    if (!head || s.dotted) continue;
    if (!scene.has(s.subject) || scene.entity(s.subject).kind != EntityKind::post) {
      line.push_back(filled(s));
      continue;
    }
    for (const Stretch& held : filled_by_holders(scene, s.subject))
      line.push_back(overlap(filled(s), held));
  }
  return within_life(scene, organization, line);
}

}  // namespace reorg
