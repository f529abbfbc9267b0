#include "core/query/profile.hpp"

#include <algorithm>

namespace reorg {
namespace {

using Kind = StatementKind;

constexpr KindSet relations{Kind::part_of,    Kind::oversees,  Kind::holds, Kind::post_in,
                            Kind::reports_to, Kind::member_of, Kind::owns};
constexpr Kind value_kinds[] = {Kind::name,      Kind::identifier, Kind::classification,
                                Kind::existence, Kind::legal_form, Kind::purpose,
                                Kind::note};

std::vector<Fact> all_facts(const Scene& scene, EntityId id) {
  std::vector<Fact> facts;
  for (const Spell& s : scene.relations()) {
    if (s.subject == id)
      facts.push_back({&s, s.object, true, scene.holds(s)});
    else if (s.object == id)
      facts.push_back({&s, s.subject, false, scene.holds(s)});
  }
  for (const Kind kind : value_kinds) {
    for (const Spell* s : scene.all_values(id, kind))
      facts.push_back({s, EntityId::none, true, scene.holds(*s)});
  }
  return facts;
}

}  // namespace

std::unique_ptr<Scene> profile_scene(const RelationSource& source, EntityId id,
                                     std::span<const EntityId> also, const AsOf& as_of) {
  Walk walk;
  walk.seeds = {id};
  walk.steps = {{.hop = {relations, relations}, .times = 1, .whom = Whom::newest},
                {.hop = {KindSet(Kind::post_in), {}}, .times = 1, .whom = Whom::newest}};
  Neighbourhood found = run(walk, source);
  for (const EntityId other : also) found.reach(other, 1);
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

std::vector<Fact> facts_on_the_day(const Scene& scene, EntityId id) {
  std::vector<Fact> facts = all_facts(scene, id);
  std::erase_if(facts, [](const Fact& f) { return f.certainty == Certainty::no; });
  std::ranges::stable_sort(facts, {}, [](const Fact& f) {
    return std::tuple(f.spell->kind, !f.outward, f.certainty != Certainty::certain,
                      beginning(*f.spell));
  });
  return facts;
}

std::vector<Fact> facts_ever(const Scene& scene, EntityId id) {
  std::vector<Fact> facts = all_facts(scene, id);
  for (Fact& f : facts) f.certainty = holds_within(*f.spell, before_all, after_all);
  std::ranges::stable_sort(facts, {}, [](const Fact& f) {
    const bool dated = f.spell->from.basis != Basis::lifetime;
    return std::tuple(f.spell->undated, dated, dated ? beginning(*f.spell) : before_all,
                      f.spell->kind, f.spell->until.earliest);
  });
  return facts;
}

}  // namespace reorg
