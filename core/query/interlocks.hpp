// Who holds several positions at once, in one structure or in two: interlocks.
//
// The word is that of the study of boards, where two companies are interlocked by a director whom
// they share; here every post, charge and membership counts.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/query/career.hpp"

namespace reorg {

struct HeldAtOnce {
  Position position;
  Tenure tenure;
};

// Two positions with a day in common within the scene's days.
struct AtOnce {
  std::size_t first = 0, second = 0;  // indices of `positions`; of two structures: one in each
  Stretch both;                       // all the time in common
  Certainty certainty = Certainty::no;
};

struct Interlock {
  EntityId person = EntityId::none;
  std::vector<HeldAtOnce> positions;  // in order of time; only those that are in some pair
  std::vector<AtOnce> pairs;
  Certainty certainty = Certainty::no;  // of the surest pair
  bool across = false;                  // some pair is in two organizations
};

// Posts and charges of these people, anywhere. What nobody holds at once with another is not kept,
// so that the scene is as small as its answer.
std::unique_ptr<Scene> interlocks_scene(const RelationSource&, std::span<const EntityId> people,
                                        const AsOf&);
// Posts in, charges over and memberships of an organization, or two, and all below.
std::unique_ptr<Scene> interlocks_scene_below(const RelationSource&,
                                              std::span<const EntityId> roots, const AsOf&);

// People with two or more posts or charges at once: those in several organizations first, then
// certain before possible, by name.
std::vector<Interlock> interlocks(const Scene&);
// The same of those within an organization and below it alone.
std::vector<Interlock> interlocks_within(const Scene&, EntityId organization);
// People with a position within each of two at once, memberships among them. Where the positions
// lay is asked of the time in common. When one of the two lies in the other, the larger is taken
// without it.
std::vector<Interlock> interlocks_between(const Scene&, EntityId first, EntityId second);

}  // namespace reorg
