#include "core/query/holders.hpp"

#include <algorithm>

namespace reorg {
namespace {

using Kind = StatementKind;

// As long as the post may have existed, if that is known.
std::vector<Gap> clipped_to_life(const Scene& scene, EntityId post, std::vector<Gap> found) {
  Day first = after_all, last = before_all;
  for (const Spell* s : scene.all_values(post, Kind::existence)) {
    if (s->standing == Standing::outranked) continue;
    first = std::min(first, s->from.earliest);
    last = std::max(last, s->until.latest);
  }
  if (last < first) return found;  // nothing is said of it
  for (Gap& g : found) {
    g.first = std::max(g.first, first);
    g.last = std::min(g.last, last - 1);
  }
  std::erase_if(found, [](const Gap& g) { return g.last < g.first; });
  return found;
}

// From the day on which the post certainly existed to the day before anybody may have held it.
void add_time_before_the_first(const Scene& scene, EntityId post, std::span<const Stretch> line,
                               std::vector<Gap>& found) {
  Day held = after_all;
  for (const Stretch& s : line) {
    if (s.certainty != Certainty::no) held = std::min(held, s.from.earliest);
  }
  for (const Spell* s : scene.all_values(post, Kind::existence)) {
    const bool begins = s->standing == Standing::agreed && s->from.kind == EndKind::date;
    if (begins && s->from.latest < held && held < after_all)
      found.insert(found.begin(), {s->from.latest, held - 1, Certainty::certain});
  }
}

}  // namespace

std::unique_ptr<Scene> holders_scene(const RelationSource& source, EntityId post,
                                     const AsOf& as_of) {
  Walk walk;
  walk.seeds = {post};
  walk.steps = {{.hop = {KindSet(Kind::post_in, Kind::oversees), KindSet(Kind::holds)}}};
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

std::vector<Gap> holder_gaps(const Scene& scene, EntityId post) {
  if (scene.entity(post).seats == 0) return {};
  std::vector<Stretch> line;
  for (const Spell& s : scene.relations()) {
    if (s.kind != Kind::holds || s.object != post) continue;
    line.push_back(stretch_of(s));
    // Whichever of the rivals is right, somebody held it.
    if (s.standing == Standing::disputed) line.back().certainty = Certainty::certain;
  }
  std::vector<Gap> found = gaps(line);
  add_time_before_the_first(scene, post, line, found);
  return touching(clipped_to_life(scene, post, std::move(found)), scene.as_of().first,
                  scene.as_of().last);
}

HoldersAnswer holders(const Scene& scene, EntityId post) {
  HoldersAnswer answer;
  answer.post = post;
  answer.organization = organization_of(scene, post);
  answer.seats = scene.entity(post).seats;
  answer.life = scene.life(post);
  for (const Hit& hit : scene.view().in(post, Kind::holds))
    answer.rows.push_back({hit.other, tenure_of(scene, *hit.spell)});
  const bool one_day = scene.as_of().is_one_day();
  std::ranges::stable_sort(answer.rows, {},
                           [one_day](const Holding& h) { return time_order(h.tenure, one_day); });
  answer.gaps = holder_gaps(scene, post);
  return answer;
}

}  // namespace reorg
