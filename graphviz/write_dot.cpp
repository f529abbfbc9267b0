#include "graphviz/write_dot.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "graphviz/columns.hpp"
#include "graphviz/legend.hpp"
#include "graphviz/lettering.hpp"
#include "graphviz/network.hpp"

namespace reorg::charts {
namespace {

constexpr std::size_t ended_in_row = 6;

// Nodes that are no cards have names in capitals (J a junction, T a trunk, M a move, L a link) and
// ids with a point: keys of entities have neither.
class DotWriter {
 public:
  DotWriter(const Chart& chart, const Look& look)
      : chart_(chart),
        look_(look),
        palette_(palette(look.theme)),
        badges_(has_badges(chart)),
        ended_(chart.ended),
        moves_(chart.moves) {}

  std::string write() {
    open();
    if (chart_.shape == Shape::network)
      out_ += network(chart_, look_);
    else
      write_tree();
    put_in_order();
    write_ended();
    write_moves();
    write_links();
    out_ += "  }\n}\n";
    return std::move(out_);
  }

 private:
  static bool has_badges(const Chart& chart) {
    const auto badged = [](const Card& c) { return !c.badge.empty(); };
    return std::ranges::any_of(chart.cards, badged, &Branch::card) ||
           std::ranges::any_of(chart.ended, badged);
  }

  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    out_ += fmt::format(text, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  // The outer cluster is there for what stands at its bottom: a graph has but one label of its own.
  void open() {
    const bool right = look_.direction == Direction::right;
    line("// {}", printable(chart_.title));
    line("digraph reorg {{");
    line("  graph [bgcolor=\"{}\", fontname=\"{}\", labeljust=l, labelloc=t, newrank=true,",
         palette_.paper, latin_fonts());
    line("    nodesep={}, outputorder=edgesfirst, pad=0.4, rankdir={}, ranksep={},",
         chart_.shape == Shape::network ? 0.3 : 0.15, right ? "LR" : "TB",
         chart_.shape == Shape::network ? 0.35 : 0.25);
    line("    {}splines=spline, tooltip={},",
         look_.dots_per_inch ? fmt::format("dpi={}, ", *look_.dots_per_inch) : "",
         quoted(chart_.title));
    line("    label=<{}>]", heading_table(chart_, palette_));
    line("  node [fontname=\"{}\", shape=plain]", latin_fonts());
    line("  edge [arrowhead=none, arrowsize=0.75, color=\"{}\", penwidth=1.4]", palette_.line);
    line("  subgraph cluster_page {{");
    line("    graph [labeljust=l, labelloc=b, margin=4, pencolor=none, tooltip=\"\",");
    line("      label=<{}>]", footing_table(chart_, palette_));
  }

  // ---- the tree

  void write_tree() {
    const auto roots = static_cast<std::size_t>(
        std::ranges::count_if(chart_.cards, [](const Branch& b) { return b.depth == 0; }));
    if (roots == 0) return;
    const bool one_root = roots == 1;
    if (one_root) {
      const Card& c = chart_.cards.front().card;
      line("    \"{}\" [{}, group=c,", c.id, node_attributes(c));
      line("      label=<{}>]", root_table(c, palette_, badges_).html);
      place_[c.id] = "\"" + c.id + "\"";
      write_above(c);
    }
    top_depth_ = one_root ? 1 : 0;
    columns_ = columns(chart_.cards, one_root ? 1 : 0, top_depth_);
    if (columns_.empty()) return;
    std::vector<int> heights;
    for (const Column& c : columns_) {
      outlines_.push_back(outline(std::span(chart_.cards).subspan(c.first, c.end - c.first),
                                  top_depth_, palette_, look_.direction));
      cards_.push_back(card_table(chart_.cards[c.card].card, palette_, badges_));
      heights.push_back(cards_.back().height + outlines_.back().height);
    }
    const bool right = look_.direction == Direction::right;
    const std::size_t in_row = right ? columns_.size() : columns_in_row(heights, height_beside());
    for (std::size_t first = 0; first < columns_.size(); first += in_row)
      write_row(first, std::min(first + in_row, columns_.size()), one_root);
  }

  // Of title, root, legend, and what stands below the tree.
  int height_beside() const {
    int height = 220, moves = 0;
    for (const Move& m : chart_.moves) moves = std::max(moves, move_table(m, palette_).height + 40);
    for (std::size_t first = 0; first < chart_.ended.size(); first += ended_in_row) {
      int row = 0;
      for (std::size_t i = first; i < std::min(first + ended_in_row, chart_.ended.size()); ++i)
        row = std::max(row, card_table(chart_.ended[i], palette_, badges_).height + 40);
      height += row;
    }
    return height + moves;
  }

  // The chain over the root.
  void write_above(const Card& root) {
    for (std::size_t i = 0; i < chart_.above.size(); ++i) {
      const Card& c = chart_.above[i];
      const Card& next = i + 1 < chart_.above.size() ? chart_.above[i + 1] : root;
      line("    \"{}\" [{}, group=c,", c.id, node_attributes(c));
      line("      label=<{}>]", card_table(c, palette_, badges_).html);
      line("    \"{}\" -> \"{}\" [{}]", c.id, next.id, bus_line(next));
    }
  }

  // Cards of one row are equally high, and so are their columns: dot centres what is not.
  void write_row(std::size_t first, std::size_t end, bool one_root) {
    int card_height = 0, height = 0;
    for (std::size_t i = first; i < end; ++i) card_height = std::max(card_height, cards_[i].height);
    for (std::size_t i = first; i < end; ++i)
      height = std::max(height, card_height + outlines_[i].height);
    if (one_root) write_bus(first, end);
    for (std::size_t i = first; i < end; ++i) write_column(i, card_height, height);
    out_ += "    { rank=same;";
    for (std::size_t i = first; i < end; ++i) out_ += fmt::format(" {};", column_name(i));
    out_ += " }\n";
    for (std::size_t i = first; i + 1 < end; ++i)
      line("    {} -> {} [style=invis]", column_name(i), column_name(i + 1));
    for (std::size_t i = first; i < end; ++i) {
      const Card& c = chart_.cards[columns_[i].card].card;
      if (one_root) line("    J{} -> {} [{}]", i, column_end(i), bus_line(c));
      if (first > 0) {
        const std::size_t above = i - (first - row_before_);
        line("    {} -> {} [style=invis, weight=10]", column_name(above),
             one_root ? fmt::format("J{}", i) : column_name(i));
      }
    }
    row_before_ = first;
    last_row_ = {first, end};
  }

  void write_column(std::size_t i, int card_height, int height) {
    const Card& c = chart_.cards[columns_[i].card].card;
    const bool down = look_.direction == Direction::down;
    const Table card = card_table(c, palette_, badges_, down ? card_height : 0);
    line("    {} [{}, group=g{},", column_name(i), node_attributes(c), i);
    line("      label=<{}>]", column_table(card, outlines_[i], height, look_.direction, palette_));
    place_[c.id] = column_name(i);
    for (std::size_t k = columns_[i].first; k < columns_[i].end; ++k) {
      const std::string& id = chart_.cards[k].card.id;
      place_[id] = fmt::format("{}:\"{}\"", column_name(i), id);
    }
  }

  std::string column_name(std::size_t i) const {
    return "\"" + chart_.cards[columns_[i].card].card.id + "\"";
  }
  // Where the line from above ends: at the card, wherever the column's middle is.
  std::string column_end(std::size_t i) const {
    return column_name(i) + (look_.direction == Direction::right ? ":w" : ":n");
  }

  std::string bus_line(const Card& c) const {
    std::string style = "weight=100";
    if (c.mark == Mark::added)
      style += fmt::format(", color=\"{}\", penwidth=2.4", palette_.added.line);
    if (c.dotted || c.suggested || c.certainty != Certainty::certain)
      style += fmt::format(", style={}", c.dotted ? "dotted" : "dashed");
    return style;
  }

  // The line along a row, with a point over each column. The root stands over the middle of the
  // first; a trunk at its left end leads down to the next ones.
  void write_bus(std::size_t first, std::size_t end) {
    const bool wraps = end - first < columns_.size();
    const std::size_t n = end - first, middle = first + n / 2;
    const bool has_root = first == 0;
    const bool between = has_root && n % 2 == 0;
    std::vector<std::string> points;
    if (wraps) points.push_back(fmt::format("T{}", first));
    for (std::size_t i = first; i < end; ++i) {
      if (between && i == middle) points.emplace_back("JC");
      points.push_back(fmt::format("J{}", i));
    }
    const std::string over = !has_root || between ? "JC" : fmt::format("J{}", middle);
    line("    {{ rank=same; node [color=\"{}\", height=0.01, label=\"\", shape=point, width=0.01];",
         palette_.line);
    for (const std::string& point : points) {
      const std::string group = point.front() == 'T'        ? "trunk"
                                : has_root && point == over ? "c"
                                                            : "g" + point.substr(1);
      line("      {} [group={}];", point, group);
    }
    if (look_.direction == Direction::right)
      std::ranges::reverse(points);  // dot builds upwards there
    for (std::size_t k = 0; k + 1 < points.size(); ++k)
      line("      {} -> {} [weight=40];", points[k], points[k + 1]);
    line("    }}");
    const std::string root = "\"" + chart_.cards.front().card.id + "\"";
    if (has_root)
      line("    {} -> {} [weight=100]", root, over);
    else
      line("    T{} -> T{} [weight=100]", row_before_, first);
  }

  // ---- what ended, what moved, and other lines

  // Moves, and what ended, in the order of the columns they belong to: where lines need not cross,
  // dot has no reason to put a row of the tree into another order.
  void put_in_order() {
    std::map<std::string, double> column_of;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      for (std::size_t k = columns_[i].card; k < columns_[i].end; ++k)
        column_of[chart_.cards[k].card.id] = static_cast<double>(i);
    }
    std::ranges::stable_sort(moves_, {}, [&](const Move& m) { return column_of[m.to]; });
    const auto middle = [&](const Card& c) {
      double sum = 0, n = 0;
      for (const Move& m : moves_) {
        if (m.from != c.id) continue;
        sum += column_of[m.to];
        ++n;
      }
      return n == 0 ? -1 : sum / n;
    };
    std::ranges::stable_sort(ended_, {}, middle);
  }

