// What differs between two days, as a chart: small invented histories, and Tencent in 2018.
#include "graphviz/difference_chart.hpp"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "core/format/change_file.hpp"
#include "core/store/store.hpp"
#include "tests/timeline/history.hpp"

using namespace reorg;
using namespace reorg::charts;
using reorg::tests::History;
using Words = std::vector<std::string>;

namespace {

// The chart of a store from one day to another, and where things stand on it.
class Drawn {
 public:
  Drawn(const Store& store, const std::string& before, const std::string& after,
        const std::string& about, const Shown& shown = {}) {
    const Day from = parse_date(before).earliest, to = parse_date(after).earliest;
    const Day today = day_of(2026, 11, 23);
    const EntityId whom = about.empty() ? EntityId::none : store.entity(about)->id;
    differences_ = diff(store, store, {from, to, {}, today}, whom);
    const std::vector<EntityId> roots = about.empty() ? store.roots() : std::vector{whom};
    then_ = tree_scene(store, roots, any_number, AsOf{from, from, before, {}, today});
    now_ = tree_scene(store, roots, any_number, AsOf{to, to, after, {}, today});
    const std::vector<Node> tree_then = tree(*then_, roots, any_number),
                            tree_now = tree(*now_, roots, any_number);
    const LineWords words{
        .phrase = [](const Difference& d) { return std::string(word(d.kind)) + " (a phrase)"; },
        .day = [](const Difference&) { return std::string("its day"); },
        .share = [](const Spell& s) { return s.value + " %"; }};
    made_ =
        difference_chart({differences_, *then_, *now_, tree_then, tree_now, whom}, words, shown);
  }

  const Chart& chart() const { return made_.chart; }
  Words not_drawn() const {
    Words all;
    for (const Difference* d : made_.not_drawn) all.emplace_back(word(d->kind));
    return all;
  }

  // Whom lines are about that are not drawn, reporting and what follows from above aside.
  Words not_drawn_about() const {
    Words all;
    for (const Difference* d : made_.not_drawn) {
      if (d->kind != DiffKind::oversight_inherited && d->kind != DiffKind::reporting_changed)
        all.push_back(differences_.scene->entity(d->about).key);
    }
    return all;
  }

  const Card& card(const std::string& id) const {
    const auto at = std::ranges::find(chart().cards, id, [](const Branch& b) { return b.card.id; });
    if (at == chart().cards.end()) throw std::runtime_error("no card " + id);
    return at->card;
  }
  const Card& ended(const std::string& id) const {
    const auto at = std::ranges::find(chart().ended, id, &Card::id);
    if (at == chart().ended.end()) throw std::runtime_error("nothing ended: " + id);
    return *at;
  }
  // "0 acme", "1 a", …: depth first.
  Words cards() const {
    Words all;
    for (const Branch& b : chart().cards) all.push_back(std::to_string(b.depth) + " " + b.card.id);
    return all;
  }
  // "A, B: from → to".
  Words moves() const {
    Words all;
    for (const Move& m : chart().moves) {
      std::string text;
      for (const std::string& name : m.names) text += (text.empty() ? "" : ", ") + name;
      text += ": " + m.from + " → " + m.to;
      all.push_back(text + (m.certainty == Certainty::certain ? "" : " ?"));
    }
    return all;
  }
  // "+ Bob, president", "- Ann": the heads of a card with their marks.
  static Words heads(const Card& c) {
    Words all;
    for (const Head& h : c.heads) {
      const std::string_view sign = h.mark == Mark::added     ? "+ "
                                    : h.mark == Mark::ended   ? "- "
                                    : h.mark == Mark::changed ? "~ "
                                                              : "";
      std::string text(sign);
      text += h.vacant ? "vacant" : h.name;
      if (!h.role.empty()) text += ", " + h.role;
      if (h.certainty != Certainty::certain) text += " ?";
      all.push_back(text);
    }
    return all;
  }

