#include "core/query/holders.hpp"

#include <algorithm>

#include "core/query/gaps.hpp"

namespace reorg {

using Kind = StatementKind;

std::unique_ptr<Scene> holders_scene(const RelationSource& source, EntityId post,
                                     const AsOf& as_of) {
  Walk walk;
  walk.seeds = {post};
  walk.steps = {{.hop = {KindSet(Kind::post_in, Kind::oversees), KindSet(Kind::holds)}}};
  return std::make_unique<Scene>(source, as_of, run(walk, source));
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
