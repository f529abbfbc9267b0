#include "core/query/tenure.hpp"

#include <algorithm>

namespace reorg {

Tenure tenure_of(const Scene& scene, const Spell& s) {
  Tenure t;
  t.spell = &s;
  t.from = s.from;
  t.until = s.until;
  t.certainty = scene.holds(s);
  t.projected = scene.as_of().is_projected(s.from.latest);
  if (s.last_evidence <= scene.as_of().knowledge_day()) t.last_evidence = s.last_evidence;
  t.days = length(s.from, s.until);
  t.conflicts = rivals(scene, s);
  return t;
}

std::tuple<bool, Day, Day, std::uint32_t> time_order(const Tenure& t, bool one_day) {
  return {one_day && t.certainty != Certainty::certain, beginning(*t.spell), t.spell->until.latest,
          t.spell->id};
}

std::vector<const Spell*> rivals(const Scene& scene, const Spell& mine) {
  std::vector<const Spell*> result;
  if (mine.claim.empty()) return result;
  const AsOf& day = scene.as_of();
  for (const Spell& s : scene.relations()) {
    const bool then = s.from.earliest <= day.last && day.first < s.until.latest;
    const bool rival = then && s.claim == mine.claim && s.standing != Standing::agreed;
    if (&s != &mine && rival && s.kind == mine.kind && s.object == mine.object)
      result.push_back(&s);
  }
  return result;
}

EntityId organization_of(const Scene& scene, EntityId post, const Spell& during) {
  EntityId best = EntityId::none;
  Certainty surest = Certainty::no;
  for (const Spell* s : scene.relations_of(post)) {
    if (s->kind != StatementKind::post_in) continue;
    const Certainty then = overlap(*s, during).certainty;
    if (surest < then) {
      surest = then;
      best = s->object;
    }
  }
  return best;
}

EntityId organization_of(const Scene& scene, EntityId post) {
  if (const auto then = scene.view().out(post, StatementKind::post_in); !then.empty())
    return then.front().other;
  for (const Spell* s : scene.relations_of(post)) {
    if (s->kind == StatementKind::post_in && s->standing != Standing::outranked) return s->object;
  }
  return EntityId::none;
}

}  // namespace reorg
