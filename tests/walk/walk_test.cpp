#include "core/walk/walk.hpp"

#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "core/walk/local_graph.hpp"
#include "tests/graph/drawn_spells.hpp"
#include "tests/walk/listed_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const KindSet parts(StatementKind::part_of);
const KindSet heads(StatementKind::oversees);

// 4 in 3 in 2 in 1; 8 oversees 3, 9 oversees 1 and is reported to by 8.
ListedSource company() {
  return ListedSource{{part_of(4, 3), part_of(3, 2), part_of(2, 1), oversees(8, 3), oversees(9, 1),
                       drawn(StatementKind::reports_to, 8, 9)}};
}

Walk upward(unsigned from, int times = any_number) {
  return {.seeds = {id(from)}, .steps = {{.hop = {.out = parts}, .times = times}}};
}

std::vector<EntityId> ids(std::initializer_list<unsigned> numbers) {
  std::vector<EntityId> made;
  for (const unsigned n : numbers) made.push_back(id(n));
  return made;
}

}  // namespace

TEST_CASE("a walk asks the source once a level", "[walk]") {
  const ListedSource source = company();
  const Neighbourhood found = run(upward(4), source);
  CHECK(found.entities() == ids({4, 3, 2, 1}));
  CHECK(source.asked == std::vector{ids({4}), ids({3}), ids({2}), ids({1})});
  CHECK(found.levels() == 4);
  CHECK(found.spells().size() == 3);
}

TEST_CASE("a walk knows the level at which it came to each", "[walk]") {
  const Neighbourhood found = run(upward(4), company());
  CHECK(found.level_of(id(4)) == 0);
  CHECK(found.level_of(id(2)) == 2);
  CHECK(found.level_of(id(8)) == -1);
  CHECK_FALSE(found.has(id(8)));
}

TEST_CASE("a step is taken no more often than it says", "[walk]") {
  const ListedSource source = company();
  CHECK(run(upward(4, 2), source).entities() == ids({4, 3, 2}));
  CHECK(source.asked.size() == 2);
  CHECK(run(upward(4, 0), source).entities() == ids({4}));
  CHECK(source.asked.size() == 2);
}

TEST_CASE("steps follow each other, from the newest or from everyone", "[walk]") {
  const ListedSource source = company();
  Walk walk = upward(4, 1);
  walk.steps.push_back({.hop = {.in = heads}});
  walk.steps.push_back({.hop = {.out = KindSet(StatementKind::reports_to)}});
  CHECK(run(walk, source).entities() == ids({4, 3, 8, 9}));

  Walk chain = upward(4);
  chain.steps.push_back({.hop = {.in = heads}, .whom = Whom::everyone});
  CHECK(run(chain, source).entities() == ids({4, 3, 2, 1, 8, 9}));
  CHECK(source.asked.back() == ids({4, 3, 2, 1}));
}

TEST_CASE("a hop may go both ways and along several kinds", "[walk]") {
  const Neighbourhood found =
      run({.seeds = ids({3}),
           .steps = {{.hop = {.out = parts,
                              .in = KindSet(StatementKind::oversees, StatementKind::part_of)}}}},
          company());
  CHECK(found.entities() == ids({3, 4, 2, 8}));
}

TEST_CASE("a walk stops as soon as it has enough", "[walk]") {
  const ListedSource source = company();
  Walk walk{.seeds = {id(3)}, .steps = {{.hop = {.out = parts, .in = heads}, .times = any_number}}};
  walk.enough = [](const Neighbourhood& found) { return found.has(id(8)); };
  CHECK(run(walk, source).levels() == 1);
  CHECK(source.asked.size() == 1);
}

TEST_CASE("a spell that is not to be followed is kept and leads nowhere", "[walk]") {
  const ListedSource source{{part_of(3, 2).days(0, 5), part_of(3, 4).since(5), part_of(2, 1)}};
  Walk walk = upward(3);
  walk.follow = [](const Spell& s) { return holds_on(s, Day{7}) != Certainty::no; };
  const Neighbourhood found = run(walk, source);
  CHECK(found.entities() == ids({3, 4}));
  CHECK(found.spells().size() == 2);
}

