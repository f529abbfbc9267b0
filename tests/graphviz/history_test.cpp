// A history is what the tree says of each of its days, written down once for as long as it stays
// the same; and its layout gives every card one place.
#include "graphviz/history.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "core/walk/held_relations.hpp"
#include "graphviz/history_layout.hpp"
#include "graphviz/history_page.hpp"
#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::charts;
using reorg::tests::ToldSource;
using History = reorg::charts::History;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: { en: Acme, zh-Hans: 艾克米 } }
  tools: { kind: unit, classification: business group, name: { en: Acme Tools } }
  toys:  { kind: unit, name: Toys }
  saws:  { kind: unit, classification: product, name: Saws }
  old:   { kind: unit, name: "</script><b>&\u2028" }
  ann:   { kind: person, name: { en: Ann, zh-Hans: 安 } }
  bob:   { kind: person, name: Bob }
)";

const char* const changes = R"(changes:
  - { date: 2010-01-01, found: acme }
  - { date: 2012-03-01, found: tools, in: acme }
  - { date: 2012-03-01, found: old, in: acme }
  - { date: 2013, found: toys, in: acme }
  - { date: 2014-06-15, move: saws, to: tools }
  - { date: 2014-06-15, appoint: ann, over: tools, as: president }
  - { date: "2016-11~", move: saws, from: tools, to: toys }
  - { date: 2017-02-01, rename: tools, to: { en: Acme Tool Works } }
  - { date: 2017-02-01, appoint: bob, over: tools, as: president }
  - { date: 2018-05-05, dissolve: old }
)";

HistoryAsked everything_of(const ToldSource& source) {
  HistoryAsked asked;
  asked.roots = {source.id("acme")};
  asked.span = ToldSource::on("../..");
  return asked;
}

History told(const HistoryAsked* asked = nullptr) {
  const ToldSource source(entities, changes);
  return gather_history(source, asked != nullptr ? *asked : everything_of(source));
}

// A card and how it hangs, in a line.
std::string line(const std::string& path, const Card& c, Certainty certainty, bool dotted,
                 bool repeated) {
  std::string text = path + "|" + c.name + "|" + c.native + "|" + c.sort + "|" + c.note + "|" +
                     std::string(word(c.certainty)) + "|" + std::string(word(certainty));
  if (dotted) text += "|dotted";
  if (repeated) text += "|repeated";
  for (const Head& h : c.heads)
    text += "|" + h.name + ", " + h.role + " " + std::string(word(h.certainty));
  return text;
}

template <class Run>
const Run* on(const std::vector<Run>& runs, int day) {
  const auto at = std::ranges::find_if(
      runs, [&](const Run& r) { return r.days.first <= day && day <= r.days.last; });
  return at == runs.end() ? nullptr : &*at;
}

std::string path_of(const History& h, std::size_t place) {
  const History::Place& p = h.places[place];
  const std::string above = p.parent == History::no_place ? "" : path_of(h, p.parent);
  return above + "/" + h.entities[p.entity].key;
}

std::multiset<std::string> as_played(const History& h, Day day) {
  const auto after = std::ranges::upper_bound(h.days, day);
  const int now = static_cast<int>(after - h.days.begin()) - 1;
  std::multiset<std::string> lines;
  for (std::size_t i = 0; i < h.places.size(); ++i) {
    const auto* l = on(h.places[i].lines, now);
    if (l == nullptr) continue;
    const auto* state = on(h.entities[h.places[i].entity].states, now);
    REQUIRE(state != nullptr);
    lines.insert(line(path_of(h, i), state->card, l->certainty, l->dotted, l->repeated));
  }
  return lines;
}

std::multiset<std::string> as_tree_says(const ToldSource& source, Day day) {
  AsOf as_of = ToldSource::on(to_string(day));
  const EntityId root[] = {source.id("acme")};
  const auto scene = tree_scene(source, root, any_number, as_of);
  std::multiset<std::string> lines;
  std::vector<std::string> above;
  for (const Node& n : tree(*scene, root, any_number)) {
    above.resize(static_cast<std::size_t>(n.depth) + 1);
    above.back() = (n.depth > 0 ? above[above.size() - 2] : "") + "/" + source.key(n.organization);
    lines.insert(line(above.back(), organization_card(*scene, n.organization, n.overseers, {}),
                      n.certainty, n.line != nullptr && n.line->dotted, n.repeated));
  }
  return lines;
}

