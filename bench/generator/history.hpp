// An invented history of many groups of companies, 1990 to 2025, in memory.
//
// Sizes of groups follow a power law: 88 of 100 have 1 to 5 organizations, one has a quarter of N,
// 25,000 at most. Every relation lies within the lives of what it joins; an organization has one
// parent and one head at a time and neither of them twice; no organization is below itself.
#pragma once

#include <cstdint>
#include <vector>

#include "bench/generator/calendar.hpp"

namespace bench {

struct Organization {
  Day from = 0;
  Day until = open_end;
  std::uint32_t group = 0;
  std::uint8_t level = 0;  // 0: the top of its group; a parent's level is lower than its child's
  std::uint8_t names = 1;  // how many in turn
  Day renamed[2] = {open_end, open_end};
};

struct Group {
  std::uint32_t first = 0;  // organization, its top
  std::uint32_t size = 0;
};

enum class Kind : std::uint8_t { part_of, oversees, owns, member_of };

struct Relation {
  std::uint32_t subject = 0;  // an entity: organizations come first, then people
  std::uint32_t object = 0;   // an organization
  std::uint32_t tag = 0;      // chance: its place among the rows of a day, and its source
  Day from = 0;
  Day until = open_end;
  std::uint16_t detail = 0;  // a role's number; owns: the share in tenths of a per cent
  Kind kind = Kind::part_of;
};

struct History {
  std::uint32_t people = 0;
  std::vector<Organization> organizations;  // a group's lie together, the largest group first
  std::vector<Group> groups;
  std::vector<Relation> relations;  // by day, within a day by chance

  std::uint32_t entities() const {
    return static_cast<std::uint32_t>(organizations.size()) + people;
  }
};

inline constexpr std::uint32_t roles = 6;  // of heads

// `changed`: how many relations of 10,000 are told otherwise, in another role, with another share
// or of other days. All else is as it would be without.
History invented(std::uint32_t entities, std::uint64_t seed, std::uint32_t changed);

}  // namespace bench