 private:
  Differences differences_;
  std::unique_ptr<Scene> then_, now_;
  DifferenceChart made_;
};

const std::string units = R"(
  acme:  {kind: company, name: Acme}
  a:     {kind: unit, name: A}
  b:     {kind: unit, name: B}
  c:     {kind: unit, name: C}
  d:     {kind: unit, name: D}
  e:     {kind: unit, name: E}
  x:     {kind: unit, name: X}
  y:     {kind: unit, name: Y}
  ann:   {kind: person, name: Ann}
  bob:   {kind: person, name: Bob}
)";

// Acme with A and B below it, C and D in A, since 2010.
const std::string since_2010 = R"(
changes:
  - {date: 2010-01-01, do: [{found: a, in: acme}, {found: b, in: acme}]}
  - {date: 2010-01-02, do: [{found: c, in: a}, {found: d, in: a}]}
)";

Drawn drawn(const std::string& changes, const std::string& before = "2011-01-01",
            const std::string& after = "2013-01-01", const Shown& shown = {},
            const std::string& about = "acme") {
  Store store = Store::in_memory();
  store.import(History(units, since_2010 + changes).batch(), Store::Run::real);
  return {store, before, after, about, shown};
}

}  // namespace

TEST_CASE("difference chart: what was founded is new, what is unchanged below is counted") {
  const Drawn t = drawn("  - {date: 2012-01-01, found: e, in: acme}\n");
  CHECK(t.cards() == Words{"0 acme", "1 a", "1 b", "1 e"});
  CHECK(t.card("e").mark == Mark::added);
  CHECK(t.card("e").badge == "NEW");
  CHECK(t.card("a").mark == Mark::none);
  CHECK(t.card("a").hidden == "2 units below, unchanged");
  CHECK(t.chart().ended.empty());
  CHECK(t.chart().of_two_days);
  CHECK(t.not_drawn().empty());
}

TEST_CASE("difference chart: below the first level only what changed, with what it hangs from") {
  const Drawn t = drawn("  - {date: 2012-01-01, found: e, in: c}\n");
  CHECK(t.cards() == Words{"0 acme", "1 b", "1 a", "2 c", "3 e"});
  CHECK(t.card("a").hidden == "1 unit below, unchanged");
}

TEST_CASE("difference chart: units that moved together are one Move between two cards") {
  const Drawn t = drawn(R"(  - {date: 2012-01-01, move: [c, d], to: b}
)");
  CHECK(t.moves() == Words{"C, D: a → b"});
  CHECK(t.cards() == Words{"0 acme", "1 a", "1 b"});
  CHECK(t.card("b").hidden.empty());
}

TEST_CASE(
    "difference chart: a unit that came to the first level has its own card, and says whence") {
  const Drawn t = drawn("  - {date: 2012-01-01, move: c, to: acme}\n");
  CHECK(t.moves().empty());
  CHECK(t.card("c").mark == Mark::moved);
  CHECK(t.card("c").badge == "MOVED");
  CHECK(t.card("c").note == "from A");
}

TEST_CASE("difference chart: what came from nobody knows where is a Move without a beginning") {
  const Drawn t = drawn("  - {date: 2012-01-01, move: e, to: b}\n");
  CHECK(t.moves() == Words{"E:  → b"});
}

TEST_CASE("difference chart: a move that is only possible stands apart") {
  const Drawn t = drawn(R"(  - {date: 2012-01-01, move: c, to: b}
  - {date: "[2012-12-31..2013-06-30]", move: d, to: b}
)");
  CHECK(std::ranges::count(t.moves(), "C: a → b") == 1);
  CHECK(std::ranges::count(t.moves(), "D: a → b ?") == 1);
}

TEST_CASE("difference chart: where other cards hang below, what moved there has a card") {
  const Drawn t = drawn(R"(  - {date: 2012-01-01, move: c, to: b}
  - {date: 2012-01-01, found: e, in: b}
)");
  CHECK(t.moves().empty());
  CHECK(t.card("c").badge == "MOVED");
  CHECK(t.card("c").note == "from A");
}

