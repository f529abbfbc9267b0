#include "core/diff/gathering.hpp"

#include <algorithm>
#include <set>

namespace reorg {
namespace {

using Kind = StatementKind;

constexpr KindSet relations{Kind::part_of,    Kind::oversees,  Kind::holds, Kind::post_in,
                            Kind::reports_to, Kind::member_of, Kind::owns};
constexpr KindSet values{Kind::name,      Kind::identifier, Kind::classification,
                         Kind::existence, Kind::legal_form, Kind::purpose};

std::vector<EntityId> sorted(const std::set<EntityId>& ids) { return {ids.begin(), ids.end()}; }

void add(std::vector<Spell>& to, std::vector<Spell> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

bool may_hold(const Spell& s, const Between& days) {
  return holds_on(s, days.before) != Certainty::no || holds_on(s, days.after) != Certainty::no;
}

std::vector<EntityId> named(const Difference& d) {
  std::vector<EntityId> all{d.about};
  for (const auto* list : {&d.before, &d.after, &d.between, &d.concerned})
    all.insert(all.end(), list->begin(), list->end());
  for (const Turn& t : d.turns) {
    for (const EntityId id : {t.spell->subject, t.spell->object, t.spell->capacity_of})
      all.push_back(id);
  }
  return all;
}

}  // namespace

Gathered everything(const RelationSource& source, const Between& days) {
  const auto [first, last] = std::minmax(days.before, days.after);
  Gathered found;
  if (first == last) return found;
  const std::vector<EntityId> turning = source.turning(first + 1, last);
  if (turning.empty()) return found;
  found.spells = source.relations(turning, Hop{relations, {}});
  add(found.spells, source.values(turning, values));
  // Vacancies have no subject: they are found by their posts.
  for (Spell& s : source.relations(turning, Hop{{}, KindSet(Kind::holds)})) {
    if (s.subject == EntityId::none) found.spells.push_back(std::move(s));
  }
  return found;
}

Gathered part_around(const RelationSource& source, const Between& days, EntityId about) {
  Walk walk;
  walk.seeds = {about};
  const auto seed = source.entities(walk.seeds);
  if (!seed.empty() && seed.front().kind == EntityKind::organization) {
    walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = any_number},
                  {.hop = {{}, KindSet(Kind::post_in)}, .whom = Whom::everyone}};
  }
  walk.follow = [&](const Spell& s) { return may_hold(s, days); };
  const Neighbourhood inside = run(walk, source);

  Gathered found;
  found.scope = inside.entities();
  std::ranges::sort(found.scope);
  found.spells = source.relations(found.scope, Hop{relations, relations});
  add(found.spells, source.values(found.scope, values));
  // Lines of reporting join people; those count that go with a job in here.
  std::set<EntityId> people;
  for (const Spell& s : found.spells) {
    if ((s.kind == Kind::oversees || s.kind == Kind::holds) && may_hold(s, days))
      people.insert(s.subject);
  }
  people.erase(EntityId::none);
  for (const EntityId id : found.scope) people.erase(id);
  if (people.empty()) return found;
  for (Spell& s : source.relations(sorted(people), Hop{KindSet(Kind::reports_to), {}})) {
    const bool is_in = std::ranges::binary_search(found.scope, s.capacity_of) ||
                       (s.capacity_of == EntityId::none && people.contains(s.object));
    const bool known = std::ranges::binary_search(found.scope, s.object);
    if (is_in && !known) found.spells.push_back(std::move(s));
  }
  return found;
}

std::vector<Spell> around(const RelationSource& source, std::span<const EntityId> ids) {
  if (ids.empty()) return {};
  std::vector<Spell> spells = source.relations(ids, Hop{relations, relations});
  add(spells, source.values(ids, values));
  return spells;
}

std::unique_ptr<Scene> scene_of(const RelationSource& source, const Between& days,
                                std::span<const Difference> lines, EntityId about) {
  Neighbourhood found;
  found.reach(about, 0);
  for (const Difference& d : lines) {
    for (const EntityId id : named(d)) found.reach(id, 0);
  }
  const Hop hop{KindSet(Kind::part_of, Kind::post_in), {}};
  if (const auto everybody = found.entities(); !everybody.empty()) {
    for (Spell& s : source.relations(everybody, hop)) found.add(std::move(s));
  }
  AsOf as_of{};
  as_of.first = as_of.last = std::max(days.before, days.after);
  as_of.known_at = days.known_at;
  as_of.today = days.today;
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

Unchanged unchanged(const RelationSource& source, const Between& days, const Differences& all) {
  std::set<EntityId> there(all.scope.begin(), all.scope.end());
  for (const Spell& s : all.spells) {
    if ((s.kind == Kind::oversees || s.kind == Kind::holds) && may_hold(s, days))
      there.insert(s.subject);
  }
  there.erase(EntityId::none);
  // Whoever existed on neither day is no more unchanged than changed.
  std::set<EntityId> alive, dead;
  for (const Spell& s : all.spells) {
    if (s.kind == Kind::existence) (may_hold(s, days) ? alive : dead).insert(s.subject);
  }
  std::erase_if(there, [&](EntityId id) { return dead.contains(id) && !alive.contains(id); });
  for (const Difference& d : all.lines) {
    there.erase(d.about);
    for (const EntityId id : d.concerned) there.erase(id);
    for (const Turn& t : d.turns) there.erase(t.spell->subject);
  }
  Unchanged count;
  for (const Entity& e : source.entities(sorted(there))) {
    ++(e.kind == EntityKind::organization ? count.organizations
       : e.kind == EntityKind::post       ? count.posts
                                          : count.people);
  }
  return count;
}

}  // namespace reorg
