// Two days compared: fetching what may differ, and telling it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "core/diff/difference.hpp"
#include "core/query/scene.hpp"

namespace reorg {

// The two days, and what may be known of them. `before` may be the later one: then the answer is
// told backwards in time.
struct Between {
  Day before, after;
  std::optional<Day> known_at;  // none: everything recorded
  Day today;
};

// How many there are on either day, and of how many nothing differs.
struct Unchanged {
  std::size_t organizations = 0, posts = 0, people = 0;
  std::size_t all() const { return organizations + posts + people; }
};

struct Differences {
  std::vector<LoggedEvent> events;  // those that the lines name
  std::vector<Difference> lines;
  std::vector<EntityId> scope;  // sorted; empty: everything
  Unchanged unchanged;
  // Names and kinds of everybody whom the lines name; on the day `before` things are called as on
  // that day (Scene::name is that of the later day).
  std::unique_ptr<Scene> scene;
  // What the turns of the lines point to.
  std::vector<Spell> spells;
};

// What differs. `about`: an organization and all that was below it on either of the days, with
// their posts and whoever was over them; a person or post alone; none: everything.
//
// Costs what changed: without `about`, the spells that have a bound between the days (law 4); with
// it, what lies below.
Differences diff(const RelationSource&, const EventSource&, const Between&,
                 EntityId about = EntityId::none);

}  // namespace reorg
