#include "core/query/ownership.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "core/query/held_share.hpp"
#include "core/query/ownership_network.hpp"
#include "core/query/tenure.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

DirectStake direct_stake(const Scene& scene, const Hit& hit) {
  DirectStake stake;
  stake.owner = hit.spell->subject;
  stake.organization = hit.spell->object;
  stake.spell = hit.spell;
  stake.share = share_of(*hit.spell);
  stake.certainty = hit.certainty;
  stake.projected = scene.as_of().is_projected(hit.spell->from.latest);
  stake.conflicts = rivals(scene, *hit.spell);
  return stake;
}

// Greatest first; those between the same two stand together, one after the other.
void sort_direct(std::vector<DirectStake>& stakes, const AsOf& days) {
  std::map<std::pair<EntityId, EntityId>, double> greatest;
  for (const DirectStake& s : stakes) {
    double& most = greatest[{s.owner, s.organization}];
    most = std::max(most, s.share.low + s.share.high);
  }
  std::ranges::stable_sort(stakes, {}, [&](const DirectStake& s) {
    const bool later = days.is_one_day() && s.certainty != Certainty::certain;
    const std::pair ends(s.owner, s.organization);
    return std::tuple(later, -greatest.at(ends), ends, s.spell->from.latest);
  });
}

template <class Row>
void sort_rows(std::vector<Row>& rows, Share Row::*share) {
  std::ranges::stable_sort(
      rows, {}, [&](const Row& r) { return std::pair(-(r.*share).low, -(r.*share).high); });
}

class Answer {
 public:
  explicit Answer(const Scene& scene)
      : scene_(scene),
        network_(scene),
        least_(network_.least()),
        most_(network_.most()),
        chains_(network_.size(), network_.votes()) {}

  const OwnershipNetwork& network() const { return network_; }

  // What the owner has of those for which `wanted` says so.
  template <class Wanted>
  void add(std::size_t owner, Wanted wanted, Ownership& answer) const {
    const std::vector<double> low = least_.of(owner);
    const std::vector<double> high = most_.of(owner);
    const std::vector<char> surely = network_.surely_reached(owner);
    const std::vector<char> through = network_.through_others(owner);
    answer.loops = answer.loops || (high[owner] > 0 && through[owner] != 0);
    for (std::size_t i = 0; i < network_.size(); ++i) {
      if (!wanted(i) || high[i] <= 0) continue;
      EffectiveStake stake;
      stake.owner = network_.entity(owner);
      stake.organization = network_.entity(i);
      stake.share = {low[i], std::max(low[i], high[i])};
      stake.certainty = surely[i] != 0 ? Certainty::certain : Certainty::possible;
      stake.direct = network_.has_share(owner, i);
      stake.indirect = through[i] != 0;
      answer.effective.push_back(stake);
    }
    add_control(owner, wanted, answer);
  }

  void finish(Ownership& answer) const {
    sort_rows(answer.effective, &EffectiveStake::share);
    sort_rows(answer.control, &ControlStake::votes);
    sort_direct(answer.direct, scene_.as_of());
    for (const std::size_t i : overfull(network_.stakes()))
      answer.overfull.push_back(network_.entity(i));
  }

 private:
  template <class Wanted>
  void add_control(std::size_t owner, Wanted wanted, Ownership& answer) const {
    const Control control = chains_.of(owner);
    for (std::size_t i = 0; i < network_.size(); ++i) {
      if (!wanted(i) || i == owner || control.votes[i].high <= 0) continue;
      ControlStake stake{network_.entity(owner), network_.entity(i), control.votes[i], {}};
      for (const Stake& s : network_.votes()) {
        const bool controlled = above(control.votes[s.owner], majority) != Above::no;
        if (s.owned == i && s.owner != owner && s.owner != i && controlled)
          stake.through.push_back(network_.entity(s.owner));
      }
      answer.control.push_back(std::move(stake));
    }
  }

  const Scene& scene_;
  OwnershipNetwork network_;
  EffectiveShares least_, most_;
  ControlChains chains_;
};

// What is left of the shares; nothing when they are surely all told.
std::optional<Share> rest_of(const OwnershipNetwork& network, std::size_t company) {
  Share told{0, 0};
  for (const Stake& s : network.stakes()) {
    if (s.owned != company) continue;
    told.low += s.share.low;
    told.high += s.share.high;
  }
  constexpr double rounding = 1e-6;
  if (told.low > 100 - rounding) return std::nullopt;
  return Share{std::max(0.0, 100 - told.high), 100 - told.low};
}