TEST_CASE("cycles end, and nobody is never reached", "[walk]") {
  const ListedSource source{
      {part_of(1, 2), part_of(2, 3), part_of(3, 1), part_of(3, 3), part_of(2, 0)}};
  const Neighbourhood found = run(upward(1), source);
  CHECK(found.entities() == ids({1, 2, 3}));
  CHECK(found.levels() == 3);
  CHECK(found.spells().size() == 5);
}

TEST_CASE("a walk from nobody, or without steps, asks nothing", "[walk]") {
  const ListedSource source = company();
  CHECK(run({.seeds = {EntityId::none}, .steps = upward(4).steps}, source).entities().empty());
  CHECK(run({.seeds = {}, .steps = upward(4).steps}, source).levels() == 0);
  CHECK(run({.seeds = ids({4, 4}), .steps = {}}, source).entities() == ids({4}));
  CHECK(source.asked.empty());
}

TEST_CASE("a spell met twice is kept once, even if the source numbers it anew", "[walk]") {
  ListedSource source{{oversees(9, 1), part_of(2, 1), part_of(2, 1).days(0, 5), part_of(2, 1)}};
  source.renumbers = true;
  const Neighbourhood found =
      run({.seeds = ids({2}),
           .steps = {{.hop = {.out = parts,
                              .in = KindSet(StatementKind::oversees, StatementKind::part_of)},
                      .times = any_number}}},
          source);
  CHECK(found.entities() == ids({2, 1, 9}));
  CHECK(found.spells().size() == 3);  // the two of the same content are one
}

TEST_CASE("the graph of a walk answers for any day, also after it was moved", "[walk]") {
  LocalGraph made(
      run({.seeds = ids({1, 7}),
           .steps = {{.hop = {.in = KindSet(StatementKind::part_of, StatementKind::oversees)},
                      .times = any_number}}},
          ListedSource{{part_of(2, 1).since(3), oversees(9, 2)}}));
  const AsOfView view = made.on(Day{4});
  const LocalGraph local = std::move(made);
  REQUIRE(view.below(id(1)).size() == 1);
  CHECK(local.on(Day{2}).below(id(1)).empty());
  CHECK(local.within(Day{0}, Day{4}).in(id(2), StatementKind::oversees).size() == 1);
  CHECK(local.graph().vertex_of(id(7)) != no_vertex);
  CHECK(local.found().levels() == 3);
}

TEST_CASE("law: a walk down finds what a view of everything shows below", "[walk]") {
  rc::prop("on any spells", [] {
    const ListedSource source(any_spells(8, {StatementKind::part_of, StatementKind::owns}));
    const Day day{*rc::gen::inRange(0, 12)};
    const LocalGraph whole(
        run({.seeds = ids({1, 2, 3, 4, 5, 6, 7, 8}),
             .steps = {{.hop = {.out = parts, .in = parts}, .times = any_number}}},
            source));
    for (unsigned root = 1; root <= 8; ++root) {
      source.asked.clear();
      Walk walk{.seeds = {id(root)}, .steps = {{.hop = {.in = parts}, .times = any_number}}};
      walk.follow = [&](const Spell& s) { return !s.dotted && holds_on(s, day) != Certainty::no; };
      const LocalGraph local(run(walk, source));
      RC_ASSERT(source.asked.size() == static_cast<std::size_t>(local.found().levels()));

      std::set<EntityId> walked{id(root)}, seen{id(root)};
      for (const EntityId e : local.found().entities()) walked.insert(e);
      for (const Reached& r : whole.on(day).below(id(root))) seen.insert(r.entity);
      RC_ASSERT(walked == seen);
      RC_ASSERT(local.on(day).below(id(root)).size() + 1 == seen.size());
    }
  });
}
