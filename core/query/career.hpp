// Every post, charge and membership of a person, in order of time.
#pragma once

#include <memory>
#include <vector>

#include "core/query/tenure.hpp"

namespace reorg {

enum class PositionKind { post, charge, membership };  // holds, oversees, member_of
std::string_view word(PositionKind);

// Something a person does: a post held, an organization overseen, one belonged to.
struct Position {
  PositionKind kind = PositionKind::post;
  EntityId post = EntityId::none;          // of a post
  EntityId organization = EntityId::none;  // the post's, or the one overseen or belonged to;
                                           // none: not known
  std::string capacity;                    // of a charge: head, chair, above, deputy
  const Spell* spell = nullptr;
};
// What a spell of a person says of this; the spell is holds, oversees or member_of.
Position position_of(const Scene&, const Spell&);

// Another row held at the same time.
struct Meeting {
  std::size_t row = 0;  // its index in the answer
  Stretch both;         // when, and how certain that there is such a day
};

struct CareerRow {
  Position position;
  Tenure tenure;
  std::vector<Meeting> meetings;  // in order of rows
};

struct CareerAnswer {
  EntityId person = EntityId::none;
  std::vector<CareerRow> rows;
  // When no post and no charge is known, between the first and the last. Memberships do not count:
  // a founder remains one.
  std::vector<Gap> gaps;
};

std::unique_ptr<Scene> career_scene(const RelationSource&, EntityId person, const AsOf&);

// All that touches the scene's days; on one day certain rows come first. Two rows meet if they
// overlap at all, also outside these days.
CareerAnswer career(const Scene&, EntityId person);

}  // namespace reorg
