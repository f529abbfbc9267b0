#include "core/query/events_behind.hpp"

#include <algorithm>
#include <set>

namespace reorg {

std::vector<Told> events_behind(const RelationSource& source,
                                std::span<const Spell* const> spells) {
  std::set<EntityId> entities;
  std::set<EventId> events;
  for (const Spell* s : spells) {
    entities.insert({s->subject, s->object});
    events.insert({s->from.event, s->until.event});
  }
  entities.erase(EntityId::none);
  const std::vector<EntityId> asked(entities.begin(), entities.end());
  std::vector<Told> result;
  for (Told& t : source.changes(asked)) {
    if (events.erase(t.event.id) > 0) result.push_back(std::move(t));
  }
  return result;
}

const Told* find_event(std::span<const Told> events, EventId id) {
  const auto at = std::ranges::find_if(events, [&](const Told& t) { return t.event.id == id; });
  return id == EventId::none || at == events.end() ? nullptr : &*at;
}

}  // namespace reorg
