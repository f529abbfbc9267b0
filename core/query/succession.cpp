#include "core/query/succession.hpp"

#include <algorithm>
#include <set>

namespace reorg {
namespace {

bool contains(const std::vector<EntityId>& ids, EntityId id) {
  return std::ranges::find(ids, id) != ids.end();
}

bool meet(const Bound& bound, const Date& day) {
  return bound.kind == EndKind::date && bound.earliest <= day.latest &&
         day.earliest <= bound.latest;
}

bool is_step(Verb v) {
  constexpr Verb steps[] = {Verb::merge, Verb::split, Verb::dissolve,
                            Verb::group, Verb::found, Verb::spin_off};
  return std::ranges::find(steps, v) != std::end(steps);
}

// Whether the change ended the organization, or began it: it lies on that end of its existence.
bool ends(const Scene& scene, EntityId id, const Told& t) {
  const Verb v = t.change.verb;
  if (v != Verb::dissolve && v != Verb::merge && v != Verb::split) return false;
  return std::ranges::any_of(scene.all_values(id, StatementKind::existence),
                             [&](const Spell* s) { return meet(s->until, *t.event.effective); });
}
bool begins(const Scene& scene, EntityId id, const Told& t) {
  if (t.change.verb == Verb::spin_off) return false;
  return std::ranges::any_of(scene.all_values(id, StatementKind::existence),
                             [&](const Spell* s) { return meet(s->from, *t.event.effective); });
}

bool is_outranked(const Told& t, std::span<const Told> all) {
  return !t.event.claim.empty() && std::ranges::any_of(all, [&](const Told& other) {
    return other.event.claim == t.event.claim && other.event.rank > t.event.rank;
  });
}

// A change in the world, on a date, still thought true.
bool counts(const Told& t, std::span<const Told> all, const AsOf& as_of) {
  return t.event.type == EventType::change && t.event.effective &&
         t.event.known_until > as_of.knowledge_day() && !is_outranked(t, all);
}

struct Sides {
  std::vector<EntityId> originals, results;
};

Sides sides(const Change& change) {
  if (change.verb != Verb::spin_off) return {change.originals, change.results};
  return {change.others, change.originals};  // who leaves is the result, the parent the original
}

void add_pairs(const Scene& scene, const Told& t, std::vector<SuccessionStep>& steps) {
  const auto [originals, results] = sides(t.change);
  for (const EntityId original : originals) {
    const bool over = ends(scene, original, t);
    for (const EntityId result : results) {
      if (result != original)
        steps.push_back({original, result, &t, over, begins(scene, result, t), {}});
    }
    if (results.empty()) steps.push_back({original, EntityId::none, &t, over, false, {}});
  }
}

bool is_between(const Told& transfer, const SuccessionStep& step) {
  return transfer.event.id == step.told->event.id &&
         contains(transfer.change.originals, step.original) &&
         contains(transfer.change.results, step.result);
}

}  // namespace

bool SuccessionStep::leads_on() const {
  const Verb v = told->change.verb;
  return ends || v == Verb::split || v == Verb::found || v == Verb::spin_off;
}

std::vector<SuccessionStep> succession_steps(const Scene& scene, std::span<const Told> told) {
  std::vector<SuccessionStep> steps;
  for (const Told& t : told) {
    if (is_step(t.change.verb) && counts(t, told, scene.as_of())) add_pairs(scene, t, steps);
  }
  for (SuccessionStep& step : steps) {
    for (const Told& t : told) {
      if (t.change.verb == Verb::transfer && is_between(t, step)) step.handed.push_back(&t);
    }
  }
  return steps;
}

std::vector<Relative> relatives(const RelationSource& source, const Scene& scene,
                                EntityId organization) {
  const Life life = scene.life(organization);
  if (life != Life::no_longer && life != Life::not_yet) return {};
  const bool origin = life == Life::not_yet;
  const std::vector<Told> told = source.changes(std::span(&organization, 1));
  std::vector<Relative> result;
  for (const SuccessionStep& s : succession_steps(scene, told)) {
    const bool decides =
        origin ? s.begins && s.result == organization : s.ends && s.original == organization;
    const EntityId other = origin ? s.original : s.result;
    const bool known = std::ranges::find(result, other, &Relative::organization) != result.end();
    if (decides && other != EntityId::none && !known) result.push_back({other, origin, *s.told});
  }
  return result;
}

// ---- fetching -----------------------------------------------------------------------------------

namespace {

std::unique_ptr<Scene> everybody(const RelationSource& source, const AsOf& as_of,
                                 const std::vector<Told>& told, EntityId first) {
  Neighbourhood named;
  named.reach(first, 0);
  for (const Told& t : told) {
    for (const auto* list : {&t.change.originals, &t.change.results, &t.change.others})
      for (const EntityId id : *list) named.reach(id, 1);
  }
  return std::make_unique<Scene>(source, as_of, std::move(named));
}

bool may_have_happened(const SuccessionStep& s, const AsOf& as_of) {
  return s.told->event.effective->earliest <= as_of.last;
}

}  // namespace

Lineage fetch_lineage(const RelationSource& source, EntityId organization, Heading heading,
                      const AsOf& as_of) {
  Lineage result;
  std::set<EntityId> seen{organization};
  std::set<ChangeId> changes;
  std::vector<EntityId> frontier{organization};
  while (!frontier.empty()) {
    const std::vector<Told> level = source.changes(frontier);
    const auto scene = everybody(source, as_of, level, organization);
    std::vector<EntityId> next;
    for (const SuccessionStep& s : succession_steps(*scene, level)) {
      const EntityId from = heading == Heading::became ? s.original : s.result;
      const EntityId to = heading == Heading::became ? s.result : s.original;
      if (contains(frontier, from) && to != EntityId::none && s.leads_on() &&
          may_have_happened(s, as_of) && seen.insert(to).second)
        next.push_back(to);
    }
    for (const Told& t : level) {
      if (changes.insert(t.change.id).second) result.told.push_back(t);
    }
    frontier = std::move(next);
  }
  result.scene = everybody(source, as_of, result.told, organization);
  return result;
}

// ---- answering ----------------------------------------------------------------------------------

namespace {

class Tracing {
 public:
  Tracing(const Lineage& lineage, Heading heading, Succession& answer)
      : scene_(*lineage.scene),
        heading_(heading),
        steps_(succession_steps(scene_, lineage.told)),
        answer_(answer) {
    std::ranges::stable_sort(steps_, {}, [](const SuccessionStep& s) {
      return std::pair(s.told->event.effective->latest, s.told->event.effective->earliest);
    });
  }

