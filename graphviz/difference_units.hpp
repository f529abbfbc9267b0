// Which units a chart of two days draws, and in which order.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/query/units.hpp"
#include "graphviz/difference_ledger.hpp"

namespace reorg::charts {

// One of the later day's structure.
struct Unit {
  const Node* node = nullptr;
  EntityId parent = EntityId::none;
  std::vector<EntityId> children;
  int depth = 0;
  bool drawn = false;    // as a card
  bool named = false;    // in a Move
  bool bundled = false;  // on a card with others that moved along
};

// What moved together has the same ends.
using Ends = std::tuple<EntityId, EntityId, bool>;
inline Ends ends(const Moving& m) { return {m.from, m.to, m.certainty == Certainty::certain}; }

// The later day's structure, an organization once, without what is over for sure; with what of it
// is drawn. Children come in the order in which they are drawn: what differs last, near to what
// ended.
class UnitChoice {
 public:
  // All three must outlive it.
  UnitChoice(const TwoDays&, const Ledger&, const Shown&);

  const std::map<EntityId, Unit>& units() const { return units_; }
  const std::vector<EntityId>& roots() const { return roots_; }

  bool is_over_for_sure(EntityId) const;
  // A card of the first level with nothing hanging from it: where a Move can end.
  bool is_at_top(const Unit&) const;
  // It left, and stands in another place of which another line tells.
  bool only_leaves(const Moving&) const;
  // "6 units below, unchanged": what hangs from a card and is not drawn; may be empty.
  std::string hidden(const Unit&) const;

 private:
  void read_tree();
  void choose();
  void choose_moved();
  void draw(EntityId);
  std::ptrdiff_t drawn_roots() const;
  bool fits(EntityId) const;
  void order();
  std::string commonest_sort(const std::vector<EntityId>&) const;
  int stir(EntityId);
  bool has_drawn(const Unit&) const;
  void collapse(Unit&);
  void count_hidden(const Unit&, std::size_t& n, std::size_t& changed) const;

  const TwoDays& days_;
  const Ledger& ledger_;
  const Shown& shown_;
  std::optional<SortAsked> only_;
  std::map<EntityId, Unit> units_;
  std::vector<EntityId> roots_;
  std::set<EntityId> moved_, left_;  // units that moved, and places that something left
  std::map<EntityId, int> stirs_;    // how much happened to a unit
};

}  // namespace reorg::charts
