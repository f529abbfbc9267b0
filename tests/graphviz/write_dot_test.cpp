// Charts as DOT: the same text every time, every card found by its id, names that stay text, and
// colours that can be read. What the real dot makes of it is tested where there is one.
#include "graphviz/write_dot.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "graphviz/graphviz.hpp"
#include "graphviz/lettering.hpp"
#include "graphviz/process.hpp"

using namespace reorg::charts;
using namespace std::string_literals;
using reorg::Certainty;

namespace {

Card card(const std::string& id, const std::string& name) {
  Card c;
  c.id = id;
  c.name = name;
  c.tooltip = name;
  return c;
}

Head head(const std::string& text) {
  Head h;
  h.name = h.native = h.role = h.since = text;
  return h;
}

// A root with so many columns, each with two small cards.
Chart wide(std::size_t columns) {
  Chart chart;
  chart.title = "Acme, 2020-01-01";
  chart.cards.push_back({card("acme", "Acme"), 0});
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string key = "unit-" + std::to_string(i);
    chart.cards.push_back({card(key, "Unit " + std::to_string(i)), 1});
    chart.cards.push_back({card(key + "-a", "Part a"), 2});
    chart.cards.push_back({card(key + "-b", "Part b"), 3});
  }
  return chart;
}

// A chart with one of everything, every text of which is `text`.
Chart full(const std::string& text) {
  Chart chart = wide(3);
  chart.title = chart.subtitle = text;
  chart.of_two_days = true;
  for (Branch& b : chart.cards) {
    Card& c = b.card;
    c.name = c.native = c.acronym = c.sort = c.note = c.hidden = c.tooltip = text;
    c.heads = {head(text), head(text), head(""), head("")};
    c.heads[1].acting = true;
    c.heads[1].mark = Mark::ended;
    c.heads[2].vacant = true;
    c.heads[2].certainty = Certainty::possible;
  }
  Card& renamed = chart.cards[1].card;
  renamed.mark = Mark::changed;
  renamed.badge = renamed.old_name = text;
  chart.cards[2].card.mark = Mark::added;
  chart.cards[4].card.dotted = chart.cards[4].card.highlighted = true;
  chart.cards[7].card.certainty = Certainty::possible;
  chart.ended = {card("gone", text), card("gone-too", text)};
  chart.ended.front().mark = chart.ended.back().mark = Mark::ended;
  chart.moves.push_back({{text, text}, "gone", "unit-1", Certainty::possible, text});
  chart.moves.push_back({{text}, "", "unit-2-b", Certainty::certain, text});
  Link dotted;
  dotted.from = "unit-0";
  dotted.to = "unit-1-a";
  dotted.label = dotted.tooltip = text;
  dotted.dotted = true;
  chart.links.push_back(dotted);
  chart.sources = chart.notes = {text};
  return chart;
}

Chart network(const std::string& text) {
  Chart chart = full(text);
  chart.shape = Shape::network;
  chart.ended.clear();
  chart.moves.clear();
  return chart;
}

std::string dot_of(const Chart& chart, Direction direction = Direction::down,
                   Theme theme = Theme::light) {
  return write_dot(chart, {.theme = theme, .direction = direction});
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size())
    ++n;
  return n;
}

std::string search_path() {
  const char* const path = std::getenv("PATH");
  return path == nullptr ? "" : path;
}
bool is_there(const char* program) { return !find_program(program, search_path()).empty(); }

Ending run(const char* program, const std::vector<std::string>& arguments,
           const std::string& input) {
  std::vector<std::string> command{find_program(program, search_path())};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_program(command, input, std::chrono::seconds(60));
}

// The texts of an SVG, joined, as an XML reader sees them.
std::string texts_of(const std::string& svg) {
  const Ending read = run("xmllint", {"--xpath", "//*[local-name()='text']/text()", "-"}, svg);
  std::string all = read.output;
  for (const auto& [written, meant] : {std::pair{"&lt;"s, "<"s},
                                       {"&gt;"s, ">"s},
                                       {"&quot;"s, "\""s},
                                       {"&#xA0;"s, " "s},
                                       {"\u00a0"s, " "s},
                                       {"\n"s, ""s},
                                       {"&amp;"s, "&"s}}) {
    for (std::size_t at = 0; (at = all.find(written, at)) != std::string::npos; at += meant.size())
      all.replace(at, written.size(), meant);
  }
  return all;
}

const std::vector<std::string> hostile{R"(a "quoted" name)",
                                       R"(C:\temp \N \G \E \T \H \L \\N \n \l \)",
                                       "a < b > c & d &amp; &lt; &#38; &bogus;",
                                       "</FONT></TD></TABLE>> ]; evil -> node;",
                                       "<script>alert(1)</script> ]]> <!-- -->",
                                       "two\nlines\tand\r\x1b[31m\x7f",
                                       "over\u202eride \u2028 \u061c \u200b \ufeff",
                                       "broken \xff\xc3( \xed\xa0\x80",
                                       "阿里云 ゲーム 삼성 Ж é ع",
                                       "\u200d\u200d",
                                       "-- // /* # \" + \"x\"",
                                       "\\"};

}  // namespace

