// The structure through all the days of an organization, or of everything: what the page plays.
//
//   HistoryAsked asked{.roots = {tencent}, .span = from 1998 to 2026};
//   const History h = gather_history(store, asked);
//
// For each of its days it is what `tree` says of that day, card by card, written down once for as
// many days as it stays the same. So the page can disagree with no other answer.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/query/structure.hpp"
#include "graphviz/chart.hpp"
#include "graphviz/structure_chart.hpp"

namespace reorg::charts {

// Places in History::days, both included.
struct Days {
  int first = 0;
  int last = 0;
};

struct History {
  // How a card hangs from the one above it.
  struct Line {
    Days days;
    Certainty certainty = Certainty::certain;
    bool dotted = false;
    bool repeated = false;  // it is unfolded elsewhere that day
  };
  // Somewhere in the tree: an entity below the place of its parent. What moves has several.
  struct Place {
    std::size_t entity = 0;
    std::size_t parent = no_place;  // no_place for a root; else an earlier place
    std::vector<Line> lines;        // by day; on other days there is nothing here
  };
  struct State {
    Days days;
    Card card;
  };
  // When it was founded, or dissolved: one unknown day of these.
  struct Turn {
    Day earliest, latest;
  };
  struct Entity {
    std::string key;
    std::vector<Turn> founded, dissolved;  // as sources say; what is merely seen has neither
    std::vector<State> states;             // by day; on other days it is nowhere
    std::vector<std::string> other_names;  // former, legal, acronyms: whatever it is searched by
  };
  static constexpr std::size_t no_place = static_cast<std::size_t>(-1);

  // Every day on which something differs from the day before, with the first one; and those asked
  // for besides.
  std::vector<Day> days;
  std::vector<Entity> entities;
  std::vector<Place> places;
};

struct HistoryAsked {
  std::vector<EntityId> roots;
  bool worth_a_tree = false;  // roots are drawn only on days on which something hangs from them
  AsOf span;                  // first..last, either may be endless; today, and what may be known
  std::vector<Day> also;      // days on which something else happens
  Shown shown;                // people, depth, languages; the rest is for charts of one day
  std::function<void(std::vector<Node>&)> keep;  // leaves out what is not wanted of a day's tree
};

// Days times organizations are more than can be asked about while somebody waits.
struct HistoryTooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Fetches the whole scope at once and asks about each day in memory. Throws HistoryTooLarge and
// passes on what the source throws.
History gather_history(const RelationSource&, const HistoryAsked&);

}  // namespace reorg::charts
