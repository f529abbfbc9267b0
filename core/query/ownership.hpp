// Who owns an organization, and what somebody owns: the shares as stated, what they come to through
// chains and loops, and who controls by majority. The arithmetic, with its sources, is in
// core/query/shares.hpp.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/query/scene.hpp"
#include "core/query/shares.hpp"

namespace reorg {

enum class Direction { owners, owned };
enum class Reach { direct, through_chains };

// The owners of an organization and theirs, all the way up; or what somebody owns, all the way
// down, with the other owners of each, for what they hold limits what nobody knows. One call a
// level.
std::unique_ptr<Scene> ownership_scene(const RelationSource&, EntityId, Direction, Reach,
                                       const AsOf&);

// Both directions at once; or every stake that any of these has. With whoever heads the
// organizations among them. One call a level.
std::unique_ptr<Scene> ownership_scene_around(const RelationSource&, EntityId, const AsOf&);
std::unique_ptr<Scene> ownership_scene_of(const RelationSource&, std::span<const EntityId> owners,
                                          const AsOf&);

// One share as the sources state it: one spell.
struct DirectStake {
  EntityId owner = EntityId::none;
  EntityId organization = EntityId::none;
  const Spell* spell = nullptr;  // aspect: shares, votes, control; value: as stated; role: held
  Share share;
  Certainty certainty = Certainty::no;
  bool projected = false;  // R10
  std::vector<const Spell*> conflicts;
};

// What somebody owns in all: directly, and through what is owned.
struct EffectiveStake {
  EntityId owner = EntityId::none;
  EntityId organization = EntityId::none;
  Share share;  // on whichever day of the period, however the shares are within their ranges
  Certainty certainty = Certainty::no;  // certain: along relations that are all certain
  bool direct = false;                  // the owner also has a share of its own
  bool indirect = false;                // it has one through others
  std::optional<bool> ultimate;         // whether nobody is recorded to own the owner; not asked
                                        // when the question is what is owned
};

// The votes that somebody disposes of: its own, and those of what it controls.
struct ControlStake {
  EntityId owner = EntityId::none;
  EntityId organization = EntityId::none;
  Share votes;
  std::vector<EntityId> through;  // controlled companies that vote with it, possible ones included
};

struct Ownership {
  // On a day certain before possible; greater before smaller, several of one owner by beginning.
  std::vector<DirectStake> direct;
  std::vector<EffectiveStake> effective;  // greater first; nobody of whom 0 % is certain
  std::vector<ControlStake> control;      // likewise
  // Owners of one organization on one day: the part of its shares of which nobody is recorded to
  // be the owner. Absent when that is certainly nothing.
  std::optional<Share> rest;
  // Organizations whose shares, as stated, come to more than 100 %.
  std::vector<EntityId> overfull;
  bool loops = false;  // somebody owns a share of itself through others
};

Ownership owners(const Scene&, EntityId organization);
Ownership owned(const Scene&, EntityId owner);

// Every stake of the scene, those of nothing left out; in the order of Ownership::direct.
std::vector<DirectStake> stakes(const Scene&);

}  // namespace reorg
