#include "core/diff/diff.hpp"

#include <algorithm>
#include <set>

#include "core/diff/gathering.hpp"
#include "core/diff/in_between.hpp"
#include "core/diff/passed_on.hpp"

namespace reorg {
namespace {

std::vector<LoggedEvent> events_of(const EventSource& source, const std::vector<Turn>& turns,
                                   const Between& days) {
  std::set<EventId> ids;
  for (const Turn& t : turns) ids.insert(t.bound().event);
  ids.erase(EventId::none);
  if (ids.empty()) return {};
  return gather(source, std::vector<EventId>(ids.begin(), ids.end()),
                days.known_at.value_or(after_all));
}

std::set<EntityId> posts_among(const RelationSource& source, const std::vector<Turn>& turns) {
  std::set<EntityId> all;
  for (const Turn& t : turns) {
    all.insert(t.spell->subject);
    all.insert(t.spell->object);
  }
  all.erase(EntityId::none);
  std::set<EntityId> posts;
  for (const Entity& e : source.entities(std::vector<EntityId>(all.begin(), all.end()))) {
    if (e.kind == EntityKind::post) posts.insert(e.id);
  }
  return posts;
}

}  // namespace

Differences diff(const RelationSource& source, const EventSource& events, const Between& days,
                 EntityId about) {
  Gathered gathered =
      about == EntityId::none ? everything(source, days) : part_around(source, days, about);
  Differences result;
  result.spells = std::move(gathered.spells);
  const auto [first, last] = std::minmax(days.before, days.after);
  const std::vector<Turn> all = turns(result.spells, first, last);
  result.events = events_of(events, all, days);
  result.lines = differences(all, result.events, posts_among(source, all));
  const SeatSpells seats(result.spells);
  for (Difference& d : result.lines) tell_in_between(d, seats);
  if (days.after < days.before)
    for (Difference& d : result.lines) d = backwards(std::move(d));
  std::ranges::move(passed_on(source, days, result.lines, gathered.scope),
                    std::back_inserter(result.lines));
  result.scope = std::move(gathered.scope);
  result.unchanged = unchanged(source, days, result);
  result.scene = scene_of(source, days, result.lines, about);
  return result;
}

}  // namespace reorg
