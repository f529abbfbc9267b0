// The structure of one day as a chart: organizations with whoever heads them.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/query/structure.hpp"
#include "graphviz/chart.hpp"

namespace reorg::charts {

// What a chart of the structure shows.
struct Shown {
  bool people = true;
  int depth = any_number;  // levels below the roots; what is cut off is counted on the cards
  // Of one unit of the first level and all below it: it is cut at the level where more would come.
  std::size_t most_in_column = any_number;
  // How many units without anything below them are drawn side by side, below the first level; the
  // rest are counted.
  std::size_t collapse_over = any_number;
  std::string only;  // organizations of this sort (SortAsked), and what they
                     // hang from; empty: all
  std::set<EntityId> highlighted;
  std::vector<std::string> languages;  // of names, the main one first: {"en", "zh"}; empty: as
                                       // Scene::name and native_name choose
};

// As called on the scene's day, in the first language asked for if it has a name there.
std::string main_name(const Scene&, EntityId, const Shown&);
// "since 2018-09-30", "since about 2018", "since 2018-09-29 or before", "since some day from
// 2018-09-01 to 2018-09-30"; empty when nobody knows.
std::string since_words(const Bound& from);
Head head_of(const Scene&, const OverseerRow&, const Shown&);

// One organization as a card: names as called on the scene's day, sort, heads, doubts. Without
// anything that a tree says (note, hidden).
Card organization_card(const Scene&, EntityId organization, std::span<const OverseerRow> heads,
                       const Shown&);

// What hangs below the roots; one root is a card on top, several are the first level. Title,
// subtitle and sources are for the caller to say.
Chart structure_chart(const Scene&, std::span<const Node> tree, const Shown&);

}  // namespace reorg::charts
