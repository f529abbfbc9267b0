#include "core/graph/as_of_view.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "tests/graph/drawn_spells.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

// A graph over spells, and views of it.
struct World {
  std::vector<Spell> spells;
  OrgGraphArrays arrays = OrgGraphArrays::build(spells);

  AsOfView on(int day) const { return {arrays.graph(), spells, Day{day}}; }
  AsOfView within(int first, int last) const {
    return {arrays.graph(), spells, Day{first}, Day{last}};
  }
};

// "2 possible, 3 certain": entities and certainty, in order.
std::string line(const std::vector<Hit>& hits) {
  std::string text;
  for (const Hit& h : hits) {
    text += (text.empty() ? "" : ", ") + std::to_string(number(h.other));
    text += h.certainty == Certainty::certain ? " certain" : " possible";
  }
  return text;
}

// "3<1@1 certain": entity, the one before it, depth.
std::string line(const std::vector<Reached>& reached) {
  std::string text;
  for (const Reached& r : reached) {
    text += (text.empty() ? "" : ", ") + std::to_string(number(r.entity)) + "<";
    text += std::to_string(number(r.from)) + "@" + std::to_string(r.depth);
    text += r.certainty == Certainty::certain ? " certain" : " possible";
  }
  return text;
}

struct Way {
  Certainty certainty;
  int depth;
  friend bool operator==(const Way&, const Way&) = default;
};

// The best ways again, by going over all relations until nothing changes: first with the certain
// ones alone, then, for those not yet reached, with all.
std::map<EntityId, Way> ways(const std::vector<Spell>& spells, const AsOfView& view, EntityId root,
                             int max_depth, Lines lines, bool up) {
  std::map<EntityId, Way> best{{root, {Certainty::certain, 0}}};
  for (const Certainty least : {Certainty::certain, Certainty::possible}) {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Spell& s : spells) {
        const EntityId from = up ? s.subject : s.object;
        const EntityId to = up ? s.object : s.subject;
        if (s.kind != StatementKind::part_of || view.holds(s) < least) continue;
        if (s.dotted && lines == Lines::solid) continue;
        if (from == EntityId::none || to == EntityId::none || !best.count(from)) continue;
        const int depth = best.at(from).depth + 1;
        const auto known = best.find(to);
        if (depth > max_depth) continue;
        if (known != best.end() &&
            (known->second.certainty > least || known->second.depth <= depth))
          continue;
        best[to] = {least, depth};
        changed = true;
      }
    }
  }
  best.erase(root);
  return best;
}

const std::vector<StatementKind> some_kinds{StatementKind::part_of, StatementKind::holds,
                                            StatementKind::existence};

}  // namespace

TEST_CASE("a view shows the relations of its day, from both ends", "[graph]") {
  const World w{{oversees(5, 1).days(0, 10), oversees(6, 1).since(10), part_of(2, 1)}};
  CHECK(line(w.on(9).in(id(1), StatementKind::oversees)) == "5 certain");
  CHECK(line(w.on(10).in(id(1), StatementKind::oversees)) == "6 certain");
  CHECK(line(w.on(9).out(id(5), StatementKind::oversees)) == "1 certain");
  CHECK(line(w.on(10).out(id(5), StatementKind::oversees)).empty());
}

TEST_CASE("hits lead to their spells", "[graph]") {
  const World w{{part_of(2, 1), oversees(5, 1)}};
  const std::vector<Hit> hits = w.on(0).in(id(1), StatementKind::oversees);
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].spell == &w.spells[1]);
}

TEST_CASE("certain hits come first, then by beginning, then by id", "[graph]") {
  const World w{{oversees(1, 9).since(3).numbered(4), oversees(2, 9).since(3).numbered(2),
                 oversees(3, 9).since(1), oversees(4, 9).from_days(0, 8),
                 oversees(5, 9).since(0).standing_as(Standing::disputed)}};
  CHECK(line(w.on(5).in(id(9), StatementKind::oversees)) ==
        "3 certain, 2 certain, 1 certain, 5 possible, 4 possible");
}

