// What can be said only when all files have been read.
#include <algorithm>
#include <unordered_map>

#include "core/format/sections.hpp"

namespace reorg::format {
namespace {

// The day on which each withdrawn event stops being known; reports those that nobody knows.
std::unordered_map<std::string, Day> withdrawn_events(Reading& reading) {
  std::unordered_map<std::string, Day> ends;
  std::vector<std::string> keys = reading.directory().event_keys();
  for (const auto& [key, id] : reading.events) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  for (const auto& [id, place] : reading.withdrawals) {
    const Event& event = reading.batch.events[number(id) - 1];
    if (reading.events.contains(event.target)) {
      const auto [end, is_new] = ends.emplace(event.target, event.known);
      end->second = std::min(end->second, event.known);
    } else if (!reading.directory().event(event.target) && !reading.may_be_declared(event.target)) {
      reading.problems.add(place, "unknown event " + quoted(event.target) +
                                      "; give the event that is meant this 'id'" +
                                      did_you_mean(event.target, keys));
    }
  }
  return ends;
}

}  // namespace

void settle_withdrawals(Reading& reading) {
  const auto ends = withdrawn_events(reading);
  if (ends.empty()) return;
  auto& events = reading.batch.events;
  for (Event& event : events) {
    const auto end = ends.find(event.key);
    if (end != ends.end()) event.known_until = end->second;
  }
  for (Statement& s : reading.batch.statements) {
    if (s.event != EventId::none) s.known_until = events[number(s.event) - 1].known_until;
  }
}

}  // namespace reorg::format
