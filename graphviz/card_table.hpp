// Cards as tables of an HTML-like label (https://graphviz.org/doc/info/shapes.html#html), of a
// known height, so that cards in a row stand on the same lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graphviz/chart.hpp"
#include "graphviz/look.hpp"

namespace reorg::charts {

inline constexpr double card_room = 176;  // width of a card of the first level, in points

// Of a table that only arranges others.
inline constexpr std::string_view bare =
    R"(BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0")";

struct Lettered {
  double size = 10;
  std::string_view colour;
  bool bold = false;
  bool italic = false;
  bool struck = false;
};

// The text in its fonts; never markup, whatever stands in it.
std::string lettered(std::string_view text, const Lettered&);

// How high a line of this size is: enough for Chinese, whose fonts are higher than Latin ones.
int line_height(double size);

struct Table {
  std::string html;
  int height = 0;  // in points
};

// Of the node that a card is: where a click leads, its id, its tooltip.
std::string node_attributes(const Card&);

// A card of the first level: centred, at least `height` high. `with_badge`: keeps a line for badges
// although this card has none, for others in its row have one.
Table card_table(const Card&, const Palette&, bool with_badge, int height = 0);
// The dark card on top.
Table root_table(const Card&, const Palette&, bool with_badge);
// A small card of an outline, `room` wide.
Table outline_table(const Card&, const Palette&, double room);
// Names under one another, on a card that moves.
Table move_table(const Move&, const Palette&);
// A share or another word that stands on a line.
Table link_table(const Link&, const Palette&);

}  // namespace reorg::charts
