// Who owns how much of whom on the days of a scene, as a network of stakes between numbered owners
// and companies: what the arithmetic of core/query/shares.hpp takes.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/query/held_share.hpp"
#include "core/query/scene.hpp"
#include "core/query/shares.hpp"

namespace reorg {

class OwnershipNetwork {
 public:
  // Of the relations of the scene, which must outlive it. Dotted lines count for nothing.
  explicit OwnershipNetwork(const Scene&);

  std::size_t size() const { return entities_.size(); }
  EntityId entity(std::size_t i) const { return entities_[i]; }
  std::optional<std::size_t> find(EntityId) const;
  const std::vector<Stake>& stakes() const { return stakes_; }  // of shares
  const std::vector<Stake>& votes() const { return vote_stakes_; }

  EffectiveShares least() const { return effective(EffectiveShares::Side::least); }
  EffectiveShares most() const { return effective(EffectiveShares::Side::most); }

  // Whom one comes to along shares that are certain. By number; not 0: yes.
  std::vector<char> surely_reached(std::size_t from) const;
  // Of which companies the owner has a share that is not its own. Likewise.
  std::vector<char> through_others(std::size_t owner) const;
  bool has_share(std::size_t owner, std::size_t owned) const;
  bool is_owned(std::size_t) const;

 private:
  using Ends = std::pair<std::size_t, std::size_t>;  // owner, owned
  using HeldShares = std::map<Ends, HeldShare>;

  std::size_t index(EntityId);
  void weigh_shares();
  void weigh_votes();
  EffectiveShares effective(EffectiveShares::Side) const;
  std::vector<char> reached(std::size_t from,
                            const std::function<bool(std::size_t stake)>& counts) const;

  const Scene& scene_;
  std::map<EntityId, std::size_t> index_;
  std::vector<EntityId> entities_;
  HeldShares shares_, votes_, control_;
  std::vector<Stake> stakes_;  // the next two run beside it
  std::vector<char> certain_, indirect_;
  std::vector<Stake> vote_stakes_;
  std::vector<std::vector<std::size_t>> by_owner_;  // places in stakes_
};

}  // namespace reorg