// Graphviz of this machine; what needs it passes where there is none.
std::string search_path() {
  const char* path = std::getenv("PATH");
  return path == nullptr ? "" : path;
}

bool has_dot() { return std::system("command -v dot >/dev/null 2>&1") == 0; }

bool overlap(const Box& a, const Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool meet(const History::Place& a, const History::Place& b) {
  return std::ranges::any_of(a.lines, [&](const History::Line& x) {
    return std::ranges::any_of(b.lines, [&](const History::Line& y) {
      return x.days.first <= y.days.last && y.days.first <= x.days.last;
    });
  });
}

}  // namespace

TEST_CASE("every day of a history is what the tree says of that day") {
  const ToldSource source(entities, changes);
  const History h = told();
  for (Day day = day_of(2010, 1, 1); day < day_of(2019, 1, 1); day = day + 5) {
    CAPTURE(to_string(day));
    CHECK(as_played(h, day) == as_tree_says(source, day));
  }
  for (const Day day : h.days) CHECK(as_played(h, day) == as_tree_says(source, day));
}

TEST_CASE("days on which nothing differs are left out, unless they are asked for") {
  const ToldSource source(entities, changes);
  HistoryAsked asked = everything_of(source);
  const std::vector<Day> days = gather_history(source, asked).days;
  CHECK(std::ranges::find(days, day_of(2012, 3, 1)) != days.end());
  CHECK(std::ranges::find(days, day_of(2013, 1, 1)) != days.end());    // possible from here on
  CHECK(std::ranges::find(days, day_of(2013, 12, 31)) != days.end());  // and certain
  CHECK(std::ranges::find(days, day_of(2015, 1, 1)) == days.end());
  asked.also = {day_of(2015, 1, 1)};
  const std::vector<Day> more = gather_history(source, asked).days;
  CHECK(more.size() == days.size() + 1);
  CHECK(std::ranges::find(more, day_of(2015, 1, 1)) != more.end());
}

TEST_CASE("what stays the same is written down once") {
  const History h = told();
  const auto ann = std::ranges::find(h.entities, "saws", &History::Entity::key);
  REQUIRE(ann != h.entities.end());
  CHECK(ann->states.size() == 1);
  const auto tools = std::ranges::find(h.entities, "tools", &History::Entity::key);
  CHECK(tools->states.size() == 3);  // without a head; with Ann; renamed, with Bob
  CHECK(tools->other_names == std::vector<std::string>{"Acme Tools", "Acme Tool Works"});
}

TEST_CASE("what moves has a place below each of its parents") {
  const History h = told();
  std::set<std::string> paths;
  for (std::size_t i = 0; i < h.places.size(); ++i) paths.insert(path_of(h, i));
  CHECK(paths == std::set<std::string>{"/acme", "/acme/tools", "/acme/toys", "/acme/old",
                                       "/acme/tools/saws", "/acme/toys/saws"});
}

TEST_CASE("what was founded has its day, and what is merely seen has none") {
  const History h = told();
  const auto of = [&](const std::string& key) {
    return *std::ranges::find(h.entities, key, &History::Entity::key);
  };
  REQUIRE(of("toys").founded.size() == 1);
  CHECK(of("toys").founded[0].earliest == day_of(2013, 1, 1));
  CHECK(of("toys").founded[0].latest == day_of(2013, 12, 31));
  CHECK(of("saws").founded.empty());
  REQUIRE(of("old").dissolved.size() == 1);
  CHECK(of("old").dissolved[0].earliest == day_of(2018, 5, 5));
}

