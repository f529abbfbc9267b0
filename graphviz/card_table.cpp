#include "graphviz/card_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "graphviz/lettering.hpp"

namespace reorg::charts {
namespace {

constexpr double root_room = 240;
constexpr double move_room = 124;

// One line of a card, perhaps with something at its right end. An empty text keeps its height.
struct Line {
  std::string text;
  Lettered style;
  int height = 0;
  std::string right{};
  Lettered right_style{};
};

class Lines {
 public:
  explicit Lines(double room, std::size_t most = 3) : room_(room), most_(most) {}

  void add(std::string_view text, const Lettered& style) {
    if (text.empty()) return;
    for (std::string& line : lines(printable(text), style.size, style.bold, room_, most_))
      all_.push_back({std::move(line), style, line_height(style.size)});
  }
  // On one line if both fit, else under one another.
  void add_two(std::string_view text, const Lettered& style, std::string_view right,
               const Lettered& right_style) {
    const std::string first = printable(text), second = printable(right);
    const double wide = width(first, style.size, style.bold) + 8 + width(second, right_style.size);
    if (second.empty() || wide > room_) {
      add(text, style);
      add(right, right_style);
    } else {
      all_.push_back({first, style, line_height(style.size), second, right_style});
    }
  }
  void gap(int height) { all_.push_back({{}, {}, height}); }

  int height() const {
    int sum = 0;
    for (const Line& line : all_) sum += line.height;
    return sum;
  }
  double widest() const {
    double most = 0;
    for (const Line& line : all_)
      most = std::max(most, width(line.text, line.style.size, line.style.bold));
    return most;
  }
  std::string rows(std::string_view align) const {
    std::string html;
    for (const Line& line : all_) {
      html += fmt::format("<TR><TD{} HEIGHT=\"{}\">{}</TD></TR>\n", align, line.height, cell(line));
    }
    return html;
  }

 private:
  static std::string cell(const Line& line) {
    if (line.text.empty()) return {};
    std::string text = lettered(line.text, line.style);
    if (line.right.empty()) return text;
    return fmt::format(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
        "<TD ALIGN=\"LEFT\">{}</TD><TD WIDTH=\"8\"></TD><TD ALIGN=\"RIGHT\">{}</TD></TR>"
        "</TABLE>",
        text, lettered(line.right, line.right_style));
  }

