#include "graphviz/columns.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace reorg::charts {
namespace {

constexpr int indent = 14;  // of a level, in points
constexpr int gap = 2;      // around a small card
constexpr double narrowest = 90;

constexpr std::string_view bare = R"(BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0")";

// Whether a later one hangs from the same card, at `level`.
bool goes_on(std::span<const Branch> below, std::size_t i, int level) {
  for (std::size_t k = i + 1; k < below.size() && below[k].depth >= level; ++k) {
    if (below[k].depth == level) return true;
  }
  return false;
}

// The line from above, turning to the card; or passing it by.
std::string lead(bool turns, bool on, bool dotted, int height, const Palette& p) {
  const int turn = std::min(height / 2, 12);
  const std::string_view style = dotted ? R"( STYLE="DASHED")" : "";
  if (!turns) {
    return fmt::format(
        "<TD><TABLE {}><TR><TD WIDTH=\"6\" HEIGHT=\"{}\"></TD>"
        "<TD WIDTH=\"{}\" BORDER=\"{}\" SIDES=\"L\" COLOR=\"{}\"></TD></TR></TABLE></TD>",
        bare, height, indent - 6, on ? 1 : 0, p.line);
  }
  return fmt::format(
      "<TD><TABLE {}><TR><TD WIDTH=\"6\" HEIGHT=\"{}\"></TD>"
      "<TD WIDTH=\"{}\" BORDER=\"1\" SIDES=\"LB\" COLOR=\"{}\"{}></TD></TR>"
      "<TR><TD HEIGHT=\"{}\"></TD><TD BORDER=\"{}\" SIDES=\"L\" "
      "COLOR=\"{}\"></TD></TR></TABLE></TD>",
      bare, turn, indent - 6, p.line, style, height - turn, on ? 1 : 0, p.line);
}

}  // namespace

std::vector<Column> columns(std::span<const Branch> cards, std::size_t from, int depth) {
  std::vector<Column> all;
  for (std::size_t i = from; i < cards.size() && cards[i].depth >= depth; ++i) {
    if (cards[i].depth == depth) all.push_back({i, i + 1, i + 1});
    all.back().end = i + 1;
  }
  return all;
}

std::size_t columns_in_row(std::span<const int> heights) {
  constexpr double wanted = 1.7;  // width to height: between a sheet and a slide
  constexpr std::size_t most = 14;
  std::size_t best = 1;
  double least = 1e9;
  for (std::size_t n = 1; n <= std::min(most, heights.size()); ++n) {
    const std::size_t rows = (heights.size() + n - 1) / n;
    if ((heights.size() + rows - 1) / rows != n) continue;  // the same rows, better filled
    double height = 220;                                    // title, root and legend
    for (std::size_t r = 0; r < heights.size(); r += n) {
      const auto row = heights.subspan(r, std::min(n, heights.size() - r));
      height += *std::ranges::max_element(row) + 50;
    }
    const double away =
        std::abs(std::log(static_cast<double>(n) * (card_room + 12) / height / wanted));
    if (away < least) {
      least = away;
      best = n;
    }
  }
  return best;
}

Table outline(std::span<const Branch> below, int top_depth, const Palette& p) {
  Table all;
  for (std::size_t i = 0; i < below.size(); ++i) {
    const int level = below[i].depth - top_depth;
    const double room = std::max(narrowest, card_room - level * indent);
    const Table card = outline_table(below[i].card, p, room);
    const int height = card.height + 2 * gap;
    std::string leads;
    for (int l = 1; l <= level; ++l) {
      leads += lead(l == level, goes_on(below, i, top_depth + l), below[i].card.dotted, height, p);
    }
    all.html += fmt::format(
        "<TR><TD ALIGN=\"LEFT\"><TABLE {}><TR>{}<TD PORT=\"{}\" CELLPADDING=\"{}\">\n{}</TD></TR>"
        "</TABLE></TD></TR>\n",
        bare, leads, below[i].card.id, gap, card.html);
    all.height += height;
  }
  if (!all.html.empty()) all.html = fmt::format("<TABLE {}>\n{}</TABLE>", bare, all.html);
  return all;
}

std::string column_table(const Table& card, const Table& outline, int height, Direction direction) {
  if (direction == Direction::right) {
    const int rest = static_cast<int>(card_room) + indent;
    return fmt::format(
        "<TABLE {}>\n<TR><TD VALIGN=\"TOP\">{}</TD><TD WIDTH=\"8\"></TD>"
        "<TD ALIGN=\"LEFT\" VALIGN=\"TOP\" WIDTH=\"{}\">{}</TD></TR></TABLE>",
        bare, card.html, rest, outline.html);
  }
  const int rest = std::max(0, height - card.height - outline.height);
  std::string rows = fmt::format("<TR><TD>{}</TD></TR>\n", card.html);
  if (!outline.html.empty())
    rows += fmt::format("<TR><TD ALIGN=\"LEFT\">{}</TD></TR>\n", outline.html);
  if (rest > 0) rows += fmt::format("<TR><TD HEIGHT=\"{}\"></TD></TR>\n", rest);
  return fmt::format("<TABLE {}>\n{}</TABLE>", bare, rows);
}

}  // namespace reorg::charts
