#include "graphviz/columns.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace reorg::charts {
namespace {

constexpr int indent = 14;  // of a level, in points
constexpr int gap = 2;      // around a small card
constexpr double narrowest = 90;

// Whether a later one hangs from the same card, at `level`.
bool goes_on(std::span<const Branch> below, std::size_t i, int level) {
  for (std::size_t k = i + 1; k < below.size() && below[k].depth >= level; ++k) {
    if (below[k].depth == level) return true;
  }
  return false;
}

// The line beside a card: it comes from above unless it begins here, turns to the card, and goes on
// below.
struct Lead {
  int turn = 0;  // how far down it turns; 0: it only passes
  bool begins = false;
  bool goes_on = false;
  std::string_view style{};  // of its turn: as lines of cells have it
  int before = 6;            // points to the left of it
};

std::string_view lead_style(const Card& c) {
  if (c.dotted) return R"( STYLE="DOTTED")";
  return c.suggested ? R"( STYLE="DASHED")" : "";
}

std::string lead_cell(const Lead& lead, int height, const Palette& p) {
  const std::string on =
      fmt::format("BORDER=\"{}\" SIDES=\"L\" COLOR=\"{}\"", lead.goes_on ? 1 : 0, p.line);
  if (lead.turn == 0) {
    return fmt::format(
        "<TD><TABLE {}><TR><TD WIDTH=\"{}\" HEIGHT=\"{}\"></TD><TD WIDTH=\"{}\" {}></TD></TR>"
        "</TABLE></TD>",
        bare, lead.before, height, indent - lead.before, on);
  }
  return fmt::format(
      "<TD><TABLE {}><TR><TD WIDTH=\"{}\" HEIGHT=\"{}\"></TD>"
      "<TD WIDTH=\"{}\" BORDER=\"1\" SIDES=\"{}\" COLOR=\"{}\"{}></TD></TR>"
      "<TR><TD HEIGHT=\"{}\"></TD><TD {}></TD></TR></TABLE></TD>",
      bare, lead.before, lead.turn, indent - lead.before, lead.begins ? "B" : "LB", p.line,
      lead.style, height - lead.turn, on);
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

std::size_t columns_in_row(std::span<const int> heights, int beside) {
  constexpr double wanted = 1.5;  // width to height: between a sheet and a slide
  // Eight cards are as many as can be read on a page; very many in fewer rows.
  const auto most = static_cast<std::size_t>(
      std::clamp(std::sqrt(1.3 * static_cast<double>(heights.size())), 8.0, 14.0));
  std::size_t best = 1;
  double least = 1e9;
  for (std::size_t n = 1; n <= std::min(most, heights.size()); ++n) {
    const std::size_t rows = (heights.size() + n - 1) / n;
    if ((heights.size() + rows - 1) / rows != n) continue;  // the same rows, better filled
    double height = beside;
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

Table outline(std::span<const Branch> below, int top_depth, const Palette& p, Direction direction) {
  const bool beside = direction == Direction::right;
  Table all;
  for (std::size_t i = 0; i < below.size(); ++i) {
    const int level = below[i].depth - top_depth;
    // As wide as the card of the first level, with its borders.
    const double room = std::max(narrowest, card_room + 2 - level * indent - 2 * gap);
    const Table card = outline_table(below[i].card, p, room);
    const int height = card.height + 2 * gap;
    std::string leads;
    for (int l = 1; l <= level; ++l) {
      Lead lead{.goes_on = goes_on(below, i, top_depth + l), .style = lead_style(below[i].card)};
      if (l == level) lead.turn = std::min(height / 2, 12);
      if (l == 1 && beside) {  // the line comes from the left, at half the height of all
        if (level == 1) lead.turn = height / 2;
        lead.begins = i == 0;
        lead.before = 0;
      }
      leads += lead_cell(lead, height, p);
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

std::string column_table(const Table& card, const Table& outline, int height, Direction direction,
                         const Palette& p) {
  // A table within another is stretched to its cell, so that every rest is filled by a row.
  const auto rest_row = [](int rest) {
    return rest > 0 ? fmt::format("<TR><TD HEIGHT=\"{}\"></TD></TR>\n", rest) : std::string();
  };
  const auto filled = [&](const Table& table, int above, int below, std::string_view align) {
    if (table.html.empty()) return rest_row(above + below);
    return rest_row(above) + fmt::format("<TR><TD{}>{}</TD></TR>\n", align, table.html) +
           rest_row(below);
  };
  constexpr std::string_view left = " ALIGN=\"LEFT\"";
  if (direction == Direction::right) {
    const int whole = std::max(card.height, outline.height);
    const auto in_the_middle = [&](const Table& table, std::string_view align) {
      const int rest = whole - table.height;
      return filled(table, rest / 2, rest - rest / 2, align);
    };
    const std::string joint =
        outline.html.empty()
            ? std::string()
            : fmt::format(
                  "<TABLE {}><TR><TD WIDTH=\"12\" HEIGHT=\"{}\" BORDER=\"1\" SIDES=\"B\" "
                  "COLOR=\"{}\"></TD></TR><TR><TD HEIGHT=\"{}\"></TD></TR></TABLE>",
                  bare, whole / 2, p.line, whole - whole / 2);
    return fmt::format(
        "<TABLE {0}>\n<TR><TD PORT=\"CARD\"><TABLE {0}>{1}</TABLE></TD><TD WIDTH=\"12\">{4}</TD>"
        "<TD ALIGN=\"LEFT\" WIDTH=\"{2:.0f}\"><TABLE {0}>{3}</TABLE></TD></TR></TABLE>",
        bare, in_the_middle(card, ""), card_room + 2, in_the_middle(outline, left), joint);
  }
  return fmt::format("<TABLE {}>\n{}{}</TABLE>", bare, filled(card, 0, 0, R"( PORT="CARD")"),
                     filled(outline, 0, height - card.height - outline.height, left));
}

}  // namespace reorg::charts
