// How the first level of a chart is laid out: columns, each a card with its outline, in rows that
// wrap.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "graphviz/card_table.hpp"

namespace reorg::charts {

// A card of the first level, and what hangs under it: places in Chart::cards.
struct Column {
  std::size_t card = 0;
  std::size_t first = 0, end = 0;  // of what is below
};

// Those below a card at `depth`, up to where the chart goes on above it.
std::vector<Column> columns(std::span<const Branch>, std::size_t from, int depth);

// How many columns a row takes, so that the whole is about as wide as a page or a slide is.
// `beside`: how high everything else is, in points.
std::size_t columns_in_row(std::span<const int> heights, int beside);

// What hangs under a card of the first level: small cards under one another, indented by depth,
// with the lines between them. `top_depth`: of the card they hang under.
Table outline(std::span<const Branch> below, int top_depth, const Palette&, Direction);

// The column as one table, filled up to `height`: downwards the outline stands under the card, to
// the right beside it.
std::string column_table(const Table& card, const Table& outline, int height, Direction,
                         const Palette&);

}  // namespace reorg::charts