TEST_CASE("undated and outranked relations are in no view", "[graph]") {
  Spell undated = oversees(5, 1);
  undated.undated = true;
  const World w{{undated, oversees(6, 1).standing_as(Standing::outranked)}};
  CHECK(w.on(5).in(id(1), StatementKind::oversees).empty());
}

TEST_CASE("a view of a period shows all that held in it", "[graph]") {
  const World w{{oversees(5, 1).days(0, 26), oversees(6, 1).since(26)}};
  CHECK(line(w.within(1, 30).in(id(1), StatementKind::oversees)) == "5 certain, 6 certain");
  CHECK(line(w.within(26, 30).in(id(1), StatementKind::oversees)) == "6 certain");
  CHECK(w.within(30, 1).in(id(1), StatementKind::oversees).empty());
  CHECK(w.within(1, 30).first() == Day{1});
  CHECK(w.within(1, 30).day() == Day{30});
}

TEST_CASE("a post said to be vacant is held by nobody", "[graph]") {
  const World w{
      {drawn(StatementKind::holds, 0, 4).days(5, 8), drawn(StatementKind::holds, 7, 4).since(8)}};
  const std::vector<Hit> hits = w.on(6).in(id(4), StatementKind::holds);
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].other == EntityId::none);
}

TEST_CASE("who is not in the graph, and what is no relation, gives an empty answer", "[graph]") {
  const World w{{part_of(2, 1), drawn(StatementKind::name, 1, 0)}};
  CHECK(w.on(0).in(id(77), StatementKind::part_of).empty());
  CHECK(w.on(0).out(id(1), StatementKind::name).empty());
  CHECK(w.on(0).below(id(77)).empty());
  CHECK(w.on(0).above(id(77)).empty());
  CHECK(World{}.on(0).below(id(1)).empty());
}

TEST_CASE("what lies below comes breadth first, with the way there", "[graph]") {
  const World w{{part_of(2, 1), part_of(3, 1), part_of(4, 2), part_of(5, 4), oversees(9, 1)}};
  CHECK(line(w.on(0).below(id(1))) == "2<1@1 certain, 3<1@1 certain, 4<2@2 certain, 5<4@3 certain");
  CHECK(line(w.on(0).below(id(1), 2)) == "2<1@1 certain, 3<1@1 certain, 4<2@2 certain");
  CHECK(w.on(0).below(id(1), 0).empty());
  CHECK(line(w.on(0).above(id(5))) == "4<5@1 certain, 2<4@2 certain, 1<2@3 certain");
}

TEST_CASE("a dotted line is followed only when asked for", "[graph]") {
  const World w{{part_of(2, 1).dotted_line(), part_of(3, 2)}};
  CHECK(w.on(0).below(id(1)).empty());
  CHECK(line(w.on(0).below(id(1), any_depth, Lines::solid_and_dotted)) ==
        "2<1@1 certain, 3<2@2 certain");
  CHECK(w.on(0).above(id(2)).empty());
  CHECK(line(w.on(0).above(id(2), Lines::solid_and_dotted)) == "1<2@1 certain");
}

TEST_CASE("a way is as certain as its weakest relation", "[graph]") {
  const World w{{part_of(2, 1).from_days(0, 9), part_of(3, 2)}};
  CHECK(line(w.on(5).below(id(1))) == "2<1@1 possible, 3<2@2 possible");
  CHECK(line(w.on(9).below(id(1))) == "2<1@1 certain, 3<2@2 certain");
}

TEST_CASE("of several ways the most certain counts, even if it is longer", "[graph]") {
  const World w{{part_of(4, 1).from_days(0, 9), part_of(2, 1), part_of(4, 2), part_of(5, 4)}};
  CHECK(line(w.on(5).below(id(1))) == "2<1@1 certain, 4<2@2 certain, 5<4@3 certain");
  CHECK(line(w.on(5).below(id(1), 1)) == "2<1@1 certain, 4<1@1 possible");
}

