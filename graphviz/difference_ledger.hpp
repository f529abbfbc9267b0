// What the lines of a difference say of each organization: the ground of a chart of two days.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "graphviz/difference_chart.hpp"

namespace reorg::charts {

// In order of weight: a card has room for two.
enum class BadgeRank { life, place, name, sort, head, chair, people };

struct Badge {
  BadgeRank rank = BadgeRank::life;
  std::string text;  // "NEW", "POSSIBLY RENAMED"
};

// Somebody came to a seat at the top of an organization, left it, or goes on in another role.
struct SeatChange {
  const Difference* line = nullptr;
  EntityId was = EntityId::none, is = EntityId::none;
  EntityId post = EntityId::none;  // by virtue of which; none: none, or the organization itself
  std::string capacity;            // head, chair, above, deputy; empty: a member, or another post
};

struct UnitEntry {
  Mark mark = Mark::none;
  Certainty certainty = Certainty::certain;  // of the mark
  std::vector<Badge> badges;
  std::string old_name;
  std::string sort;  // "segment → business group"; empty: as on the day
  std::vector<std::string> notes;
  std::vector<SeatChange> seats;
  std::vector<const Difference*> lines;
  bool own_card = false;  // there is more to tell than that it moved
};

// A unit that came under another, or left one, and went on existing.
struct Moving {
  EntityId who = EntityId::none;
  EntityId from = EntityId::none, to = EntityId::none;  // either may be none
  Certainty certainty = Certainty::certain;
  const Difference* line = nullptr;
};

struct Dissolution {
  std::string badge;
  Certainty certainty = Certainty::certain;
  std::vector<EntityId> into;
  const Difference* line = nullptr;
};

struct Ledger {
  std::map<EntityId, UnitEntry> entries;
  std::vector<Moving> moves;
  std::map<EntityId, Dissolution> endings;
};

Ledger ledger(const TwoDays&, const LineWords&, const Shown&);

// As called on the earlier or the later of the days, by its acronym if it has one.
std::string short_name(const TwoDays&, EntityId, bool earlier, const Shown&);
// "A", "A and B", "A, B and C".
std::string listed(const std::vector<std::string>&);

}  // namespace reorg::charts
