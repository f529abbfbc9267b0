// A chart before it is drawn: cards in a tree, what else joins them, and the words around them.
//
// Who makes one (structure_chart, difference_chart, …) decides what is said; who writes it
// (write_dot) decides where it stands and what it looks like. All texts are as they are shown, not
// escaped; all of them are for people, but for the ids.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/timeline/spell.hpp"

namespace reorg::charts {

// What differs of a card or a line between two days. Each is told three ways: by colour, by a sign
// with a word, and by the line, so that neither grey print nor an eye that sees no red loses any.
enum class Mark { none, added, ended, moved, changed };

// Whoever oversees what a card shows; or, on the card of a post, whoever holds it.
struct Head {
  std::string name;    // of the person; of a post that nobody is known to hold: empty
  std::string native;  // in Chinese, or whatever else the chart shows beside; may be empty
  std::string role;    // "president", "chair"; may be empty
  std::string since;   // "since 2018-09-30", "as announced"; may be empty
  bool vacant = false;
  bool acting = false;
  Certainty certainty = Certainty::certain;
  Mark mark = Mark::none;  // added: new since the earlier day; ended: gone, name struck through
  friend bool operator==(const Head&, const Head&) = default;
};

struct Card {
  std::string id;       // the entity's key: the id of its node in DOT and SVG
  std::string name;     // as it is called on the day
  std::string native;   // in Chinese, or whatever else the chart shows beside; may be empty
  std::string acronym;  // "CSIG"; may be empty
  std::string sort;     // "business group", "product"; empty when it says nothing new
  std::string note;     // "not founded yet", "dotted line", "shown above"; may be empty
  std::vector<Head> heads;
  std::string hidden;                        // "12 units below", when they are not drawn
  Certainty certainty = Certainty::certain;  // that it is here
  bool dotted = false;                       // it hangs by a dotted line
  bool suggested = false;                    // by one that nobody states
  bool highlighted = false;
  Mark mark = Mark::none;
  std::string badge;     // "NEW", "RENAMED", "DISSOLVED": what the mark means here
  std::string old_name;  // of what was renamed
  std::string tooltip;   // one line
  std::string address;   // where a click leads; "#id" when empty
  friend bool operator==(const Card&, const Card&) = default;
};

// Depth first. The depth says whose child it is: 0 for a root.
struct Branch {
  Card card;
  int depth = 0;
};

// What moved together: cards of its own between the one it left and the one it came to.
struct Move {
  std::vector<std::string> names;
  std::string from, to;  // ids of cards; from may be empty: nobody knows
  Certainty certainty = Certainty::certain;
  std::string tooltip;
};

// A line between two cards, beside those of the tree: a dotted line, another parent, a stake, who
// took over from whom.
struct Link {
  std::string from, to;  // ids of cards: from the one above, the owner, or the earlier one
  std::string label;     // "46.5 %"; may be empty
  bool dotted = false;
  Certainty certainty = Certainty::certain;
  Mark mark = Mark::none;
  std::string tooltip;
  std::string note;  // below the label, smaller: "since 2023-12"; may be empty
};

// tree: roots at the top, their children in rows, what is below hanging under each.
// network: cards wherever the links lead.
enum class Shape { tree, network };

struct Chart {
  Shape shape = Shape::tree;
  std::string title;     // the finding, in words
  std::string subtitle;  // days and counts
  std::vector<Branch> cards;
  std::vector<Card> above;  // over the only root, from the top down
  std::vector<Card> ended;  // in a band of its own below; empty on a chart of one day
  std::vector<Move> moves;
  std::vector<Link> links;
  std::vector<std::string> sources;  // one line each
  std::vector<std::string> notes;    // what else must be said: what was left out
  bool of_two_days = false;
  std::string card_word = "unit";  // what cards are called in the legend: "unit", "person"
};

}  // namespace reorg::charts
