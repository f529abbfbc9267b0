#include "graphviz/legend.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include <fmt/format.h>

#include "graphviz/card_table.hpp"
#include "graphviz/lettering.hpp"

namespace reorg::charts {
namespace {

constexpr double text_room = 900;

struct LegendEntry {
  std::string word, meaning;
  const Tint* tint;
  std::string_view style;  // of the swatch's border
  int border = 1;
  bool is_line = false;  // a line instead of a card
};

bool any_card(const Chart& chart, const std::function<bool(const Card&)>& fits) {
  return std::ranges::any_of(chart.cards, fits, &Branch::card) ||
         std::ranges::any_of(chart.above, fits) || std::ranges::any_of(chart.ended, fits);
}

std::vector<LegendEntry> legend(const Chart& chart, const Palette& p) {
  const auto marked = [&](Mark m) {
    return any_card(chart, [m](const Card& c) { return c.mark == m; });
  };
  std::vector<LegendEntry> all;
  if (chart.of_two_days) {
    all.push_back({"Unchanged", "", &p.plain, ""});
    if (marked(Mark::added)) all.push_back({"+ New", "", &p.added, "", 2});
    if (marked(Mark::changed)) all.push_back({"→ Changed", "", &p.changed, "", 2});
    if (marked(Mark::ended)) all.push_back({"− Ended", "", &p.ended, ",DASHED"});
    if (marked(Mark::moved) || !chart.moves.empty()) all.push_back({"→ Moved", "", &p.moved, ""});
  }
  if (any_card(chart, [](const Card& c) { return c.certainty != Certainty::certain; }) ||
      std::ranges::any_of(chart.moves,
                          [](const Move& m) { return m.certainty != Certainty::certain; }) ||
      std::ranges::any_of(chart.links,
                          [](const Link& l) { return l.certainty != Certainty::certain; }))
    all.push_back({"Possibly", "the sources leave it open", &p.doubtful, ",DASHED"});
  if (any_card(chart, &Card::suggested)) {
    const int top = chart.above.empty() ? 0 : -1;  // who has nobody above has no line
    const bool stated = std::ranges::any_of(
        chart.cards, [&](const Branch& b) { return b.depth > top && !b.card.suggested; });
    if (stated) all.push_back({"Reports to", "a source says so", &p.plain, "", 1, true});
    all.push_back({"Stands below", "by the structure alone, stated by nobody", &p.plain,
                   R"( STYLE="DASHED")", 1, true});
  }
  if (any_card(chart, &Card::highlighted))
    all.push_back({"Highlighted", "", &p.highlighted, "", 2});
  if (chart.of_two_days && all.size() == 1) all.clear();  // nothing to tell apart
  return all;
}

std::string swatch(const LegendEntry& e, const Palette& p) {
  if (e.is_line) {
    return fmt::format(
        "<TABLE {}><TR><TD WIDTH=\"26\" HEIGHT=\"8\" BORDER=\"1\" SIDES=\"B\" COLOR=\"{}\"{}></TD>"
        "</TR><TR><TD HEIGHT=\"8\"></TD></TR></TABLE>",
        bare, p.line, e.style);
  }
  return fmt::format(
      "<TABLE BORDER=\"{}\" COLOR=\"{}\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
      "CELLPADDING=\"0\" STYLE=\"ROUNDED{}\" BGCOLOR=\"{}\"><TR><TD WIDTH=\"22\" "
      "HEIGHT=\"12\"></TD></TR></TABLE>",
      e.border, e.tint->line, e.style, e.tint->fill);
}

// Blanks between cells are cells: some who draw SVG drop blanks at the ends of a text. A table
// within another is stretched unless its size is fixed.
std::string legend_row(const std::vector<LegendEntry>& entries, const Palette& p) {
  std::string cells;
  double room = 0;
  const auto cell = [&](double wide, const std::string& content) {
    cells += fmt::format("<TD ALIGN=\"LEFT\" WIDTH=\"{:.0f}\">{}</TD>", wide, content);
    room += wide;
  };
  for (const LegendEntry& e : entries) {
    cell(26, swatch(e, p));
    cell(7, "");
    cell(width(e.word, 10, true), lettered(e.word, {10, p.ink, true}));
    if (!e.meaning.empty()) {
      cell(7, "");
      cell(width(e.meaning, 10), lettered(e.meaning, {10, p.quiet}));
    }
    cell(20, "");
  }
  return fmt::format(
      "<TR><TD ALIGN=\"LEFT\"><TABLE {} ALIGN=\"LEFT\" FIXEDSIZE=\"TRUE\" WIDTH=\"{:.0f}\" "
      "HEIGHT=\"20\"><TR>{}</TR></TABLE></TD></TR>\n",
      bare, room, cells);
}

std::string text_rows(const std::string& text, const Lettered& style, double room,
                      std::size_t most) {
  std::string rows;
  for (const std::string& line : lines(printable(text), style.size, style.bold, room, most)) {
    rows += fmt::format("<TR><TD ALIGN=\"LEFT\" HEIGHT=\"{}\">{}</TD></TR>\n",
                        line_height(style.size), lettered(line, style));
  }
  return rows;
}

std::string gap(int height) { return fmt::format("<TR><TD HEIGHT=\"{}\"></TD></TR>\n", height); }

}  // namespace

std::string heading_table(const Chart& chart, const Palette& p) {
  std::string rows;
  if (!chart.title.empty()) rows += text_rows(chart.title, {24, p.ink, true}, text_room, 3);
  if (!chart.subtitle.empty()) rows += text_rows(chart.subtitle, {12.5, p.quiet}, text_room, 4);
  return fmt::format("<TABLE {}>\n{}{}</TABLE>", bare, rows, gap(16));
}

std::string footing_table(const Chart& chart, const Palette& p) {
  // As wide as the title, so that both begin on the left side of the page.
  const double title = std::min(text_room, width(chart.title, 24, true));
  std::string rows = fmt::format("<TR><TD HEIGHT=\"14\" WIDTH=\"{:.0f}\"></TD></TR>\n", title);
  if (const auto entries = legend(chart, p); !entries.empty()) {
    rows += legend_row(entries, p);
    rows += gap(8);
  }
  for (const std::string& note : chart.notes) rows += text_rows(note, {9.5, p.quiet}, text_room, 3);
  if (!chart.notes.empty() && !chart.sources.empty()) rows += gap(6);
  for (const std::string& source : chart.sources)
    rows += text_rows(source, {8.5, p.quiet}, text_room, 2);
  return fmt::format("<TABLE {}>\n{}</TABLE>", bare, rows);
}

}  // namespace reorg::charts
