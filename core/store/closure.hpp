// All that must be known to resolve the spells that touch some entities, and nothing more.
#pragma once

#include <set>
#include <span>

#include "core/store/connection.hpp"
#include "core/walk/dossier_source.hpp"

namespace reorg::sql {

// At most eight look-ups, however many entities, each among all records of them (records.hpp):
//   1. what touches them: their seats;
//   2. of those on the other end: their lifetimes, their own seats and who else sits in them;
//   3. who left what, of everyone met so far: `leaves` names no seat, but ends what was held in
//   one; of those who left, what they had to leave, and where their posts are;
//   4. how long all of these lived;
//   5. the rivals of all these, which may outrank them;
//   6. which posts several may hold.
// Spells of other entities that these statements would give are not complete.
using Closure = Dossier;
Closure closure_of(Connection&, std::span<const EntityId>);

// Whose spells may change when these seats, leavers and claims do; all records of them.
struct Reach {
  std::set<EntityId> touched;
  std::set<EntityId> leavers;
  std::set<std::string> claims;
};
std::vector<EntityId> reached(Connection&, Reach);
// What is said of the days first..last (both included) and known on K.
Reach told_within(Connection&, Day first, Day last, Day known_at);

extern const char* const touching_sql;
extern const char* const neighbours_sql;
extern const char* const leaving_sql;
extern const char* const left_sql;
extern const char* const posts_in_sql;
extern const char* const living_sql;
extern const char* const rivalling_sql;

}  // namespace reorg::sql