  void write_ended() {
    if (ended_.empty()) return;
    line("    subgraph cluster_ended {{");
    line(
        "      graph [color=\"{0}\", fillcolor=\"{0}\", label=\"\", margin=12, "
        "style=\"filled,rounded\", tooltip=\"\"]",
        palette_.band);
    int height = 0;
    for (const Card& c : ended_) height = std::max(height, card_table(c, palette_, badges_).height);
    for (const Card& c : ended_) {
      line("      \"{}\" [{},", c.id, node_attributes(c));
      line("        label=<{}>]", card_table(c, palette_, badges_, height).html);
      place_[c.id] = "\"" + c.id + "\"";
    }
    for (std::size_t first = 0; first < ended_.size(); first += ended_in_row) {
      const std::size_t end = std::min(first + ended_in_row, ended_.size());
      out_ += "      { rank=same;";
      for (std::size_t i = first; i < end; ++i) out_ += " \"" + ended_[i].id + "\";";
      out_ += " }\n";
      const std::size_t up =
          look_.direction == Direction::right ? 1 : 0;  // dot builds upwards there
      for (std::size_t i = first; i + 1 < end; ++i)
        line("      \"{}\" -> \"{}\" [style=invis]", ended_[i + up].id, ended_[i + 1 - up].id);
      for (std::size_t i = first; i < end && first > 0; ++i)
        line("      \"{}\" -> \"{}\" [style=invis]", ended_[i - ended_in_row].id, ended_[i].id);
    }
    line("    }}");
    // Below everything else, if no move already says so. One line, at the right end, where what
    // differs stands: more of them put a row of the tree out of order.
    if (last_row_.first < last_row_.second)
      line("    {} -> \"{}\" [minlen=2, style=invis, weight=0]", column_name(last_row_.second - 1),
           ended_[std::min(ended_in_row, ended_.size()) - 1].id);
  }

