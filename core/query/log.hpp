// What happened, by event: to everything, or to one entity and all that was ever below it.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/query/events.hpp"
#include "core/query/plain_days.hpp"

namespace reorg {

// Newest first; what has no date stands last. In the stretch of as_of lies
//   - what takes, or may take, effect within it;
//   - what was announced within it and takes effect at another time, or was withdrawn: then it
//     stands at its announcement;
//   - plans, rumours, withdrawals and denials of those days;
//   - beginnings and ends of which no event is recorded, unless one side of the date is open.
//
// `about`: an organization, with those below it at any time within the stretch, their posts, and
// whoever was over them, as long as he or she was; or one person, or one post; none: everything.
// `verb`: only changes of this kind.
//
//   Log log(source, events, about, verb, as_of);
//   for (auto some = log.take(1000); !some.empty(); some = log.take(1000)) …
//
// Events are gathered when it is made; of facts without an event only their days, for a table tells
// millions of them.
class Log {
 public:
  // `alive`: called now and then.
  Log(const RelationSource&, const EventSource&, EntityId about, std::optional<Verb>, const AsOf&,
      const std::function<void()>& alive = {});

  // Until something is taken. Those without an event have neither facts nor sources yet.
  const std::vector<LoggedEvent>& entries() const { return entries_; }
  void keep(const std::function<bool(Certainty)>& wanted);  // before anything is taken

  // The next ones, whole: until they tell that many changes and facts, but one at least; none when
  // all are taken.
  std::vector<LoggedEvent> take(std::size_t facts);
  std::size_t taken() const { return taken_; }

 private:
  void choose(const std::function<bool(const LoggedEvent&)>& wanted);

  std::vector<LoggedEvent> entries_;
  std::vector<std::size_t> day_of_;  // of each entry: which of the days, if it has no event
  PlainDays plain_;
  std::vector<PlainDays::Entry> days_;
  std::size_t taken_ = 0;
};

// All of it at once.
std::vector<LoggedEvent> log(const RelationSource&, const EventSource&, EntityId about,
                             std::optional<Verb> verb, const AsOf&);

// An organization and those below it at any time within the stretch, with their posts, and those
// who oversee or hold any of it; for a person or a post only itself.
class Circle {
 public:
  Circle(const RelationSource&, EntityId, const AsOf&);

  std::vector<EntityId> everybody() const;
  const std::vector<EntityId>& inside() const { return inside_; }  // without the people over it
  // Whether the change is about any of it. People count for what concerns people alone, and only
  // while they are over it.
  bool concerns(const LoggedChange&, const Event&) const;
  bool concerns(const LoggedEvent&) const;

 private:
  bool is_inside(EntityId id) const;

  struct Charge {
    EntityId person;
    Day first, last;
  };
  std::vector<EntityId> inside_;  // sorted
  std::vector<Charge> charges_;
};

}  // namespace reorg