  void unfold(EntityId organization, int depth, Certainty above) {
    for (const SuccessionStep& s : steps_) {
      if (organization != (heading_ == Heading::became ? s.original : s.result)) continue;
      if (!may_have_happened(s, scene_.as_of())) continue;
      Descent d;
      d.step = s;
      d.depth = depth;
      d.certainty = std::min(above, certainty(s));
      d.projected = scene_.as_of().is_projected(s.told->event.effective->latest);
      const EntityId other = d.other(heading_);
      const bool goes_on = other != EntityId::none && s.leads_on() && has_steps(other);
      d.repeated = goes_on && !unfolded_.insert(other).second;
      const bool stop = !goes_on || d.repeated;
      const Certainty sureness = d.certainty;
      answer_.steps.push_back(std::move(d));
      if (!stop) unfold(other, depth + 1, sureness);
    }
  }

 private:
  Certainty certainty(const SuccessionStep& s) const {
    const bool past = s.told->event.effective->latest <= scene_.as_of().last;
    return past && s.told->event.claim.empty() ? Certainty::certain : certainty_of_claim(s, past);
  }
  // Of rival claims the one that is preferred is certain, equal ones are possible.
  static Certainty certainty_of_claim(const SuccessionStep& s, bool past) {
    return past && s.told->event.rank == Rank::preferred ? Certainty::certain : Certainty::possible;
  }

  bool has_steps(EntityId id) const {
    return std::ranges::any_of(steps_, [&](const SuccessionStep& s) {
      return id == (heading_ == Heading::became ? s.original : s.result) &&
             may_have_happened(s, scene_.as_of());
    });
  }

  const Scene& scene_;
  Heading heading_;
  std::vector<SuccessionStep> steps_;
  std::set<EntityId> unfolded_;
  Succession& answer_;
};

bool is_gone(const Scene& scene, EntityId id) { return scene.life(id) == Life::no_longer; }

// Down the steps that end their originals, to whoever is not gone.
void add_heirs(const Scene& scene, EntityId id, std::set<EntityId>& seen, Succession& answer) {
  for (const Descent& d : answer.steps) {
    const SuccessionStep& s = d.step;
    if (s.original != id || !s.ends || s.result == EntityId::none || !seen.insert(s.result).second)
      continue;
    if (is_gone(scene, s.result))
      add_heirs(scene, s.result, seen, answer);
    else
      answer.heirs.push_back(s.result);
  }
}

void add_parents(EntityId id, Succession& answer) {
  for (const Descent& d : answer.steps) {
    if (d.step.result == id && d.step.begins && !contains(answer.parents, d.step.original))
      answer.parents.push_back(d.step.original);
  }
}

void add_told(const Lineage& lineage, EntityId id, Heading heading, Succession& answer) {
  std::set<const Told*> within;
  for (const Descent& d : answer.steps) within.insert(d.step.handed.begin(), d.step.handed.end());
  const bool became = heading == Heading::became;
  for (const Told& t : lineage.told) {
    const AsOf& as_of = lineage.scene->as_of();
    if (!counts(t, lineage.told, as_of) || t.event.effective->earliest > as_of.last) continue;
    const Change& c = t.change;
    if (c.verb == Verb::transfer && contains(became ? c.originals : c.results, id) &&
        !within.contains(&t))
      answer.transfers.push_back(&t);
    if (!became && c.verb == Verb::found && c.originals.empty() && contains(c.results, id))
      answer.founded.push_back(&t);
  }
}

}  // namespace

Succession succession(const Lineage& lineage, EntityId organization, Heading heading) {
  Succession answer;
  const Scene& scene = *lineage.scene;
  answer.life = scene.life(organization);
  Tracing(lineage, heading, answer).unfold(organization, 0, Certainty::certain);
  if (heading == Heading::origins) {
    add_parents(organization, answer);
  } else if (answer.life == Life::no_longer) {
    std::set<EntityId> seen{organization};
    add_heirs(scene, organization, seen, answer);
  }
  add_told(lineage, organization, heading, answer);
  return answer;
}

std::string name_on(const Scene& scene, EntityId id, Day day) {
  for (const std::string_view aspect : {"preferred:en", "preferred:zh-Hans"}) {
    for (const Spell* s : scene.all_values(id, StatementKind::name)) {
      if (s->aspect == aspect && holds_on(*s, day) == Certainty::certain) return s->value;
    }
  }
  return scene.name(id);
}

}  // namespace reorg
