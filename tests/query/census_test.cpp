// How much holds on a day and hangs together: as counting the spells one by one says.
#include "core/query/census.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "tests/graph/image_content.hpp"
#include "tests/property.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

// Everybody whom relations that may hold join to this one, by going there.
std::set<EntityId> group_of(EntityId who, const std::vector<Spell>& live) {
  std::set<EntityId> group{who};
  for (bool grown = true; grown;) {
    grown = false;
    for (const Spell& s : live) {
      if (s.subject == EntityId::none || s.object == EntityId::none) continue;
      if (group.contains(s.subject)) grown = group.insert(s.object).second || grown;
      if (group.contains(s.object)) grown = group.insert(s.subject).second || grown;
    }
  }
  return group;
}

}  // namespace

TEST_CASE("a census counts what holds and who hangs together") {
  require_for_all(
      [] {
        const ScratchFolder folder;
        const ImageContent content = any_content(*rc::gen::inRange(2, 12));
        write_image(folder / "it.image", {1, 2, 3}, content);
        const auto image = Image::open(folder / "it.image", {1, 2, 3}).image;
        const Day day{*rc::gen::inRange(-8, 25)};

        Census expected;
        std::vector<Spell> live;
        for (const Spell& s : content.all()) {
          if (!is_relation(s.kind) || holds_on(s, day) == Certainty::no) continue;
          Census::Count& count = expected.relations.at(static_cast<std::size_t>(s.kind));
          ++(holds_on(s, day) == Certainty::certain ? count.certain : count.possible);
          live.push_back(s);
        }
        std::set<std::set<EntityId>> groups;
        for (const Entity& e : content.entities) groups.insert(group_of(e.id, live));
        for (const auto& group : groups) {
          if (group.size() == 1)
            ++expected.alone;
          else
            ++expected.groups[group.size()];
        }

        const auto threads = *rc::gen::inRange(1U, 5U);
        const Census told = census(*image, day, threads);
        for (std::size_t k = 0; k < relation_kinds; ++k) {
          RC_ASSERT(told.relations[k].certain == expected.relations[k].certain);
          RC_ASSERT(told.relations[k].possible == expected.relations[k].possible);
        }
        RC_ASSERT(told.groups == expected.groups);
        RC_ASSERT(told.alone == expected.alone);
      },
      property_cases(2));
}
