#include "core/query/log.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

namespace reorg {
namespace {

using Kind = StatementKind;

struct Stretch {
  Day first, last;
};

bool overlaps(const Date& d, const Stretch& s) {
  return d.earliest <= s.last && s.first <= d.latest;
}

// Whom those changes are about whose dates reach beyond the stretch: another event may know the day
// better (R4). And how far these dates reach.
std::vector<EntityId> reaching_beyond(const std::vector<LoggedEvent>& entries, const Stretch& asked,
                                      Stretch& reach) {
  std::set<EntityId> whom;
  for (const LoggedEvent& e : entries) {
    const auto& d = e.event.effective;
    if (!d || !overlaps(*d, asked)) continue;
    if (asked.first <= d->earliest && d->latest <= asked.last) continue;
    reach.first = std::min(reach.first, d->earliest);
    reach.last = std::max(reach.last, d->latest);
    for (const LoggedChange& c : e.changes) {
      if (const auto all = parties(c); !all.empty()) whom.insert(all.front());
    }
  }
  return {whom.begin(), whom.end()};
}

bool puts_at(LoggedEvent& e, const std::optional<Date>& date, bool announced, const Stretch& s) {
  if (!date || !overlaps(*date, s)) return false;
  e.date = date;
  e.by_announcement = announced;
  const bool all_within = s.first <= date->earliest && date->latest <= s.last;
  e.certainty =
      all_within && e.standing == Standing::agreed ? Certainty::certain : Certainty::possible;
  return true;
}

// Where it stands in the log of the stretch; false: nowhere.
bool place(LoggedEvent& e, const Stretch& s) {
  const auto &effective = e.event.effective, &announced = e.event.announced;
  if (!effective && !announced) return s.first == before_all && s.last == after_all;
  if (e.event.type != EventType::change || e.taken_back != after_all) {
    const bool known_by_announcement = announced.has_value();
    return puts_at(e, known_by_announcement ? announced : effective,
                   known_by_announcement && e.event.type == EventType::change, s);
  }
  return puts_at(e, effective, false, s) || puts_at(e, announced, true, s);
}

// A day on which something begins or ends without an event; nothing of it is told yet.
LoggedEvent outline(const PlainDays::Entry& day, const Stretch& s) {
  LoggedEvent e;
  e.plain_ends = day.ends;
  puts_at(e, day.date, false, s);
  return e;
}

void fill(LoggedEvent& e, std::vector<Statement> facts) {
  std::set<SourceId> seen;
  for (const Statement& s : facts) {
    for (const SourceId id : s.sources) {
      if (seen.insert(id).second) e.sources.push_back(id);
    }
  }
  e.plain = std::move(facts);
}

// ---- order and choice ------------------------------------------------------------------------

// Newest first; on one day what has a name, then the longer, then what stands earlier in a file.
bool newer(const LoggedEvent& a, const LoggedEvent& b) {
  const auto day = [](const LoggedEvent& e) {
    if (!e.date) return before_all;
    return e.date->earliest == before_all ? e.date->latest : e.date->earliest;
  };
  const auto rest = [](const LoggedEvent& e) {
    return std::tuple(e.is_plain(), e.is_sighting(), e.event.name.empty(), e.plain_ends,
                      e.event.place.file, e.event.place.line, e.event.id);
  };
  if (day(a) != day(b)) return day(b) < day(a);
  return rest(a) < rest(b);
}

void keep_only(std::vector<LoggedEvent>& entries, Verb verb) {
  for (LoggedEvent& e : entries) {
    e.plain.clear();
    std::erase_if(e.changes, [&](const LoggedChange& c) { return c.change.verb != verb; });
  }
  std::erase_if(entries, [](const LoggedEvent& e) { return e.changes.empty(); });
}

void keep_only(std::vector<LoggedEvent>& entries, const Circle& circle) {
  std::set<std::string> ours;
  for (LoggedEvent& e : entries) {
    const std::size_t all = e.changes.size();
    if (circle.concerns(e)) ours.insert(e.event.key);
    if (!e.event.target.empty() || e.event.type != EventType::change) continue;
    std::erase_if(e.changes, [&](const LoggedChange& c) { return !circle.concerns(c, e.event); });
    e.elsewhere = all - e.changes.size();
  }
  std::erase_if(entries, [&](const LoggedEvent& e) {
    return !ours.contains(e.event.target.empty() ? e.event.key : e.event.target);
  });
}

}  // namespace

// ---- whom it is about ------------------------------------------------------------------------

Circle::Circle(const RelationSource& source, EntityId about, const AsOf& as_of) {
  Walk walk;
  walk.seeds = {about};
  const auto seed = source.entities(walk.seeds);
  if (!seed.empty() && seed.front().kind == EntityKind::organization) {
    walk.steps = {
        {.hop = {{}, KindSet(Kind::part_of)}, .times = any_number, .whom = Whom::newest},
        {.hop = {{}, KindSet(Kind::oversees, Kind::post_in)}, .times = 1, .whom = Whom::everyone},
        {.hop = {{}, KindSet(Kind::holds)}, .times = 1, .whom = Whom::newest}};
  }
  // What ended on the first day had its last day the day before, and that is what happened.
  walk.follow = [&](const Spell& s) {
    return holds_within(s, as_of.first - 1, as_of.last) != Certainty::no;
  };
  const Neighbourhood found = run(walk, source);
  std::set<EntityId> people;
  for (const Entity& e : source.entities(found.entities())) {
    if (e.kind == EntityKind::person && e.id != about)
      people.insert(e.id);
    else
      inside_.push_back(e.id);
  }
  std::ranges::sort(inside_);
  for (const Spell& s : found.spells()) {
    if (people.contains(s.subject) && (s.kind == Kind::oversees || s.kind == Kind::holds))
      charges_.push_back({s.subject, s.from.earliest, s.until.latest});
  }
}

std::vector<EntityId> Circle::everybody() const {
  std::set<EntityId> all(inside_.begin(), inside_.end());
  for (const Charge& c : charges_) all.insert(c.person);
  return {all.begin(), all.end()};
}

bool Circle::is_inside(EntityId id) const { return std::ranges::binary_search(inside_, id); }

bool Circle::concerns(const LoggedChange& c, const Event& event) const {
  const auto named = parties(c);
  if (std::ranges::any_of(named, [this](EntityId id) { return is_inside(id); })) return true;
  const auto& date = event.effective ? event.effective : event.announced;
  if (!date) return false;
  const auto in_charge = [&](EntityId id) {  // leaving is the first day on which it no longer holds
    return std::ranges::any_of(charges_, [&](const Charge& charge) {
      return charge.person == id && charge.first <= date->latest && date->earliest <= charge.last;
    });
  };
  const auto is_person = [&](EntityId id) {
    return std::ranges::find(charges_, id, &Charge::person) != charges_.end();
  };
  return !named.empty() && std::ranges::all_of(named, is_person) &&
         std::ranges::any_of(named, in_charge);
}

bool Circle::concerns(const LoggedEvent& e) const {
  return std::ranges::any_of(e.changes,
                             [&](const LoggedChange& c) { return concerns(c, e.event); });
}

// ---- the log -----------------------------------------------------------------------------------

Log::Log(const RelationSource& source, const EventSource& events, EntityId about,
         std::optional<Verb> verb, const AsOf& as_of, const std::function<void()>& alive)
    : plain_(as_of.first, as_of.last, knowledge_of(as_of)) {
  const Day known_at = knowledge_of(as_of);
  const Stretch asked{as_of.first, as_of.last};
  std::optional<Circle> circle;
  if (about != EntityId::none) circle.emplace(source, about, as_of);
  std::vector<EventId> ids = circle ? events.events_of(circle->everybody(), asked.first, asked.last)
                                    : events.events_within(asked.first, asked.last);
  entries_ = gather(events, ids, known_at);
  Stretch reach = asked;
  if (const auto whom = reaching_beyond(entries_, asked, reach); !whom.empty()) {
    std::ranges::move(events.events_of(whom, reach.first, reach.last), std::back_inserter(ids));
    entries_ = gather(events, ids, known_at);
  }
  corroborate(entries_);
  if (circle) keep_only(entries_, *circle);
  std::erase_if(entries_, [&](LoggedEvent& e) { return !place(e, asked); });
  if (verb) {
    keep_only(entries_, *verb);  // what has no event has no verb either
  } else {
    const EventSource::TakePlain take{
        [this](Statement s) { plain_.take(std::move(s)); },
        [&, seen = 0U](const Literal& l, const std::string& file) mutable {
          if (alive && ++seen % (1U << 16U) == 0) alive();
          plain_.take(l, file);
        }};
    if (circle)
      events.visit_plain_of(circle->inside(), asked.first, asked.last, take);
    else
      events.visit_plain_within(asked.first, asked.last, take);
  }
  days_ = plain_.entries();
  day_of_.resize(entries_.size());
  for (std::size_t day = 0; day < days_.size(); ++day) {
    entries_.push_back(outline(days_[day], asked));
    day_of_.push_back(day);
  }
  choose([](const LoggedEvent&) { return true; });
}

void Log::keep(const std::function<bool(Certainty)>& wanted) {
  choose([&](const LoggedEvent& e) { return wanted(e.certainty); });
}

// These, in order.
void Log::choose(const std::function<bool(const LoggedEvent&)>& wanted) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (wanted(entries_[i])) order.push_back(i);
  }
  std::ranges::stable_sort(
      order, [this](std::size_t a, std::size_t b) { return newer(entries_[a], entries_[b]); });
  std::vector<LoggedEvent> entries;
  std::vector<std::size_t> day_of;
  for (const std::size_t i : order) {
    entries.push_back(std::move(entries_[i]));
    day_of.push_back(day_of_[i]);
  }
  entries_ = std::move(entries);
  day_of_ = std::move(day_of);
}

std::vector<LoggedEvent> Log::take(std::size_t facts) {
  std::vector<LoggedEvent> some;
  for (std::size_t told = 0; taken_ < entries_.size() && told < facts; ++taken_) {
    LoggedEvent& e = some.emplace_back(std::move(entries_[taken_]));
    if (e.is_plain()) fill(e, plain_.facts(days_[day_of_[taken_]]));
    told += e.changes.size() + e.plain.size();
  }
  return some;
}

std::vector<LoggedEvent> log(const RelationSource& source, const EventSource& events,
                             EntityId about, std::optional<Verb> verb, const AsOf& as_of) {
  return Log(source, events, about, verb, as_of).take(std::numeric_limits<std::size_t>::max());
}

}  // namespace reorg