  double room_;
  std::size_t most_;
  std::vector<Line> all_;
};

struct Sizes {
  double badge, acronym, name, below_acronym, native, sort, head, role;
  bool bold_name;
};
constexpr Sizes big{8.5, 18, 13, 11, 11, 8.5, 10.5, 8.5, true};
constexpr Sizes small{7.5, 10, 10, 10, 9, 8, 8.5, 8, false};

std::string head_name(const Head& h) {
  if (h.vacant) return "Vacant";
  std::string name = h.name.empty() ? "No holder known" : h.name;
  if (!h.native.empty()) name += "  " + h.native;  // two: SVG puts runs of letters closer
  if (h.acting) name += " (acting)";
  return name;
}

std::string_view sign(Mark mark) {
  switch (mark) {
    case Mark::added:
      return "+ ";
    case Mark::ended:
      return "− ";
    case Mark::moved:
    case Mark::changed:
      return "→ ";
    case Mark::none:
      break;
  }
  return "";
}

std::string joined(const std::string& a, std::string_view joint, const std::string& b) {
  return a + (a.empty() || b.empty() ? "" : std::string(joint)) + b;
}

void add_head(Lines& to, const Head& h, const Palette& p, const Tint& tint, const Sizes& size) {
  const bool nobody = h.vacant || h.name.empty();
  const std::string_view colour = h.mark == Mark::none ? tint.text : charts::tint(p, h.mark).text;
  to.add(std::string(sign(h.mark)) + head_name(h),
         {size.head, colour, h.mark == Mark::added, nobody, h.mark == Mark::ended});
  std::string what = h.role;
  if (h.mark != Mark::ended) what = joined(what, " · ", h.since);
  if (h.certainty != Certainty::certain) what = joined(what, " · ", "possibly");
  to.add(what, {size.role, tint.quiet});
}

// Small cards tell the head in one line: there are many of them.
void add_small_head(Lines& to, const Head& h, const Palette& p, const Tint& tint) {
  if (h.mark != Mark::none) return add_head(to, h, p, tint, small);
  std::string text = joined(head_name(h), ", ", h.role);
  if (h.certainty != Certainty::certain) text += " (possibly)";
  to.add(text, {small.head, tint.quiet, false, h.vacant || h.name.empty()});
}

std::string notes_of(const Card& c) {
  std::string note = c.certainty == Certainty::certain ? "" : "possibly here";
  // Said already, or said of something else: that it came or ended.
  if (c.note == "possibly existing" || c.badge.starts_with("POSSIBLY")) note.clear();
  return joined(note, " · ", c.note);
}

void add_names(Lines& to, const Card& c, const Palette& p, const Tint& tint, const Sizes& size) {
  const bool gone = c.mark == Mark::ended;
  const bool has_acronym = !c.acronym.empty() && &size == &big;
  if (!c.badge.empty()) to.add(std::string(sign(c.mark)) + c.badge, {size.badge, tint.line, true});
  if (has_acronym) to.add(c.acronym, {size.acronym, tint.text, true, false, gone});
  to.add(c.name, {has_acronym ? size.below_acronym : size.name, tint.text,
                  size.bold_name && !has_acronym, false, gone && !has_acronym});
  to.add(c.native, {size.native, tint.quiet});
  if (!c.old_name.empty()) to.add(c.old_name, {size.role, p.ended.text, false, false, true});
  to.add(c.sort, {size.sort, tint.quiet, false, true});
}

std::string_view line_style(const Card& c) {
  return c.mark == Mark::ended || c.certainty != Certainty::certain ? ",DASHED" : "";
}

int border(const Card& c) {
  return c.highlighted || c.mark == Mark::added || c.mark == Mark::changed ? 2 : 1;
}

std::string link_attributes(const Card& c) {
  return fmt::format(R"( ID={} HREF={} TOOLTIP={})", quoted_within(c.id),
                     quoted_within(c.address.empty() ? "#" + c.id : c.address),
                     quoted_within(c.tooltip));
}

Table centred(const Lines& text, const Card& c, const Tint& tint, double room, int height,
              bool boxed) {
  constexpr int above = 6, below = 10;
  const int own = above + text.height() + below + 2 * border(c);
  const int rest = std::max(0, height - own);
  return {fmt::format("<TABLE BORDER=\"{}\" COLOR=\"{}\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                      "CELLPADDING=\"0\" STYLE=\"ROUNDED{}\" BGCOLOR=\"{}\">\n"
                      "<TR><TD WIDTH=\"{:.0f}\" HEIGHT=\"{}\"></TD></TR>\n{}"
                      "<TR><TD HEIGHT=\"{}\"></TD></TR></TABLE>",
                      boxed ? border(c) : 0, tint.line, line_style(c), tint.fill, room, above,
                      text.rows(""), below + rest),
          own + rest};
}

// Parts none of which holds what dot would read as a name: "\N" is that of the node, "\G" that of
// the graph, and so on, however the backslash is written.
std::vector<std::string_view> without_references(std::string_view text) {
  std::vector<std::string_view> parts;
  constexpr std::string_view read = "\\NGETHL";
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    ++at;
    if (at == text.size() || read.find(text[at]) == std::string_view::npos) continue;
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at);
    at = 0;
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

std::string lettered(std::string_view text, const Lettered& style) {
  std::string html;
  for (const Run& run : runs(text)) {
    for (const std::string_view part : without_references(run.text)) {
      std::string inner = escaped(part);
      if (style.struck) inner = fmt::format("<S>{}</S>", inner);
      if (style.italic) inner = fmt::format("<I>{}</I>", inner);
      if (style.bold) inner = fmt::format("<B>{}</B>", inner);
      html += fmt::format(R"(<FONT FACE="{}" POINT-SIZE="{}" COLOR="{}">{}</FONT>)", run.fonts,
                          style.size, style.colour, inner);
    }
  }
  return html;
}

int line_height(double size) { return static_cast<int>(std::ceil(size * 1.48)); }

std::string node_attributes(const Card& c) {
  return fmt::format("URL={}, id={}, tooltip={}",
                     quoted(c.address.empty() ? "#" + c.id : c.address), quoted(c.id),
                     quoted(c.tooltip));
}

Table card_table(const Card& c, const Palette& p, bool with_badge, int height) {
  const Tint& tint = charts::tint(p, c);
  Lines text(card_room - 14);
  if (with_badge && c.badge.empty()) text.gap(line_height(big.badge));
  add_names(text, c, p, tint, big);
  if (!c.heads.empty()) text.gap(4);
  for (const Head& h : c.heads) add_head(text, h, p, tint, big);
  text.add(notes_of(c), {big.role, tint.quiet, false, true});
  text.add(c.hidden, {big.role, tint.quiet, true});
  return centred(text, c, tint, card_room, height, true);
}

Table root_table(const Card& c, const Palette& p, bool with_badge) {
  Lines text(root_room - 16);
  if (with_badge && !c.badge.empty())
    text.add(std::string(sign(c.mark)) + c.badge, {big.badge, p.root.quiet, true});
  text.add(c.name, {16, p.root.text, true});
  text.add(joined(c.native, " · ", c.acronym), {11, p.root.quiet});
  if (!c.old_name.empty()) text.add(c.old_name, {9, p.root.quiet, false, false, true});
  if (!c.heads.empty()) text.gap(4);
  for (const Head& h : c.heads) {
    const std::string name = std::string(sign(h.mark)) + head_name(h);
    text.add(name, {10.5, p.root.text, h.mark == Mark::added, h.vacant, h.mark == Mark::ended});
    std::string what = h.mark == Mark::ended ? h.role : joined(h.role, " · ", h.since);
    if (h.certainty != Certainty::certain) what = joined(what, " · ", "possibly");
    text.add(what, {8.5, p.root.quiet});
  }
  text.add(notes_of(c), {8.5, p.root.quiet, false, true});
  text.add(c.hidden, {8.5, p.root.quiet, true});
  return centred(text, c, p.root, root_room, 0, p.root.line != p.root.fill);
}

Table outline_table(const Card& c, const Palette& p, double room) {
  const Tint& tint = charts::tint(p, c);
  // Cards of one outline are equally wide, whatever their border.
  constexpr int beside = 8;  // from the edge of the card to its text, border included
  const int margin = beside - border(c);
  const double inner_room = room - 2 * beside;
  Lines text(inner_room, 3);
  if (c.badge.empty() && c.old_name.empty()) {  // as little as can be: there are many of them
    const std::string both = joined(c.name, "  ", c.native);
    const bool fits = width(both, small.name) <= inner_room;
    text.add_two(fits ? both : c.name, {small.name, tint.text, false, false, c.mark == Mark::ended},
                 fits || c.native.empty() ? c.sort : "", {small.sort, tint.quiet, false, true});
    if (!fits && !c.native.empty())
      text.add_two(c.native, {small.native, tint.quiet}, c.sort,
                   {small.sort, tint.quiet, false, true});
  } else {
    add_names(text, c, p, tint, small);
  }
  for (const Head& h : c.heads) add_small_head(text, h, p, tint);
  text.add(notes_of(c), {small.role, tint.quiet, false, true});
  text.add(c.hidden, {small.role, tint.quiet, true});
  constexpr int air = 3;
  const int height = 2 * air + text.height() + 2 * border(c);
  return {
      fmt::format(
          "<TABLE BORDER=\"{}\" COLOR=\"{}\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
          "STYLE=\"ROUNDED{}\" BGCOLOR=\"{}\"{}>\n<TR><TD WIDTH=\"{}\" HEIGHT=\"{}\"></TD>"
          "<TD ALIGN=\"LEFT\" WIDTH=\"{:.0f}\"><TABLE {}>\n<TR><TD HEIGHT=\"{}\"></TD></TR>\n{}"
          "<TR><TD HEIGHT=\"{}\"></TD></TR></TABLE></TD><TD WIDTH=\"{}\"></TD></TR></TABLE>",
          border(c), tint.line, line_style(c), tint.fill, link_attributes(c), margin,
          height - 2 * border(c), inner_room, bare, air, text.rows(" ALIGN=\"LEFT\""), air, margin),
      height};
}

Table move_table(const Move& m, const Palette& p) {
  Lines text(move_room - 12, 3);
  for (const std::string& name : m.names) text.add(name, {10.5, p.moved.text});
  if (m.certainty != Certainty::certain) text.add("possibly", {8, p.moved.quiet, false, true});
  constexpr int air = 4;
  return {fmt::format("<TABLE BORDER=\"1\" COLOR=\"{}\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                      "CELLPADDING=\"0\" STYLE=\"ROUNDED{}\" BGCOLOR=\"{}\">\n"
                      "<TR><TD WIDTH=\"{:.0f}\" HEIGHT=\"{}\"></TD></TR>\n{}"
                      "<TR><TD HEIGHT=\"{}\"></TD></TR></TABLE>",
                      p.moved.line, m.certainty == Certainty::certain ? "" : ",DASHED",
                      p.moved.fill, move_room, air, text.rows(""), air),
          2 * air + text.height() + 2};
}

Table link_table(const Link& l, const Palette& p) {
  const Tint& tint = charts::tint(p, l.mark);
  const bool doubtful = l.certainty != Certainty::certain;
  constexpr double room = 108;
  Lines text(room, 4);
  text.add(std::string(sign(l.mark)) + l.label,
           {10.5, tint.text, l.mark != Mark::ended, false, l.mark == Mark::ended});
  if (doubtful) text.add("possibly", {8, tint.quiet, false, true});
  text.add(l.note, {8, tint.quiet});
  constexpr int air = 3;
  return {fmt::format("<TABLE BORDER=\"1\" COLOR=\"{}\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                      "CELLPADDING=\"0\" STYLE=\"ROUNDED{}\" BGCOLOR=\"{}\">\n"
                      "<TR><TD WIDTH=\"{:.0f}\" HEIGHT=\"{}\"></TD></TR>\n{}"
                      "<TR><TD HEIGHT=\"{}\"></TD></TR></TABLE>",
                      l.mark == Mark::none ? p.line : tint.line, doubtful ? ",DASHED" : "", p.paper,
                      text.widest() + 16, air, text.rows(""), air),
          2 * air + text.height() + 2};
}

}  // namespace reorg::charts