TEST_CASE("difference chart: what was dissolved stands apart, as it was called before") {
  const Drawn t =
      drawn(R"(  - {date: 2012-01-01, do: [{move: [c, d], to: b}, {dissolve: a, into: b}]}
)");
  CHECK(t.cards() == Words{"0 acme", "1 b"});
  CHECK(t.ended("a").name == "A");
  CHECK(t.ended("a").mark == Mark::ended);
  CHECK(t.ended("a").badge == "DISSOLVED");
  CHECK(t.ended("a").note == "into B");
  CHECK(t.moves() == Words{"C, D: a → b"});
}

TEST_CASE("difference chart: a merger says what it was merged from, and what into") {
  const Drawn t = drawn("  - {date: 2012-01-01, merge: [c, d], into: e, in: a}\n");
  CHECK(t.card("e").badge == "NEW");
  CHECK(t.card("e").note == "merged from C and D");
  CHECK(t.ended("c").badge == "MERGED INTO E");
  CHECK(t.ended("c").note == "was in A");
  CHECK(t.chart().ended.size() == 2);
}

TEST_CASE("difference chart: what was split off is new beside the rest") {
  const Drawn t =
      drawn("  - {date: 2012-01-01, split: a, into: [e], in: acme, continuing: true}\n");
  CHECK(t.card("e").badge == "NEW");
  CHECK(t.card("e").note == "split off from A");
  CHECK(t.chart().ended.empty());
}

TEST_CASE("difference chart: a new name stands above the old one") {
  const Drawn t = drawn("  - {date: 2012-01-01, rename: a, to: Alpha}\n");
  CHECK(t.card("a").name == "Alpha");
  CHECK(t.card("a").old_name == "A");
  CHECK(t.card("a").mark == Mark::changed);
  CHECK(t.card("a").badge == "RENAMED");
}

TEST_CASE("difference chart: a name that it may have is no old one, and possibly new") {
  const Drawn t = drawn("  - {date: \"[2012-12-31..2013-06-30]\", rename: a, to: Alpha}\n");
  CHECK(t.card("a").badge == "POSSIBLY RENAMED");
  CHECK(t.card("a").old_name.empty());
  CHECK(t.card("a").name == "A or Alpha");
}

TEST_CASE("difference chart: another sort is told from what to what") {
  const Drawn t = drawn(R"(  - {date: 2010-02-01, reclassify: a, to: segment}
  - {date: 2012-01-01, reclassify: a, to: business group}
)");
  CHECK(t.card("a").badge == "RECLASSIFIED");
  CHECK(t.card("a").sort == "segment → business group");
}

TEST_CASE("difference chart: whoever came stands right above whom they followed") {
  const Drawn t = drawn(R"(  - {date: 2010-02-01, appoint: ann, over: a, as: president}
  - {date: 2012-01-01, appoint: bob, over: a, as: president}
)");
  CHECK(Drawn::heads(t.card("a")) == Words{"+ Bob, president", "- Ann"});
  CHECK(t.card("a").badge == "NEW HEAD");
  CHECK(t.card("a").mark == Mark::changed);
}

TEST_CASE("difference chart: whoever left without a successor is struck, a new role is told") {
  const Drawn left = drawn(R"(  - {date: 2010-02-01, appoint: ann, over: a, as: president}
  - {date: 2012-01-01, leave: ann, from: a}
)");
  CHECK(Drawn::heads(left.card("a")) == Words{"- Ann, president"});
  CHECK(left.card("a").badge == "HEAD LEFT");
  const Drawn role =
      drawn(R"(  - {date: 2010-02-01, appoint: ann, over: a, as: president, acting: true}
  - {date: 2012-01-01, appoint: ann, over: a, as: president}
)");
  CHECK(Drawn::heads(role.card("a")) == Words{"~ Ann, acting president → president"});
  CHECK(role.card("a").badge == "HEAD CONFIRMED");
}

TEST_CASE("difference chart: the head of what ended is the one of the day before") {
  const Drawn t = drawn(R"(  - {date: 2010-02-01, appoint: ann, over: b, as: president}
  - {date: 2012-01-01, do: [{dissolve: b}]}
)");
  REQUIRE(t.ended("b").heads.size() == 1);
  CHECK(t.ended("b").heads.front().name == "Ann");
}

