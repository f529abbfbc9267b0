#include "core/query/interlocks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace reorg {
namespace {

using Kind = StatementKind;

bool is_position(Kind k) { return k == Kind::holds || k == Kind::oversees || k == Kind::member_of; }

// ---- fetching -------------------------------------------------------------------------------

// Whether two of these spells have a day in common in the days asked about.
bool any_at_once(const std::vector<const Spell*>& spells, const AsOf& as_of) {
  for (std::size_t i = 0; i < spells.size(); ++i) {
    for (std::size_t j = i + 1; j < spells.size(); ++j) {
      if (overlap_within(stretch_of(*spells[i]), stretch_of(*spells[j]), as_of.first, as_of.last) !=
          Certainty::no)
        return true;
    }
  }
  return false;
}

// Leaves out the positions of everybody who never has two at once, and their posts.
Neighbourhood only_interlocked(const Neighbourhood& all, const AsOf& as_of,
                               std::span<const EntityId> roots) {
  std::unordered_map<EntityId, std::vector<const Spell*>> positions;
  for (const Spell& s : all.spells()) {
    if (is_position(s.kind) && s.subject != EntityId::none) positions[s.subject].push_back(&s);
  }
  std::set<EntityId> posts;
  Neighbourhood kept;
  for (const EntityId root : roots) kept.reach(root, 0);
  for (const Spell& s : all.spells()) {
    if (!is_position(s.kind)) continue;
    const auto at = positions.find(s.subject);
    if (at == positions.end() || !any_at_once(at->second, as_of)) continue;
    if (s.kind == Kind::holds) posts.insert(s.object);
    kept.add(s);
  }
  for (const Spell& s : all.spells()) {
    const bool of_post = s.kind == Kind::post_in || s.kind == Kind::oversees;
    if (s.kind == Kind::part_of || (of_post && posts.contains(s.subject))) kept.add(s);
  }
  return kept;
}

std::function<bool(const Spell&)> may_hold(const AsOf& as_of) {
  return
      [as_of](const Spell& s) { return holds_within(s, as_of.first, as_of.last) != Certainty::no; };
}

const Step places_of_posts{.hop = {KindSet(Kind::post_in, Kind::oversees), {}}};

// ---- answering ------------------------------------------------------------------------------

// Whether an organization lay in a structure all the time, or at some time, while something held.
class Within {
 public:
  Within(const Scene& scene, EntityId root) : scene_(scene), root_(root) {}

  // The surest way up to the root along solid lines that each have a day in common with it.
  Certainty holds(EntityId organization, const Stretch& during) const {
    for (const Certainty least : {Certainty::certain, Certainty::possible}) {
      if (reaches(organization, during, least)) return least;
    }
    return Certainty::no;
  }

 private:
  bool reaches(EntityId organization, const Stretch& during, Certainty least) const {
    std::set<EntityId> seen{organization};
    std::vector<EntityId> waiting{organization};
    while (!waiting.empty()) {
      const EntityId here = waiting.back();
      waiting.pop_back();
      if (here == root_) return true;
      for (const Hit& up : scene_.view().out(here, Kind::part_of)) {
        if (up.other == EntityId::none || up.spell->dotted) continue;
        if (then(*up.spell, during) >= least && seen.insert(up.other).second)
          waiting.push_back(up.other);
      }
    }
    return false;
  }

  Certainty then(const Spell& line, const Stretch& during) const {
    const AsOf& day = scene_.as_of();
    Stretch told = during;
    told.certainty = Certainty::certain;  // its own doubt is counted elsewhere
    return overlap_within(stretch_of(line), told, day.first, day.last);
  }

  const Scene& scene_;
  EntityId root_;
};

// Whether two positions count, taken as they come or the other way round, for the time in common.
struct Pairing {
  Certainty certainty = Certainty::no;
  bool crossed = false;
};

class Finding {
 public:
  explicit Finding(const Scene& scene) : scene_(scene) {}

  // `counts` says which positions are looked at; `pairing`, which two of them count.
  template <class Counts, class Pair>
  std::vector<Interlock> all(Counts counts, Pair pairing) {
    std::map<EntityId, std::vector<HeldAtOnce>> held;
    for (const Spell& s : scene_.relations()) {
      const bool personal = is_position(s.kind) && s.subject != EntityId::none &&
                            scene_.entity(s.subject).kind == EntityKind::person;
      if (personal && counts(s.kind) && scene_.holds(s) != Certainty::no)
        held[s.subject].push_back({position_of(scene_, s), tenure_of(scene_, s)});
    }
    std::vector<Interlock> found;
    for (auto& [person, positions] : held) {
      Interlock lock = of(person, std::move(positions), pairing);
      if (!lock.pairs.empty()) found.push_back(std::move(lock));
    }
    std::ranges::stable_sort(found, {}, [this](const Interlock& lock) {
      return std::tuple(!lock.across, lock.certainty != Certainty::certain,
                        scene_.name(lock.person));
    });
    return found;
  }

 private:
  template <class Pair>
  Interlock of(EntityId person, std::vector<HeldAtOnce> positions, Pair pairing) const {
    std::ranges::stable_sort(positions, {},
                             [](const HeldAtOnce& h) { return time_order(h.tenure, false); });
    Interlock lock;
    lock.person = person;
    lock.positions = std::move(positions);
    for (std::size_t i = 0; i < lock.positions.size(); ++i) {
      for (std::size_t j = i + 1; j < lock.positions.size(); ++j) add_pair(lock, i, j, pairing);
    }
    keep_paired(lock);
    return lock;
  }

