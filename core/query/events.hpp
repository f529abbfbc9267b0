// What happened, by event: shared by the log, the plans and the history of one entity (R10, R14).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/query/scene.hpp"
#include "core/walk/event_source.hpp"

namespace reorg {

// One change, told once however many files and sources tell it (R4).
struct LoggedChange {
  Change change;  // as it is told best: with the narrowest date
  std::vector<Statement> said;
  std::vector<SourceId> sources;
};

struct LoggedEvent {
  Event event;  // id none: plain statements, of which no event is recorded
  std::vector<LoggedChange> changes;
  std::vector<Statement> plain;  // without an event: what begins, or ends, on that date
  bool plain_ends = false;
  Standing standing = Standing::agreed;  // among rivals, as known
  Day taken_back = after_all;            // withdrawn or denied on this day, as known
  std::string about;                     // a withdrawal or denial: what it ends, in words
  std::size_t elsewhere = 0;             // further changes, that concern none of those asked about
  std::vector<SourceId> sources;         // of the event and its changes, without repeats

  // Where it stands in a log.
  std::optional<Date> date;
  bool by_announcement = false;              // `date` is that of its announcement
  Certainty certainty = Certainty::certain;  // that the date lies within the stretch

  bool is_plain() const { return event.id == EventId::none; }
  // Said to be so from a day on that had not come on this day.
  bool is_ahead_on(Day d) const {
    return event.type == EventType::change && event.effective && event.effective->latest > d;
  }
  bool is_sighting() const;  // it only says what was seen
};

// The day of knowledge: everything recorded when none was asked for.
Day knowledge_of(const AsOf&);

// These events and those that withdraw or deny them or that they withdraw or deny, as known on the
// day; undated in time (`date` is not set), in no order.
std::vector<LoggedEvent> gather(const EventSource&, std::span<const EventId>, Day known_at);

// Tells what several events tell of the same days only once, with all sources, under the event that
// knows the day best; events that have nothing else to tell are gone (R4).
void corroborate(std::vector<LoggedEvent>&);

// The events whose changes name the entity, with these changes alone, oldest first: announcements,
// plans, rumours, what was transferred or remarked.
std::vector<LoggedEvent> chronicle(const EventSource&, EntityId, Day known_at);

// Whom these name, and where they and their posts were: what is needed to tell them in words; with
// `also`, unless that is none.
std::unique_ptr<Scene> events_scene(const RelationSource&, std::span<const LoggedEvent>,
                                    const AsOf&, EntityId also = EntityId::none);

// Everybody whom a change names, each once.
std::vector<EntityId> parties(const LoggedChange&);

}  // namespace reorg
