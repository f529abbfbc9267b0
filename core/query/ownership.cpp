#include "core/query/ownership.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace reorg {
namespace {

using Kind = StatementKind;

// Control of unknown extent is taken for a majority.
Share share_of(const Spell& s) {
  if (s.aspect == "control" && s.value.empty()) return {majority, 100, true};
  return parse_share(s.value).value_or(Share{});
}
bool is_indirect(const Spell& s) { return s.role == "indirect"; }

// ---- what two have to do with each other on the days asked about ------------------------------

// Whether the one goes on where the other ends: both bounds are one unknown day (R1).
bool joins(const Spell& a, const Spell& b) {
  return a.until.event != EventId::none && a.until.event == b.from.event &&
         a.until.latest == b.from.latest;
}

bool covers(const Spell& first, const Spell& last, const AsOf& days) {
  return first.from.latest <= days.first && days.last < last.until.earliest;
}

Share sum(const Share& a, const Share& b) {
  return {std::min(100.0, a.low + b.low), std::min(100.0, a.high + b.high), a.more || b.more};
}
Share either(const Share& a, const Share& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high), false};
}

// All that is said of one owner's share of one company in one interest.
class Holding {
 public:
  void add(const Spell& s) { spells_.push_back(&s); }
  // Held through others, as the source itself says.
  bool is_indirect() const {
    return std::ranges::all_of(spells_, [](const Spell* s) { return reorg::is_indirect(*s); });
  }

  // On any of the days. What is certain for all of them counts in full: two that are certain stand
  // beside each other, since one would have ended the other. What is possible may be it or not,
  // unless one of several that follow each other without a gap must be.
  Share on(const AsOf& days) const {
    Share certain{0, 0}, possible{0, 0};
    bool any_possible = false;
    for (const Spell* s : spells_) {
      const Share share = share_of(*s);
      if (is_sure(*s, days)) {
        certain = sum(certain, share);
      } else {
        possible = any_possible ? either(possible, share) : share;
        any_possible = true;
      }
    }
    if (!follow_each_other(days)) possible = {0, possible.high};
    return any_possible ? sum(certain, possible) : certain;
  }

  bool is_certain(const AsOf& days) const {
    return follow_each_other(days) ||
           std::ranges::any_of(spells_, [&](const Spell* s) { return is_sure(*s, days); });
  }

 private:
  static bool is_sure(const Spell& s, const AsOf& days) {
    return s.standing == Standing::agreed && covers(s, s, days);
  }

  bool follow_each_other(const AsOf& days) const {
    std::vector<const Spell*> line;
    for (const Spell* s : spells_) {
      if (!is_sure(*s, days)) line.push_back(s);
    }
    if (line.empty()) return false;
    std::ranges::sort(line, {}, [](const Spell* s) { return s->from.latest; });
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i]->standing != Standing::agreed) return false;
      if (i > 0 && !joins(*line[i - 1], *line[i])) return false;
    }
    return covers(*line.front(), *line.back(), days);
  }

  std::vector<const Spell*> spells_;
};

// ---- the network of a scene -------------------------------------------------------------------

class Network {
 public:
  explicit Network(const Scene& scene) : scene_(scene) {
    for (const Spell& s : scene.relations()) {
      if (s.kind != Kind::owns || s.dotted || scene.holds(s) == Certainty::no) continue;
      const auto ends = std::pair(index(s.subject), index(s.object));
      (s.aspect == "shares" ? shares_ : s.aspect == "votes" ? votes_ : control_)[ends].add(s);
    }
    weigh_shares();
    weigh_votes();
  }

  std::size_t size() const { return entities_.size(); }
  EntityId entity(std::size_t i) const { return entities_[i]; }
  std::optional<std::size_t> find(EntityId id) const {
    const auto it = index_.find(id);
    return it == index_.end() ? std::nullopt : std::optional(it->second);
  }
  const std::vector<Stake>& stakes() const { return stakes_; }
  const std::vector<Stake>& votes() const { return vote_stakes_; }

  EffectiveShares least() const { return effective(EffectiveShares::Side::least); }
  EffectiveShares most() const { return effective(EffectiveShares::Side::most); }

  // Whom one comes to along shares that are certain.
  std::vector<char> surely_reached(std::size_t from) const {
    return reached(from, [this](std::size_t stake) { return certain_[stake] != 0; });
  }
  // Whether the owner has a share of it that is not its own.
  std::vector<char> through_others(std::size_t owner) const {
    std::vector<char> result(size());
    const std::vector<char> anyhow = reached(owner, [](std::size_t) { return true; });
    for (const Stake& s : stakes_) {
      if (s.owner != owner && anyhow[s.owner] != 0) result[s.owned] = 1;
    }
    return result;
  }
  bool has_share(std::size_t owner, std::size_t owned) const {
    return shares_.contains({owner, owned});
  }
  bool is_owned(std::size_t i) const {
    return std::ranges::any_of(
        stakes_, [&](const Stake& s) { return s.owned == i && s.owner != i && s.share.high > 0; });
  }