TEST_CASE("the same chart is the same text") {
  for (const Direction direction : {Direction::down, Direction::right}) {
    CHECK(dot_of(full("Acme"), direction) == dot_of(full("Acme"), direction));
    CHECK(dot_of(full("Acme"), direction) != dot_of(full("Acne"), direction));
  }
}

TEST_CASE("every card has its id once, as a node or as a card of an outline") {
  for (const std::size_t columns : {1U, 2U, 9U, 40U}) {
    for (const Direction direction : {Direction::down, Direction::right}) {
      const Chart chart = wide(columns);
      const std::string dot = dot_of(chart, direction);
      for (const Branch& b : chart.cards) {
        INFO(columns << " columns, " << b.card.id);
        const std::string as_node = " id=\"" + b.card.id + "\"";
        const std::string as_cell = " ID=\"" + b.card.id + "\"";
        CHECK(count(dot, as_node) + count(dot, as_cell) == 1);
      }
    }
  }
}

TEST_CASE("a chart of several roots, of one card and of none is drawn too") {
  Chart chart;
  chart.title = "Nothing";
  CHECK(count(dot_of(chart), "tooltip=\"Nothing\"") == 1);
  chart.cards.push_back({card("a", "A"), 0});
  CHECK(count(dot_of(chart), "id=\"a\"") == 1);
  chart.cards.push_back({card("b", "B"), 0});
  chart.cards.push_back({card("c", "C"), 1});
  CHECK(count(dot_of(chart), "id=\"b\"") == 1);
  CHECK(count(dot_of(chart), "ID=\"c\"") == 1);
}

TEST_CASE("no key of an entity is taken for a junction, a move or a link") {
  Chart chart = full("text");
  const std::vector<std::string> keys{"j0", "jc", "t0", "m0", "l0", "move0"};
  for (const std::string& key : keys) chart.cards.push_back({card(key, key), 1});
  if (!is_there("dot") || !is_there("xmllint")) return;
  const std::string svg = Graphviz(search_path()).draw(dot_of(chart), Picture::svg);
  const std::string drawn = texts_of(svg);
  for (const std::string& key : keys) {
    INFO(key);
    CHECK_THAT(drawn, Catch::Contains(key));
    CHECK(count(svg, "<g id=\"" + key + "\"") == 1);
  }
}

TEST_CASE("whatever a name holds, DOT has as many nodes, lines and tables as for a plain one") {
  const auto shape = [](const std::string& dot) {
    std::array<std::size_t, 5> counts{};
    const std::array marks{" -> "s, "subgraph"s, "<TABLE"s, "\n    \""s, " ID="s};
    for (std::size_t i = 0; i < marks.size(); ++i) counts[i] = count(dot, marks[i]);
    return counts;
  };
  // Under one line long, so that no line break differs either.
  for (const std::string& text : {"<B>"s, "\"}"s, "a\nb"s, "\\N"s, "]>"s, "&x"s}) {
    INFO(text);
    CHECK(shape(dot_of(full(text))) == shape(dot_of(full("abc"))));
  }
}

TEST_CASE("hostile names stay text in the picture, and dot has nothing to complain of") {
  if (!is_there("dot") || !is_there("xmllint")) return;
  for (const std::string& text : hostile) {
    INFO(printable(text));
    for (const std::string& dot : {dot_of(full(text)), dot_of(full(text), Direction::right),
                                   dot_of(network(text), Direction::down, Theme::dark)}) {
      const Ending canonical = run("dot", {"-Tcanon"}, dot);
      CHECK(canonical.succeeded());
      CHECK(canonical.errors.empty());
      const Graphviz graphviz(search_path());
      const std::string svg = graphviz.draw(dot, Picture::svg);
      CHECK(graphviz.warnings().empty());
      CHECK(run("xmllint", {"--noout", "-"}, svg).succeeded());
      CHECK(count(svg, "<script") == 0);
    }
    // One name alone, so short of its room that no line is broken.
    for (const std::string& word : {text.substr(0, text.find(' ')), "x\\Nx\\Gx"s}) {
      Chart one;
      one.cards.push_back({card("acme", word), 0});
      const std::string svg = Graphviz(search_path()).draw(dot_of(one), Picture::svg);
      CHECK(texts_of(svg) == printable(word));
      std::string attribute = escaped(word);
      if (const auto at = attribute.find("&#92;"); at != std::string::npos) continue;
      CHECK_THAT(svg,
                 Catch::Contains("xlink:title=\"" + attribute + "\"") || Catch::Contains("&#45;"));
    }
  }
}

