#include "core/query/ownership_network.hpp"

#include <algorithm>

namespace reorg {

OwnershipNetwork::OwnershipNetwork(const Scene& scene) : scene_(scene) {
  for (const Spell& s : scene.relations()) {
    if (s.kind != StatementKind::owns || s.dotted || scene.holds(s) == Certainty::no) continue;
    const auto ends = std::pair(index(s.subject), index(s.object));
    (s.aspect == "shares" ? shares_ : s.aspect == "votes" ? votes_ : control_)[ends].add(s);
  }
  weigh_shares();
  weigh_votes();
  by_owner_.resize(size());
  for (std::size_t i = 0; i < stakes_.size(); ++i) by_owner_[stakes_[i].owner].push_back(i);
}

std::size_t OwnershipNetwork::index(EntityId id) {
  const auto [it, fresh] = index_.try_emplace(id, entities_.size());
  if (fresh) entities_.push_back(id);
  return it->second;
}

std::optional<std::size_t> OwnershipNetwork::find(EntityId id) const {
  const auto it = index_.find(id);
  return it == index_.end() ? std::nullopt : std::optional(it->second);
}

void OwnershipNetwork::weigh_shares() {
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
void OwnershipNetwork::weigh_votes() {
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
EffectiveShares OwnershipNetwork::effective(EffectiveShares::Side side) const {
  std::vector<EffectiveShares::Edge> edges;
  for (std::size_t i = 0; i < stakes_.size(); ++i) {
    const Stake& s = stakes_[i];
    const bool least = side == EffectiveShares::Side::least;
    if (least && indirect_[i] != 0 && through_others(s.owner)[s.owned] != 0) continue;
    edges.push_back({s.owner, s.owned, least ? s.share.low : s.share.high});
  }
  return {size(), edges, side};
}

std::vector<char> OwnershipNetwork::surely_reached(std::size_t from) const {
  return reached(from, [this](std::size_t stake) { return certain_[stake] != 0; });
}

std::vector<char> OwnershipNetwork::through_others(std::size_t owner) const {
  std::vector<char> result(size());
  const std::vector<char> anyhow = reached(owner, [](std::size_t) { return true; });
  for (const Stake& s : stakes_) {
    if (s.owner != owner && anyhow[s.owner] != 0) result[s.owned] = 1;
  }
  return result;
}

bool OwnershipNetwork::has_share(std::size_t owner, std::size_t owned) const {
  return shares_.contains({owner, owned});
}

bool OwnershipNetwork::is_owned(std::size_t i) const {
  return std::ranges::any_of(
      stakes_, [&](const Stake& s) { return s.owned == i && s.owner != i && s.share.high > 0; });
}

std::vector<char> OwnershipNetwork::reached(
    std::size_t from, const std::function<bool(std::size_t stake)>& counts) const {
  std::vector<char> seen(size());
  std::vector<std::size_t> newest{from};
  while (!newest.empty()) {
    const std::size_t owner = newest.back();
    newest.pop_back();
    for (const std::size_t i : by_owner_[owner]) {
      const std::size_t next = stakes_[i].owned;
      if (seen[next] != 0 || !counts(i)) continue;
      seen[next] = 1;
      newest.push_back(next);
    }
  }
  return seen;
}

}  // namespace reorg