 private:
  using Ends = std::pair<std::size_t, std::size_t>;  // owner, owned
  using Holdings = std::map<Ends, Holding>;

  std::size_t index(EntityId id) {
    const auto [it, fresh] = index_.try_emplace(id, entities_.size());
    if (fresh) entities_.push_back(id);
    return it->second;
  }

  void weigh_shares() {
    const AsOf& days = scene_.as_of();
    for (const auto& [ends, holding] : shares_) {
      stakes_.push_back({ends.first, ends.second, holding.on(days)});
      certain_.push_back(holding.is_certain(days) ? 1 : 0);
      indirect_.push_back(holding.is_indirect() ? 1 : 0);
    }
    limit_to_the_rest(stakes_);
  }

  // Votes as they are told; where they are not, a share votes. Control adds to neither: it says
  // that there are as many votes.
  void weigh_votes() {
    const AsOf& days = scene_.as_of();
    std::map<Ends, Share> all;
    for (std::size_t i = 0; i < stakes_.size(); ++i) {
      if (indirect_[i] == 0) all[{stakes_[i].owner, stakes_[i].owned}] = stakes_[i].share;
    }
    for (const auto& [ends, holding] : votes_) all[ends] = holding.on(days);
    for (const auto& [ends, holding] : control_) {
      const Share share = holding.on(days);
      Share& known = all.try_emplace(ends, share).first->second;
      if (known.low < share.low) known = {share.low, std::max(known.high, share.high), share.more};
      known.high = std::max(known.high, share.high);
    }
    for (const auto& [ends, share] : all) vote_stakes_.push_back({ends.first, ends.second, share});
    limit_to_the_rest(vote_stakes_);
  }

  // A share that a source tells as indirect is held through others: where these others are known
  // too, it would count twice, so that it is left out of the least.
  EffectiveShares effective(EffectiveShares::Side side) const {
    std::vector<EffectiveShares::Edge> edges;
    for (std::size_t i = 0; i < stakes_.size(); ++i) {
      const Stake& s = stakes_[i];
      const bool least = side == EffectiveShares::Side::least;
      if (least && indirect_[i] != 0 && through_others(s.owner)[s.owned] != 0) continue;
      edges.push_back({s.owner, s.owned, least ? s.share.low : s.share.high});
    }
    return {size(), edges, side};
  }

  template <class Counts>
  std::vector<char> reached(std::size_t from, Counts counts) const {
    if (by_owner_.empty()) {
      by_owner_.resize(size());
      for (std::size_t i = 0; i < stakes_.size(); ++i) by_owner_[stakes_[i].owner].push_back(i);
    }
    std::vector<char> seen(size());
    std::vector<std::size_t> newest{from};
    while (!newest.empty()) {
      const std::size_t owner = newest.back();
      newest.pop_back();
      for (const std::size_t i : by_owner_[owner]) {
        const std::size_t next = stakes_[i].owned;
        if (!counts(i) || seen[next] != 0) continue;
        seen[next] = 1;
        newest.push_back(next);
      }
    }
    return seen;
  }

  const Scene& scene_;
  std::map<EntityId, std::size_t> index_;
  std::vector<EntityId> entities_;
  Holdings shares_, votes_, control_;
  std::vector<Stake> stakes_;  // of shares; the next two run beside it
  std::vector<char> certain_, indirect_;
  std::vector<Stake> vote_stakes_;
  mutable std::vector<std::vector<std::size_t>> by_owner_;  // places in stakes_
};

// ---- answers ----------------------------------------------------------------------------------

std::vector<const Spell*> rivals(const Scene& scene, const Spell& mine) {
  std::vector<const Spell*> result;
  if (mine.claim.empty()) return result;
  for (const Spell& s : scene.relations()) {
    const bool then = s.from.earliest <= scene.as_of().last && scene.as_of().first < s.until.latest;
    const bool rival = then && s.claim == mine.claim && s.standing != Standing::agreed;
    if (&s != &mine && rival && s.kind == mine.kind && s.object == mine.object)
      result.push_back(&s);
  }
  return result;
}

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

  const Network& network() const { return network_; }

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
  Network network_;
  EffectiveShares least_, most_;
  ControlChains chains_;
};

// What is left of the shares; nothing when they are surely all told.
std::optional<Share> rest_of(const Network& network, std::size_t company) {
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
  walk.follow = [as_of](const Spell& s) {
    return holds_within(s, as_of.first, as_of.last) != Certainty::no;
  };
  return std::make_unique<Scene>(source, as_of, run(walk, source));
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

}  // namespace reorg