TEST_CASE("difference chart: without people nobody is drawn, and their lines are counted") {
  Shown shown;
  shown.people = false;
  const Drawn t =
      drawn("  - {date: 2012-01-01, appoint: ann, over: a}\n", "2011-01-01", "2013-01-01", shown);
  CHECK(t.card("a").heads.empty());
  CHECK(t.card("a").mark == Mark::none);
  CHECK(t.not_drawn().front() == "appointed");
}

TEST_CASE("difference chart: shares are told on the card of what is owned") {
  const Drawn t = drawn("  - {date: 2012-01-01, own: a, by: acme, share: 60}\n");
  CHECK(t.card("a").note == "Acme owns 60 %, new");
  CHECK(t.card("a").badge == "NEW OWNER");
}

TEST_CASE("difference chart: oversight that follows from above is not drawn, but counted") {
  const Drawn t = drawn(R"(  - {date: 2010-02-01, appoint: ann, over: a}
  - {date: 2012-01-01, appoint: bob, over: a}
)");
  CHECK(t.not_drawn() == Words{"oversight-inherited"});
}

TEST_CASE("difference chart: what is below the depth is counted, and said to have changed") {
  Shown shown;
  shown.depth = 1;
  const Drawn t =
      drawn("  - {date: 2012-01-01, found: e, in: c}\n", "2011-01-01", "2013-01-01", shown);
  CHECK(t.cards() == Words{"0 acme", "1 a", "1 b"});
  CHECK(t.card("a").hidden == "3 units below, 1 of them changed");
  CHECK(t.not_drawn() == Words{"founded"});
}

TEST_CASE("difference chart: unchanged units beyond a number are counted on what they hang from") {
  Shown shown;
  shown.collapse_over = 1;
  const Drawn t =
      drawn("  - {date: 2012-01-01, rename: b, to: Beta}\n", "2011-01-01", "2013-01-01", shown);
  CHECK(t.cards() == Words{"0 acme", "1 b"});
  CHECK(t.card("acme").hidden == "3 more units, unchanged");
}

TEST_CASE("difference chart: of everything, only structures that differ") {
  const Drawn t =
      drawn("  - {date: 2012-01-01, found: e, in: a}\n", "2011-01-01", "2013-01-01", {}, "");
  CHECK(t.cards().front() == "0 acme");
  CHECK(std::ranges::count(t.cards(), "0 x") == 0);
}

TEST_CASE("difference chart: of what is over, the places to which its units went") {
  const Drawn t = drawn(R"(  - {date: 2012-01-01, do: [{move: [c, d], to: b}, {dissolve: a}]}
)",
                        "2011-01-01", "2013-01-01", {}, "a");
  CHECK(t.cards() == Words{"0 b"});
  CHECK(t.ended("a").badge == "DISSOLVED");
  CHECK(t.moves() == Words{"C, D: a → b"});
  CHECK(t.chart().title == "Dissolved (a phrase)");
}

TEST_CASE("difference chart: when nothing differs the structure stands as it is, and says so") {
  const Drawn t = drawn("");
  CHECK(t.cards() == Words{"0 acme", "1 a", "1 b"});
  CHECK(t.chart().title ==
        "Acme: nothing is known to have changed between 2011-01-01 and 2013-01-01");
}

// ---- titles -------------------------------------------------------------------------------------

const std::string groups =
    R"(  - {date: 2010-03-01, do: [{reclassify: a, to: business group}, {reclassify: b, to: business group}]}
)";

TEST_CASE("difference title: the units of one sort became more or fewer") {
  const Drawn t = drawn(groups + R"(  - {date: 2012-01-01, found: e, in: acme, as: business group}
)");
  CHECK(t.chart().title == "Acme: two business groups become three");
}

TEST_CASE("difference title: no count when one of them is only possibly there") {
  const Drawn t = drawn(groups + R"(  - {date: 2012-01-01, found: e, in: acme, as: business group}
  - {date: "[2012-12-31..2013-06-30]", found: x, in: acme, as: business group}
)");
  CHECK(t.chart().title.find("become") == std::string::npos);
}

TEST_CASE("difference title: no count of what was only seen first") {
  const Drawn t = drawn(
      groups +
      R"(  - {date: 2012-01-01, do: [{attest: e, in: acme}, {reclassify: e, to: business group}]}
)");
  CHECK(t.chart().title.find("become") == std::string::npos);
}