  template <class Pair>
  void add_pair(Interlock& lock, std::size_t i, std::size_t j, Pair pairing) const {
    const HeldAtOnce& a = lock.positions[i];
    const HeldAtOnce& b = lock.positions[j];
    const Stretch one = stretch_of(*a.tenure.spell), other = stretch_of(*b.tenure.spell);
    const AsOf& day = scene_.as_of();
    const Certainty at_once = overlap_within(one, other, day.first, day.last);
    if (at_once == Certainty::no) return;
    const Stretch both = overlap(one, other);
    const Pairing pair = pairing(a.position, b.position, both);
    const Certainty certainty = std::min(at_once, pair.certainty);
    if (certainty == Certainty::no) return;
    lock.pairs.push_back({pair.crossed ? j : i, pair.crossed ? i : j, both, certainty});
    lock.certainty = std::max(lock.certainty, certainty);
    lock.across = lock.across || a.position.organization != b.position.organization;
  }

  static void keep_paired(Interlock& lock) {
    std::vector<std::size_t> place(lock.positions.size());
    std::vector<HeldAtOnce> kept;
    for (std::size_t i = 0; i < lock.positions.size(); ++i) {
      place[i] = kept.size();
      const bool paired = std::ranges::any_of(
          lock.pairs, [i](const AtOnce& p) { return p.first == i || p.second == i; });
      if (paired) kept.push_back(std::move(lock.positions[i]));
    }
    lock.positions = std::move(kept);
    for (AtOnce& p : lock.pairs) {
      p.first = place[p.first];
      p.second = place[p.second];
    }
  }

  const Scene& scene_;
};

// Where a position lies: its organization, and what the post oversees.
std::vector<EntityId> places_of(const Scene& scene, const Position& p) {
  std::vector<EntityId> places;
  if (p.organization != EntityId::none) places.push_back(p.organization);
  if (p.kind != PositionKind::post) return places;
  for (const Hit& hit : scene.view().out(p.post, Kind::oversees)) places.push_back(hit.other);
  return places;
}

Certainty lies_within(const Scene& scene, const Within& within, const Position& p,
                      const Stretch& during) {
  Certainty surest = Certainty::no;
  for (const EntityId place : places_of(scene, p))
    surest = std::max(surest, within.holds(place, during));
  return surest;
}

Certainty outside(Certainty inside) {
  return inside == Certainty::certain ? Certainty::no
         : inside == Certainty::no    ? Certainty::certain
                                      : Certainty::possible;
}

bool is_post_or_charge(Kind k) { return k != Kind::member_of; }

// One position in each of two structures.
class Between {
 public:
  Between(const Scene& scene, EntityId first, EntityId second)
      : scene_(scene), first_(scene, first), second_(scene, second) {
    Stretch always;
    always.until.earliest = always.until.latest = after_all;
    first_larger_ = first_.holds(second, always) != Certainty::no;
    second_larger_ = second_.holds(first, always) != Certainty::no;
  }

  Pairing operator()(const Position& a, const Position& b, const Stretch& both) const {
    const Sides of_a = sides(a, both), of_b = sides(b, both);
    const Certainty straight = std::min(of_a.first, of_b.second);
    const Certainty crossed = std::min(of_b.first, of_a.second);
    return straight >= crossed ? Pairing{straight, false} : Pairing{crossed, true};
  }

 private:
  struct Sides {
    Certainty first, second;
  };

  Sides sides(const Position& p, const Stretch& during) const {
    Sides s{lies_within(scene_, first_, p, during), lies_within(scene_, second_, p, during)};
    if (first_larger_) s.first = std::min(s.first, outside(s.second));
    if (second_larger_) s.second = std::min(s.second, outside(s.first));
    return s;
  }

  const Scene& scene_;
  Within first_, second_;
  bool first_larger_ = false, second_larger_ = false;
};

}  // namespace

std::unique_ptr<Scene> interlocks_scene(const RelationSource& source,
                                        std::span<const EntityId> people, const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(people.begin(), people.end());
  walk.steps = {{.hop = {KindSet(Kind::holds, Kind::oversees), {}}}, places_of_posts};
  walk.follow = [as_of](const Spell& s) {  // organizations are told, not walked
    return s.kind == Kind::holds && holds_within(s, as_of.first, as_of.last) != Certainty::no;
  };
  return std::make_unique<Scene>(source, as_of, only_interlocked(run(walk, source), as_of, {}));
}

std::unique_ptr<Scene> interlocks_scene_below(const RelationSource& source,
                                              std::span<const EntityId> roots, const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(roots.begin(), roots.end());
  walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = any_number},
                {.hop = {{}, KindSet(Kind::post_in, Kind::oversees, Kind::member_of)},
                 .whom = Whom::everyone},
                {.hop = {KindSet(Kind::post_in, Kind::oversees), KindSet(Kind::holds)}}};
  walk.follow = may_hold(as_of);
  return std::make_unique<Scene>(source, as_of, only_interlocked(run(walk, source), as_of, roots));
}

std::vector<Interlock> interlocks(const Scene& scene) {
  return Finding(scene).all(is_post_or_charge,
                            [](const Position&, const Position&, const Stretch&) {
                              return Pairing{Certainty::certain, false};
                            });
}

std::vector<Interlock> interlocks_within(const Scene& scene, EntityId organization) {
  const Within within(scene, organization);
  const auto pairing = [&](const Position& a, const Position& b, const Stretch& both) {
    return Pairing{
        std::min(lies_within(scene, within, a, both), lies_within(scene, within, b, both)), false};
  };
  return Finding(scene).all(is_post_or_charge, pairing);
}

std::vector<Interlock> interlocks_between(const Scene& scene, EntityId first, EntityId second) {
  return Finding(scene).all([](Kind) { return true; }, Between(scene, first, second));
}

}  // namespace reorg