TEST_CASE("a span limits the days, and begins with its first") {
  const ToldSource source(entities, changes);
  HistoryAsked asked = everything_of(source);
  asked.span = ToldSource::on("2013-06-01/2016-01-01");
  const History h = gather_history(source, asked);
  CHECK(h.days.front() == day_of(2013, 6, 1));
  CHECK(h.days.back() < day_of(2016, 1, 2));
  CHECK(as_played(h, day_of(2013, 6, 1)) == as_tree_says(source, day_of(2013, 6, 1)));
}

TEST_CASE("however many days, the relations are fetched once") {
  const ToldSource source(entities, changes);
  gather_history(source, everything_of(source));
  const std::size_t calls = source.asked.size();
  HistoryAsked asked = everything_of(source);
  for (int i = 0; i < 100; ++i) asked.also.push_back(day_of(2015, 1, 1) + i);
  source.asked.clear();
  gather_history(source, asked);
  CHECK(source.asked.size() == calls);
}

TEST_CASE("more days than anybody waits for are refused") {
  const ToldSource source(entities, changes);
  HistoryAsked asked = everything_of(source);
  for (int i = 0; i < 1'500'000; ++i) asked.also.push_back(Day{i});
  CHECK_THROWS_AS(gather_history(source, asked), HistoryTooLarge);
}

TEST_CASE("a tree without days is an empty history") {
  const ToldSource source("  acme: { kind: company, name: Acme }\n", "changes: []\n");
  const History h = gather_history(source, everything_of(source));
  CHECK(h.days.empty());
  CHECK(h.places.empty());
}

TEST_CASE("cards that are there on one day do not overlap, and each has one place") {
  if (!has_dot()) return;
  const History h = told();
  const HistoryLayout layout = lay_out(h, Graphviz(search_path()));
  REQUIRE(layout.places.size() == h.places.size());
  for (std::size_t a = 0; a < h.places.size(); ++a) {
    const Box& box = layout.places[a];
    CHECK((box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0));
    CHECK((box.x + box.width <= layout.width && box.y + box.height <= layout.height));
    for (std::size_t b = 0; b < a; ++b) {
      CAPTURE(path_of(h, a), path_of(h, b));
      CHECK(!(meet(h.places[a], h.places[b]) && overlap(box, layout.places[b])));
    }
  }
}

TEST_CASE("units that are never there at once share their room") {
  if (!has_dot()) return;
  std::string more = entities, told_of_them = "changes:\n  - { date: 2000-01-01, found: acme }\n";
  for (int i = 0; i < 30; ++i) {
    const std::string key = "unit" + std::to_string(i), year = std::to_string(2001 + 2 * i);
    more += "  " + key + ": { kind: unit, name: " + key + " }\n";
    told_of_them += "  - { date: " + year + "-01-01, found: " + key + ", in: acme }\n";
    told_of_them += "  - { date: " + year + "-06-01, dissolve: " + key + " }\n";
  }
  const ToldSource source(more, told_of_them);
  const History h = gather_history(source, everything_of(source));
  const HistoryLayout layout = lay_out(h, Graphviz(search_path()));
  std::set<double> rows;
  for (const Box& b : layout.places) rows.insert(b.y);
  CHECK(rows.size() == 2);  // acme, and one row for all thirty
}

TEST_CASE("no name can end the page's data, and the page names no other place") {
  if (!has_dot()) return;
  PageText text;
  text.title = "</title><script>alert(1)</script>";
  text.language = "en\" onload=\"x";
  text.changes.push_back({day_of(2012, 3, 1), "2012-03-01", "</script>", "", false, {}, {}});
  const std::string page = history_page(told(), text, Graphviz(search_path()));
  const auto count = [&](std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = page.find(what); at != std::string::npos; at = page.find(what, at + 1))
      ++n;
    return n;
  };
  CHECK(count("</script>") == 2);  // the data's and the script's own
  CHECK(count("<script") == 2);
  CHECK(count("\xE2\x80\xA8") == 0);
  CHECK(count("\\u003c/script\\u003e\\u003cb\\u003e\\u0026\\u2028") > 0);
  CHECK(count("onload=\"x") == 0);
  CHECK(count("default-src 'none'") == 1);
  CHECK(page.find("{{") == std::string::npos);
  CHECK(page == history_page(told(), text, Graphviz(search_path())));
}