  void write_moves() {
    std::string pills;
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      const Move& m = moves_[i];
      line("    M{} [id=\"move.{}\", tooltip={},", i, i, quoted(m.tooltip));
      line("      label=<{}>]", move_table(m, palette_).html);
      const std::string style = fmt::format("color=\"{}\", penwidth=1.8, tooltip={}",
                                            palette_.moved.line, quoted(m.tooltip));
      // Written from the one above to the one below, so that what is there now stays on top.
      line("    {} -> M{} [arrowtail=normal, dir=back, {}]", top_card(m.to), i, style);
      const bool from_above = std::ranges::find(chart_.cards, m.from, [](const Branch& b) {
                                return b.card.id;
                              }) != chart_.cards.end();
      if (from_above)
        line("    {} -> M{} [{}, style=dashed]", top_card(m.from), i, style);
      else if (!m.from.empty())
        line("    M{} -> {} [{}, style=dashed]", i, place(m.from), style);
      pills += fmt::format(" M{};", i);
    }
    if (!pills.empty()) line("    {{ rank=same;{} }}", pills);
  }

  void write_links() {
    if (chart_.shape == Shape::network) return;
    for (const Link& l : chart_.links)
      line("    {} -> {} [constraint=false, {}]", place(l.from), place(l.to),
           link_line(l, palette_));
  }

  std::string place(const std::string& id) const {
    const auto at = place_.find(id);
    return at == place_.end() ? "\"" + id + "\"" : at->second;
  }
  // The lower edge of a card with nothing hanging from it, however high its column is; else the
  // whole column.
  std::string top_card(const std::string& id) const {
    std::string at = place(id);
    const auto port = at.find("\":");
    if (port != std::string::npos) return at.substr(0, port + 1);
    for (const Column& c : columns_) {
      if (chart_.cards[c.card].card.id == id && c.first == c.end)
        return at + (look_.direction == Direction::down ? ":CARD:s" : ":CARD:e");
    }
    return at;
  }

  const Chart& chart_;
  const Look& look_;
  const Palette& palette_;
  bool badges_;
  std::vector<Card> ended_;
  std::vector<Move> moves_;
  int top_depth_ = 1;
  std::vector<Column> columns_;
  std::vector<Table> cards_, outlines_;       // beside columns_
  std::map<std::string, std::string> place_;  // of each card, by id: a node, or a port of one
  std::size_t row_before_ = 0;
  std::pair<std::size_t, std::size_t> last_row_{0, 0};
  std::string out_;
};

}  // namespace

std::string write_dot(const Chart& chart, const Look& look) {
  return DotWriter(chart, look).write();
}

}  // namespace reorg::charts
