// What became of organizations, and where they came from: successors through mergers, splits,
// dissolutions and the like (R13, R14). Renames and moves are none: identity goes on.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/query/scene.hpp"

namespace reorg {

// One change that leads from an organization to another.
struct SuccessionStep {
  EntityId original = EntityId::none;
  EntityId result = EntityId::none;  // none: it was dissolved, and into what is not told
  const Told* told = nullptr;
  bool ends = false;                // the original ended by it
  bool begins = false;              // the result began by it
  std::vector<const Told*> handed;  // transfers of the same event between the two

  // Whether what became of the result also became of the original, or the other way round: members
  // of a new group, and those who live on in a merger, have a history of their own.
  bool leads_on() const;
};

// The steps that changes tell of, in their order: merge, split, dissolve, group, found … from, and
// spin_off. Not plans, rumours, transfers, nor what is withdrawn or outranked by a rival. Whether a
// step ends or begins something is read from the scene's existences; false for whom it lacks.
std::vector<SuccessionStep> succession_steps(const Scene&, std::span<const Told>);

// ---- R13: one step, for an answer about an organization that does not live on the day
// ------------

struct Relative {
  EntityId organization = EntityId::none;
  bool origin = false;  // it came from this one; else it became this one
  Told told;
};

// What became of an organization that no longer lives on the day, or what it came from when it does
// not live yet; empty for the living.
std::vector<Relative> relatives(const RelationSource&, const Scene&, EntityId organization);

// ---- all steps ----------------------------------------------------------------------------------

enum class Heading { became, origins };

// The changes that succession leads through from an organization, and everybody they name. One call
// for the changes of each level.
struct Lineage {
  std::unique_ptr<Scene> scene;
  std::vector<Told> told;
};
Lineage fetch_lineage(const RelationSource&, EntityId organization, Heading, const AsOf&);

// A step as it stands in the tree of them, below the organization asked about.
struct Descent {
  SuccessionStep step;
  int depth = 0;                        // 0: a step of that organization itself
  Certainty certainty = Certainty::no;  // that it had happened by the last day asked about, and all
                                        // steps above it
  bool projected = false;               // R10
  bool repeated = false;                // what follows stands further up
  EntityId other(Heading h) const { return h == Heading::became ? step.result : step.original; }
};

struct Succession {
  Life life = Life::unstated;
  std::vector<Descent> steps;  // depth first, by date
  // became, when it no longer lives: whom it became through steps that each ended their original,
  // down to those who are not gone on the day.
  std::vector<EntityId> heirs;
  std::vector<EntityId> parents;       // origins: those it began from, next to it
  std::vector<const Told*> founded;    // origins: its own foundation, when nothing stood before it
  std::vector<const Told*> transfers;  // of the organization, beside those within steps
};

Succession succession(const Lineage&, EntityId organization, Heading);

// What an organization was called on a day, in the language that the scene names it in.
std::string name_on(const Scene&, EntityId, Day);

}  // namespace reorg