TEST_CASE("difference title: a new name and a new head of one unit are one finding") {
  const Drawn t =
      drawn(R"(  - {date: 2012-01-01, do: [{rename: b, to: Beta}, {appoint: ann, over: b}]}
)");
  CHECK(t.chart().title == "B becomes Beta, under Ann");
}

TEST_CASE("difference title: an event that says most of it lends its name") {
  const Drawn t = drawn(
      R"(  - {date: 2012-01-01, event: The great rearrangement, do: [{rename: a, to: Alpha}, {rename: b, to: Beta}, {rename: c, to: Gamma}, {found: e, in: c}]}
  - {date: 2012-02-01, rename: d, to: Delta}
)");
  CHECK(t.chart().title == "Acme: The great rearrangement");
}

TEST_CASE("difference title: else the counts of what is certain") {
  const Drawn t =
      drawn(R"(  - {date: 2012-01-01, do: [{rename: a, to: Alpha}, {rename: c, to: Gamma}]}
  - {date: 2012-02-01, do: [{found: e, in: c}, {found: x, in: c}]}
  - {date: 2012-03-01, appoint: ann, over: b}
)");
  CHECK(t.chart().title == "Acme: two organizations founded, two renamed and one appointment");
}

// ---- the real ones ------------------------------------------------------------------------------

namespace {

Store real_histories() {
  const std::string fixtures = std::string(REORG_SOURCE_DIR) + "/fixtures";
  Store store = Store::in_memory();
  const auto files = load_change_files(std::span(&fixtures, 1));
  store.import(read_change_files(files), Store::Run::real);
  return store;
}

}  // namespace

// Sources: facts T050, T053 to T062 (the groups), T063 and T064 (what moved), T065 (the merger),
// T066 to T068 (the heads).
TEST_CASE("difference chart: Tencent on 2018-09-30, seven business groups become six") {
  const Store store = real_histories();
  const Drawn t(store, "2018-09-29", "2018-10-01", "tencent");
  CHECK(t.chart().title == "Tencent Holdings: seven business groups become six");
  for (const char* unchanged : {"cdg", "wxg", "teg", "ieg"})
    CHECK(t.card(unchanged).mark == Mark::none);
  CHECK(t.card("pcg").badge == "NEW");
  CHECK(t.card("csig").badge == "NEW");
  CHECK(Drawn::heads(t.card("csig")) == Words{"+ Dowson Tong, president"});
  CHECK(Drawn::heads(t.card("pcg")) == Words{"+ Mark Ren"});
  for (const char* dissolved : {"omg", "sng", "mig"})
    CHECK(t.ended(dissolved).badge == "DISSOLVED");
  CHECK(t.card("ams").note == "merged from Advertising sales of the Online Media Group and SPA");
  CHECK(std::ranges::count(t.moves(), "Tencent Cloud: sng → csig") == 1);
  CHECK(std::ranges::count(t.moves(), "QQ, Mobile QQ: sng → pcg") == 1);
  Words counted = t.not_drawn();
  std::ranges::sort(counted);
  CHECK(counted == Words{"oversight-inherited", "oversight-inherited", "reporting-changed"});
}

TEST_CASE("difference chart: of no year is anything of a card left out, or drawn twice") {
  const Store store = real_histories();
  for (int year = 2003; year <= 2025; ++year) {
    for (const char* about : {"alibaba", "tencent"}) {
      const Drawn t(store, std::to_string(year) + "-01-01", std::to_string(year) + "-12-31", about);
      INFO(about << " " << year);
      std::set<std::string> ids;
      for (const Branch& b : t.chart().cards) CHECK(ids.insert(b.card.id).second);
      for (const Card& c : t.chart().ended) CHECK(ids.insert(c.id).second);
      for (const Move& m : t.chart().moves) {
        CHECK(ids.contains(m.to));
        CHECK((m.from.empty() || ids.contains(m.from)));
      }
      for (const std::string& key : t.not_drawn_about()) CHECK_FALSE(ids.contains(key));
    }
  }
}
