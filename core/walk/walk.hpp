// What a question needs to know of a graph too large to load, and how it is fetched.
#pragma once

#include <functional>
#include <limits>
#include <unordered_map>
#include <vector>

#include "core/walk/relation_source.hpp"

namespace reorg {

struct Arrival {
  EntityId entity = EntityId::none;
  int level = 0;  // 0 for a seed
};

// What a walk found: relation spells, also such as were not followed, and the entities it went
// through.
class Neighbourhood {
 public:
  const std::vector<Spell>& spells() const { return spells_; }  // each once, in order of finding
  const std::vector<Arrival>& reached() const { return reached_; }  // each once, seeds first
  int levels() const { return levels_; }                            // calls to the source
  bool has(EntityId) const;
  int level_of(EntityId) const;  // -1 for an entity not reached
  std::vector<EntityId> entities() const;

  // Adds what is not there yet; whether it was added. A spell is the same if it says the same:
  // sources may number a spell anew in each call.
  bool add(Spell);
  bool reach(EntityId, int level);  // EntityId::none is never reached
  void count_level() { ++levels_; }

 private:
  std::vector<Spell> spells_;
  std::vector<Arrival> reached_;
  std::unordered_map<EntityId, int> level_of_;
  std::unordered_multimap<std::size_t, std::size_t> same_ends_;  // hash of the ends → spells_ index
  int levels_ = 0;
};

inline constexpr int any_number = std::numeric_limits<int>::max();

// From whom a step starts: those that the step before it reached, or everybody reached so far.
enum class Whom { newest, everyone };

// One hop, taken `times` times or until nothing new is reached.
struct Step {
  Hop hop;
  int times = 1;
  Whom whom = Whom::newest;  // concerns the first time; later ones start from the newest
};

// Data, but for its two rules. Up from a unit to the top, then everyone who oversees any of it:
//
//   Walk walk;
//   walk.seeds = {cloud};
//   walk.steps = {{.hop = {.out = KindSet(StatementKind::part_of)}, .times = any_number},
//                 {.hop = {.in = KindSet(StatementKind::oversees)}, .whom = Whom::everyone}};
//   walk.follow = [&](const Spell& s) { return holds_on(s, day) != Certainty::no && !s.dotted; };
struct Walk {
  std::vector<EntityId> seeds;
  std::vector<Step> steps;
  // Which spells lead on to their other end; without it, all. The others are kept, not followed.
  std::function<bool(const Spell&)> follow = {};
  // Asked after each level: is this enough? Without it, never.
  std::function<bool(const Neighbourhood&)> enough = {};
  Window window = {};  // of every hop; then `follow` must not follow what lies outside
};

// Takes the steps in order, with one call to `relations` per level and none for an empty frontier.
// No entity starts the same step twice, so cycles end. Passes on what the source throws.
Neighbourhood run(const Walk&, const RelationSource&);

}  // namespace reorg
