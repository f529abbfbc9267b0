// The structure up and down from an organization, each level with its heads.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/query/overseers.hpp"

namespace reorg {

// What is below the roots, at most `depth` levels, with whoever oversees each.
std::unique_ptr<Scene> tree_scene(const RelationSource&, std::span<const EntityId> roots, int depth,
                                  const AsOf&);

// What is above, to the top, likewise.
std::unique_ptr<Scene> chain_scene(const RelationSource&, EntityId organization, const AsOf&);

struct Node {
  EntityId organization = EntityId::none;
  int depth = 0;
  Certainty certainty = Certainty::certain;  // of the line to its parent
  const Spell* line = nullptr;               // part_of; null for a root
  bool repeated = false;  // it stands elsewhere in the tree too, or the line closes a cycle
  std::vector<OverseerRow> overseers;
};

// Depth first, children by name. An organization with several parents stands under each; below the
// first only it is unfolded.
std::vector<Node> tree(const Scene&, std::span<const EntityId> roots, int depth);

// Of these roots those that a tree of everything shows: alive, with something below them.
std::vector<EntityId> worth_a_tree(const Scene&, std::span<const EntityId> roots);

// The organization itself, then level by level to the top.
std::vector<Node> chain(const Scene&, EntityId organization);

// What a person or post (`who`) oversees: directly, through the posts held, and what is below that.
struct Overseen {
  EntityId organization = EntityId::none;
  EntityId post = EntityId::none;     // by virtue of which
  EntityId through = EntityId::none;  // the organization above it that is overseen; none = directly
  int depth = 0;
  Certainty certainty = Certainty::no;
  OverseerRow row;                     // of the direct oversight
  const Spell* line = nullptr;         // part_of, when through another
  std::vector<OverseerRow> own_heads;  // who heads it directly, when through another
};

std::unique_ptr<Scene> oversees_scene(const RelationSource&, EntityId who, const AsOf&);
std::vector<Overseen> oversees(const Scene&, EntityId who);

}  // namespace reorg