auto may_hold(const AsOf& as_of) {
  return
      [as_of](const Spell& s) { return holds_within(s, as_of.first, as_of.last) != Certainty::no; };
}

// Adds whoever oversees those that own or are owned.
std::unique_ptr<Scene> with_heads(const RelationSource& source, Neighbourhood found,
                                  const AsOf& as_of) {
  Walk walk;
  for (const Spell& s : found.spells()) {
    if (holds_within(s, as_of.first, as_of.last) == Certainty::no) continue;
    walk.seeds.push_back(s.subject);
    walk.seeds.push_back(s.object);
  }
  walk.steps = {{.hop = {{}, KindSet(Kind::oversees)}}, {.hop = {{}, KindSet(Kind::holds)}}};
  walk.follow = may_hold(as_of);
  const Neighbourhood heads = run(walk, source);
  for (const Spell& s : heads.spells()) found.add(s);
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

}  // namespace

std::unique_ptr<Scene> ownership_scene(const RelationSource& source, EntityId id,
                                       Direction direction, Reach reach, const AsOf& as_of) {
  const KindSet owns(Kind::owns);
  const int levels = reach == Reach::direct ? 1 : any_number;
  Walk walk;
  walk.seeds = {id};
  if (direction == Direction::owners) {
    walk.steps = {{.hop = {{}, owns}, .times = levels, .whom = Whom::newest}};
  } else {
    walk.steps = {{.hop = {owns, {}}, .times = levels, .whom = Whom::newest}};
    if (reach == Reach::through_chains)
      walk.steps.push_back({.hop = {{}, owns}, .times = 1, .whom = Whom::everyone});
  }
  walk.follow = may_hold(as_of);
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

std::unique_ptr<Scene> ownership_scene_around(const RelationSource& source, EntityId id,
                                              const AsOf& as_of) {
  const KindSet owns(Kind::owns);
  Neighbourhood found;
  for (const Hop& hop : {Hop{{}, owns}, Hop{owns, {}}}) {
    Walk walk;
    walk.seeds = {id};
    walk.steps = {{.hop = hop, .times = any_number}};
    if (!hop.out.empty()) walk.steps.push_back({.hop = {{}, owns}, .whom = Whom::everyone});
    walk.follow = may_hold(as_of);
    const Neighbourhood there = run(walk, source);
    for (const Arrival& a : there.reached()) found.reach(a.entity, a.level);
    for (const Spell& s : there.spells()) found.add(s);
  }
  return with_heads(source, std::move(found), as_of);
}

std::unique_ptr<Scene> ownership_scene_of(const RelationSource& source,
                                          std::span<const EntityId> owners, const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(owners.begin(), owners.end());
  walk.steps = {{.hop = {KindSet(Kind::owns), {}}}};
  Neighbourhood all = run(walk, source), found;
  for (const Spell& s : all.spells()) found.add(s);
  return with_heads(source, std::move(found), as_of);
}

Ownership owners(const Scene& scene, EntityId organization) {
  Ownership answer;
  for (const Hit& hit : scene.view().in(organization, Kind::owns))
    answer.direct.push_back(direct_stake(scene, hit));
  const Answer all(scene);
  if (const auto company = all.network().find(organization)) {
    for (std::size_t owner = 0; owner < all.network().size(); ++owner)
      all.add(
          owner, [&](std::size_t i) { return i == *company; }, answer);
    for (EffectiveStake& s : answer.effective)
      s.ultimate = !all.network().is_owned(*all.network().find(s.owner));
    if (scene.as_of().is_one_day()) answer.rest = rest_of(all.network(), *company);
  }
  all.finish(answer);
  return answer;
}

Ownership owned(const Scene& scene, EntityId owner) {
  Ownership answer;
  for (const Hit& hit : scene.view().out(owner, Kind::owns))
    answer.direct.push_back(direct_stake(scene, hit));
  const Answer all(scene);
  if (const auto self = all.network().find(owner))
    all.add(
        *self, [](std::size_t) { return true; }, answer);
  all.finish(answer);
  return answer;
}

std::vector<DirectStake> stakes(const Scene& scene) {
  std::vector<DirectStake> all;
  for (const Spell& s : scene.relations()) {
    if (s.kind != Kind::owns || s.standing == Standing::outranked || s.undated) continue;
    const Certainty certainty = scene.holds(s);
    if (certainty == Certainty::no || share_of(s).high <= 0) continue;
    all.push_back(direct_stake(scene, {&s, s.object, certainty}));
  }
  sort_direct(all, scene.as_of());
  return all;
}

}  // namespace reorg