TEST_CASE("cycles, loops and second parents are survived, the root is never listed", "[graph]") {
  const World w{{part_of(2, 1), part_of(1, 2), part_of(3, 3), part_of(3, 2), part_of(3, 1)}};
  CHECK(line(w.on(0).below(id(1))) == "2<1@1 certain, 3<1@1 certain");
  CHECK(line(w.on(0).above(id(1))) == "2<1@1 certain");
}

TEST_CASE("no way leads through nobody", "[graph]") {
  const World w{{part_of(2, 0), part_of(3, 0), part_of(4, 2)}};
  CHECK(w.on(0).above(id(2)).empty());
  CHECK(w.on(0).below(EntityId::none).empty());
  CHECK(line(w.on(0).below(id(2))) == "4<2@1 certain");
}

TEST_CASE("a chain of fifty thousand units is walked without recursion", "[graph]") {
  std::vector<Spell> spells;
  for (unsigned n = 1; n < 50'000; ++n) spells.push_back(part_of(n + 1, n));
  const World w{std::move(spells)};
  CHECK(w.on(0).below(id(1)).back().depth == 49'999);
  CHECK(w.on(0).above(id(50'000)).size() == 49'999);
}

TEST_CASE("law: hits are what a loop over all spells finds", "[graph]") {
  rc::prop("on any spells and period", [] {
    const World w{any_spells(5, some_kinds)};
    const int first = *rc::gen::inRange(0, 12), last = *rc::gen::inRange(0, 12);
    const AsOfView view = w.within(first, last);
    for (unsigned n = 0; n <= 5; ++n) {
      for (const bool out : {true, false}) {
        using Row = std::tuple<int, Day, Day, std::uint32_t, const Spell*, EntityId>;
        std::vector<Row> expected, found;
        for (const Spell& s : w.spells) {
          if (s.kind != StatementKind::holds || (out ? s.subject : s.object) != id(n)) continue;
          const Certainty c = holds_within(s, Day{first}, Day{last});
          if (c == Certainty::no) continue;
          expected.emplace_back(c == Certainty::certain ? 0 : 1, s.from.earliest, s.from.latest,
                                s.id, &s, out ? s.object : s.subject);
        }
        std::sort(expected.begin(), expected.end());
        for (const Hit& h :
             out ? view.out(id(n), StatementKind::holds) : view.in(id(n), StatementKind::holds)) {
          found.emplace_back(h.certainty == Certainty::certain ? 0 : 1, h.spell->from.earliest,
                             h.spell->from.latest, h.spell->id, h.spell, h.other);
        }
        RC_ASSERT(found == expected);
      }
    }
  });
}

TEST_CASE("law: below and above are the best ways over the relations that hold", "[graph]") {
  rc::prop("against a fixpoint", [] {
    const World w{any_spells(8, {StatementKind::part_of})};
    const AsOfView view = w.on(*rc::gen::inRange(0, 12));
    const auto lines = *rc::gen::elementOf(std::vector{Lines::solid, Lines::solid_and_dotted});
    const int depth = *rc::gen::elementOf(std::vector{1, 2, 3, any_depth});
    for (unsigned n = 1; n <= 8; ++n) {
      for (const bool up : {true, false}) {
        const int limit = up ? any_depth : depth;
        const std::map<EntityId, Way> expected = ways(w.spells, view, id(n), limit, lines, up);
        std::map<EntityId, Way> found{{id(n), {Certainty::certain, 0}}};
        int deepest = 1;
        for (const Reached& r : up ? view.above(id(n), lines) : view.below(id(n), depth, lines)) {
          RC_ASSERT(r.depth >= deepest);
          deepest = r.depth;
          // The way told is a real one: its last relation links the two, at the right depth.
          RC_ASSERT((up ? r.via->subject : r.via->object) == r.from);
          RC_ASSERT((up ? r.via->object : r.via->subject) == r.entity);
          RC_ASSERT(found.at(r.from).depth + 1 == r.depth);
          RC_ASSERT(std::min(found.at(r.from).certainty, view.holds(*r.via)) == r.certainty);
          RC_ASSERT(found.emplace(r.entity, Way{r.certainty, r.depth}).second);
        }
        found.erase(id(n));
        RC_ASSERT(found == expected);
      }
    }
  });
}