TEST_CASE("a backslash in a tooltip is one backslash") {
  if (!is_there("dot")) return;
  Chart one;
  one.cards.push_back({card("acme", "x"), 0});
  one.cards.back().card.tooltip = R"(C:\new \N \\ \G)";
  const std::string svg = Graphviz(search_path()).draw(dot_of(one), Picture::svg);
  CHECK_THAT(svg, Catch::Contains(R"(xlink:title="C:\new \N \\ \G")"));
}

TEST_CASE(
    "a name of 500 characters, Latin or Chinese, fits into its card and is whole in the tooltip") {
  if (!is_there("dot")) return;
  std::string chinese;
  for (int i = 0; i < 500; ++i) chinese += "云";
  for (const std::string& text : {std::string(500, 'w'), chinese}) {
    const std::string svg = Graphviz(search_path()).draw(dot_of(full(text)), Picture::svg);
    CHECK_THAT(svg, Catch::Contains("xlink:title=\"" + text + "\""));
    CHECK_THAT(svg, Catch::Contains("…"));
    const std::size_t at = svg.find("width=\"") + 7;
    CHECK(std::stoi(svg.substr(at)) < 1400);
  }
}

// ---- colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

namespace {

double luminance(std::string_view colour) {
  const auto channel = [&](std::size_t at) {
    const double c = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16) / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(std::string_view a, std::string_view b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

struct Pair {
  std::string what;
  std::string_view front, back;
};

std::vector<Pair> letters(const Palette& p) {
  std::vector<Pair> all{{"ink on paper", p.ink, p.paper},
                        {"quiet words on paper", p.quiet, p.paper},
                        {"ended on the band", p.ended.text, p.band}};
  const std::vector<std::pair<std::string, const Tint*>> tints{
      {"root", &p.root},         {"plain", &p.plain},
      {"doubtful", &p.doubtful}, {"added", &p.added},
      {"ended", &p.ended},       {"moved", &p.moved},
      {"changed", &p.changed},   {"highlighted", &p.highlighted}};
  for (const auto& [name, tint] : tints) {
    all.push_back({name + " text", tint->text, tint->fill});
    all.push_back({name + " quiet text", tint->quiet, tint->fill});
  }
  // Heads that came or went stand on whatever card they head; the words of a badge are as its line.
  for (const Tint* on : {&p.plain, &p.added, &p.changed, &p.highlighted}) {
    all.push_back({"a new head", p.added.text, on->fill});
    all.push_back({"a former head", p.ended.text, on->fill});
  }
  return all;
}

std::vector<Pair> lines_drawn(const Palette& p) {
  return {{"added", p.added.line, p.paper},
          {"ended", p.ended.line, p.band},
          {"changed", p.changed.line, p.paper},
          {"doubtful", p.doubtful.line, p.paper},
          {"highlighted", p.highlighted.line, p.paper}};
}

}  // namespace

TEST_CASE("the formula is that of WCAG: black on white is 21, a colour on itself 1") {
  CHECK(contrast("#000000", "#FFFFFF") == Approx(21));
  CHECK(contrast("#777777", "#777777") == Approx(1));
  CHECK(contrast("#777777", "#FFFFFF") == Approx(4.48).margin(0.005));
}

TEST_CASE("letters stand out from what is behind them, 4.5 to 1 in every theme") {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::print}) {
    for (const Pair& p : letters(palette(theme))) {
      INFO("theme " << static_cast<int>(theme) << ", " << p.what << ": " << p.front << " on "
                    << p.back);
      CHECK(contrast(p.front, p.back) >= 4.5);
    }
  }
}

TEST_CASE("lines that mean something stand out from what is behind them, 3 to 1") {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::print}) {
    for (const Pair& p : lines_drawn(palette(theme))) {
      INFO("theme " << static_cast<int>(theme) << ", " << p.what << ": " << p.front << " on "
                    << p.back);
      CHECK(contrast(p.front, p.back) >= 3);
    }
  }
}

TEST_CASE("the badge of a mark can be read in every theme") {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::print}) {
    const Palette& p = palette(theme);
    for (const Tint* tint : {&p.added, &p.changed}) CHECK(contrast(tint->line, tint->fill) >= 4.5);
  }
}

TEST_CASE("what print is to show is black or grey on white") {
  const Palette& p = palette(Theme::print);
  for (const Pair& pair : letters(p)) {
    INFO(pair.what << " " << pair.front << " on " << pair.back);
    for (const std::string_view colour : {pair.front, pair.back}) {
      CHECK(colour.substr(1, 2) == colour.substr(3, 2));
      CHECK(colour.substr(3, 2) == colour.substr(5, 2));
    }
  }
}
