#include "graphviz/network.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "graphviz/card_table.hpp"
#include "graphviz/lettering.hpp"

namespace reorg::charts {
namespace {

constexpr std::size_t most_in_row = 6;

class NetworkWriter {
 public:
  NetworkWriter(const Chart& chart, const Look& look)
      : chart_(chart), look_(look), palette_(palette(look.theme)) {}

  std::string write() {
    const std::vector<Row> rows = hanging_rows();
    write_cards(rows);
    for (std::size_t r = 0; r < rows.size(); ++r) write_hanging(rows, r);
    write_others();
    return std::move(out_);
  }

 private:
  // A row of links from one card.
  struct Row {
    std::string from;
    std::vector<std::size_t> links;
    bool first = true, last = true;
  };

  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    out_ += fmt::format(text, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  static std::string named(const std::string& id) { return "\"" + id + "\""; }

  void write_cards(const std::vector<Row>& rows) {
    std::map<std::string, int> heights;  // of those in rows: the same in each
    for (const Row& row : rows) {
      int height = 0;
      for (const std::size_t i : row.links)
        height = std::max(height, card_table(card(chart_.links[i].to), palette_, false).height);
      for (const std::size_t i : row.links) heights[chart_.links[i].to] = height;
    }
    for (const Branch& b : chart_.cards) {
      const Card& c = b.card;
      const Table table = b.depth == 0 ? root_table(c, palette_, false)
                                       : card_table(c, palette_, false, heights[c.id]);
      line("    \"{}\" [{}, group={},", c.id, node_attributes(c), quoted(group(c.id)));
      line("      label=<{}>]", table.html);
    }
    for (std::size_t i = 0; i < chart_.links.size(); ++i) {
      const Link& l = chart_.links[i];
      if (l.label.empty()) continue;
      const std::string column = in_rows_.contains(i) ? group(l.to) : fmt::format("L{}", i);
      line("    L{} [group={}, id=\"link.{}\", tooltip={},", i, quoted(column), i,
           quoted(l.tooltip));
      line("      label=<{}>]", link_table(l, palette_).html);
    }
  }

  // What stands straight under one another. The middle of an odd row stands under the one it hangs
  // from.
  std::string group(const std::string& id) const {
    const auto at = straight_under_.find(id);
    return at == straight_under_.end() ? "v-" + id : "v-" + at->second;
  }

  const Card& card(const std::string& id) const {
    return std::ranges::find(chart_.cards, id,
                             [](const Branch& b) -> const std::string& { return b.card.id; })
        ->card;
  }

  std::vector<Row> hanging_rows() {
    std::map<std::string, int> ends;
    for (const Link& l : chart_.links) {
      ++ends[l.from];
      ++ends[l.to];
    }
    std::map<std::string, std::vector<std::size_t>> hanging;
    for (std::size_t i = 0; i < chart_.links.size(); ++i) {
      const Link& l = chart_.links[i];
      if (ends[l.to] == 1 && !l.label.empty()) hanging[l.from].push_back(i);
    }
    std::vector<Row> rows;
    for (const auto& [from, links] : hanging) {
      if (links.size() < 2) continue;
      const std::size_t most = look_.direction == Direction::right ? links.size() : most_in_row;
      const std::size_t n = (links.size() + most - 1) / most;
      const std::size_t in_row = (links.size() + n - 1) / n;
      for (std::size_t first = 0; first < links.size(); first += in_row) {
        const std::size_t end = std::min(first + in_row, links.size());
        rows.push_back({from,
                        {links.begin() + static_cast<std::ptrdiff_t>(first),
                         links.begin() + static_cast<std::ptrdiff_t>(end)},
                        first == 0,
                        end == links.size()});
        in_rows_.insert(rows.back().links.begin(), rows.back().links.end());
        if (first == 0 && end % 2 == 1)
          straight_under_.emplace(chart_.links[links[end / 2]].to, from);
      }
    }
    return rows;
  }

  // The line along a row, with a point over each share; a trunk at its left end leads to the next.
  void write_hanging(const std::vector<Row>& rows, std::size_t r) {
    const Row& row = rows[r];
    const std::size_t n = row.links.size();
    const bool between = row.first && n % 2 == 0;
    std::vector<std::string> points;
    if (!row.first || !row.last) points.push_back(fmt::format("N{}t", r));
    for (std::size_t k = 0; k < n; ++k) {
      if (between && k == n / 2) points.push_back(fmt::format("N{}c", r));
      points.push_back(fmt::format("N{}", row.links[k]));
    }
    const std::string over =
        between ? fmt::format("N{}c", r) : fmt::format("N{}", row.links[n / 2]);
    line("    {{ rank=same; node [color=\"{}\", height=0.01, label=\"\", shape=point, width=0.01];",
         palette_.line);
    for (std::size_t k = 0; k < n; ++k)
      line("      N{} [group={}];", row.links[k], quoted(group(chart_.links[row.links[k]].to)));
    if (between) line("      {} [group={}];", over, quoted(group(row.from)));
    if (look_.direction == Direction::right) std::ranges::reverse(points);
    for (std::size_t k = 0; k + 1 < points.size(); ++k)
      line("      {} -> {} [weight=40];", points[k], points[k + 1]);
    line("    }}");
    if (row.first)
      line("    {} -> {} [weight=100]", named(row.from), over);
    else
      line("    N{}t -> N{}t [weight=100]", r - 1, r);
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = row.links[k];
      const Link& l = chart_.links[i];
      line("    N{} -> L{} [weight=100, {}]", i, i, link_line(l, palette_));
      line("    L{} -> {} [arrowhead=normal, weight=100, {}]", i, named(l.to),
           link_line(l, palette_));
      if (!row.first && k < rows[r - 1].links.size()) {
        line("    {} -> N{} [style=invis, weight=10]", named(chart_.links[rows[r - 1].links[k]].to),
             i);
      }
    }
  }

  void write_others() {
    for (std::size_t i = 0; i < chart_.links.size(); ++i) {
      const Link& l = chart_.links[i];
      if (in_rows_.contains(i)) continue;
      const std::string style = link_line(l, palette_);
      if (l.label.empty()) {
        line("    {} -> {} [arrowhead=normal, {}]", named(l.from), named(l.to), style);
      } else {
        line("    {} -> L{} [{}]", named(l.from), i, style);
        line("    L{} -> {} [arrowhead=normal, {}]", i, named(l.to), style);
      }
    }
  }

  const Chart& chart_;
  const Look& look_;
  const Palette& palette_;
  std::map<std::string, std::string> straight_under_;  // by the ids of cards
  std::set<std::size_t> in_rows_;                      // links that rows have drawn
  std::string out_;
};

}  // namespace

std::string link_line(const Link& l, const Palette& p) {
  std::string style = fmt::format("tooltip={}", quoted(l.tooltip));
  if (l.mark != Mark::none) style += fmt::format(", color=\"{}\"", tint(p, l.mark).line);
  if (l.mark == Mark::added) style += ", penwidth=2.4";
  if (l.dotted)
    style += ", style=dotted";
  else if (l.mark == Mark::ended || l.certainty != Certainty::certain)
    style += ", style=dashed";
  return style;
}

std::string network(const Chart& chart, const Look& look) {
  return NetworkWriter(chart, look).write();
}

}  // namespace reorg::charts
