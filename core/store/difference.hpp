// What an import has changed so far, and so what must be worked out anew before it is done.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/store/connection.hpp"
#include "core/store/tally.hpp"

namespace reorg::sql {

struct Difference {
  explicit Difference(Connection& c, std::int64_t revision_number)
      : tally(c), revision(revision_number) {}

  // A statement comes, goes or is told otherwise: its seats are those of its entities, of its
  // rivals and, when a person leaves, of everything that the person may have had.
  void touch(StatementKind kind, EntityId subject, EntityId object, EntityId capacity_of,
             const std::string& claim) {
    for (const EntityId e : {subject, object, capacity_of}) {
      if (e != EntityId::none) touched.insert(e);
    }
    if (kind == StatementKind::leaves) leavers.insert(subject);
    if (!claim.empty()) claims.insert(claim);
  }

  Tally tally;
  std::int64_t revision;
  bool substance = false;  // more than places in a file
  // Literals that came, went or are told otherwise, by content: no tally is kept of them.
  std::size_t literals_added = 0, literals_removed = 0, literals_changed = 0;
  std::set<EntityId> touched;
  std::set<EntityId> leavers;
  std::set<std::string> claims;
  std::set<std::string> events;  // keys of events that came, went or changed, and their targets
  std::set<EntityId> perhaps_unused;  // lost something that referred to them
  std::set<SourceId> sources_perhaps_unused;
  std::vector<std::pair<EventId, std::int64_t>> dropped_events;  // with the file that told them
  std::set<std::string> files;  // imported now: their findings are reported
};

}  // namespace reorg::sql
