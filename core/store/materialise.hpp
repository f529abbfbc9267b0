// The spells of latest knowledge, kept in step with the statements.
#pragma once

#include <algorithm>
#include <span>

#include "core/store/connection.hpp"
#include "core/timeline/resolve.hpp"

namespace reorg::sql {

// Works out anew every spell that touches these entities and writes what differs. Returns what is
// odd about them: each finding names at least one statement that touches them.
struct Odd {
  Finding finding;
  std::vector<Place> places;
};
std::vector<Odd> materialise(Connection&, std::span<const EntityId>);
// The same, and nothing is written.
std::vector<Odd> odd_about(Connection&, std::span<const EntityId>);

// So that memory is bounded, however many entities there are: each portion's seats, with all that
// bears on them, are in memory at once.
template <class Work>
void for_each_portion(std::span<const EntityId> entities, Work work) {
  constexpr std::size_t portion = 1000;
  while (!entities.empty()) {
    const auto now = entities.first(std::min(portion, entities.size()));
    work(now);
    entities = entities.subspan(now.size());
  }
}

// All names, identifiers and keys of these entities, and what each is called now. Requires: the
// other records of each are among them.
void write_names(Connection&, std::span<const EntityId>);
// Of entities that nothing tells of any more.
void drop_names(Connection&, std::span<const EntityId>);

// From the table of names as versions 1 and 2 of the schema had it.
void fold_names_anew(SQLite::Database&);

}  // namespace reorg::sql
