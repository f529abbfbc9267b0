// Two days as one chart: the structure of the later day, and what differs from the earlier.
//
//   const auto made = difference_chart({differences, before, after, tree_before, tree, about},
//                                      words, shown);
//   made.chart.title;  // "Tencent Holdings: seven business groups become six"
//
// The tree is that of the later day: the roots with all their first-level units, so that it still
// reads as an org chart when the difference is overlooked; below these only what the difference
// concerns and what it hangs from; the rest is counted on the cards, as is what is more than
// Shown::collapse_over side by side, at the first level too. Of several roots only those that the
// difference concerns, and of their first level no more. What ended stands beside the
// tree, as it was called and headed on the day before.
//
// Mark and badge of a card (more than one badge: the two weightiest):
//   added    NEW            founded, or what a merger, a split or a grouping made
//   ended    DISSOLVED, MERGED INTO X, SPLIT
//   moved    MOVED          it came from another place, which the note names; CAME HERE: from where
//                           is not known; SPUN OFF, ACQUIRED, INDEPENDENT
//   changed  RENAMED, UPGRADED, RECLASSIFIED, NEW HEAD, HEAD LEFT, NEW CHAIR, …
// What is only possible says "POSSIBLY". Units that only moved are names in a Move (one for each
// place they left and came to, certain and possible ones apart), unless they stand at the first
// level or something else is to be told of them. Whoever came is Mark::added among the heads, and
// right below stands whom they followed, Mark::ended.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/diff/diff.hpp"
#include "graphviz/structure_chart.hpp"

namespace reorg::charts {

// What it is made from. Requires: the earlier day is before the later; the scenes and trees hold
// everything below the roots, to any depth; `about` is an organization, or none for everything.
struct TwoDays {
  const Differences& differences;
  const Scene& before;
  const Scene& after;
  std::span<const Node> tree_before;
  std::span<const Node> tree;
  EntityId about = EntityId::none;
};

// How a difference is said, for tooltips, titles and notes.
struct LineWords {
  std::function<std::string(const Difference&)> phrase;  // "QQ moved from A to B"
  std::function<std::string(const Difference&)> day;     // "2018-09-30"; may be empty
  std::function<std::string(const Spell&)> share;        // "46.5 %"
};

struct DifferenceChart {
  Chart chart;  // subtitle and sources are for the caller to say
  // The lines that the chart does not show: oversight from above that only follows, reporting, and
  // what Shown leaves out. The caller counts them in a note, so that nothing is silently left out.
  std::vector<const Difference*> not_drawn;
};

DifferenceChart difference_chart(const TwoDays&, const LineWords&, const Shown&);

}  // namespace reorg::charts
