// What stands where in a root's columns, through all days: cards with what hangs from them as
// blocks, and the room that blocks which are never there at once share.
#pragma once

#include <vector>

#include "graphviz/history.hpp"

namespace reorg::charts {

// Sizes of the page's cards, in points; page.css has the same fonts and paddings.
inline constexpr double column_width = 178, root_width = 330;
inline constexpr std::size_t columns_in_row = 6;
double card_width(int depth);  // 0: a root

// How far down a card and what hangs from it reach on some days.
struct Reach {
  Days days;
  double height;
};

// A card with all that is ever below it. It stands in one place for good; how far down it reaches
// differs from day to day, and whatever is free on all days of another is that one's to take.
struct Block {
  std::size_t place = 0;
  int depth = 0;
  double own = 0;      // height of its card
  double tallest = 0;  // with what is below it, on whichever day that is most
  std::vector<Block> below;
  double offset = 0;         // from the top of what it stands in
  std::vector<Reach> reach;  // by day
};

// The roots with all below them, the largest first. Offsets are set of what hangs from the first
// level; those of the first level itself are for columns_of.
std::vector<Block> blocks_of(const History&);

// The first level of a root in columns.
struct SharedColumn {
  std::vector<const Block*> blocks;
  double height = 0;
};

// Sets the first level of a root in at most columns_in_row columns, with as little room wasted as
// some trying finds; the same blocks always in the same way. The columns point into the root.
std::vector<SharedColumn> columns_of(Block& root);

}  // namespace reorg::charts
