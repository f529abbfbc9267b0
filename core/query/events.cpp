#include "core/query/events.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <tuple>

namespace reorg {
namespace {

void add_sources(std::vector<SourceId>& to, const std::vector<SourceId>& more) {
  for (const SourceId id : more) {
    if (std::ranges::find(to, id) == to.end()) to.push_back(id);
  }
}

bool matters(const Statement& s) {
  return s.effect == Effect::begins || s.effect == Effect::ends || s.effect == Effect::seen;
}

bool same_claim(const Statement& a, const Statement& b) {
  const bool roles_agree = a.role.empty() || b.role.empty() || a.role == b.role;
  return a.kind == b.kind && a.effect == b.effect && a.subject == b.subject &&
         a.object == b.object && a.capacity_of == b.capacity_of && a.aspect == b.aspect &&
         a.value == b.value && a.dotted == b.dotted && roles_agree;
}

// Whether all that one of them says is said by the other one, too.
bool covers(const LoggedChange& whole, const LoggedChange& part) {
  return std::ranges::all_of(part.said, [&](const Statement& p) {
    return !matters(p) ||
           std::ranges::any_of(whole.said, [&](const Statement& w) { return same_claim(w, p); });
  });
}

bool says_the_same(const LoggedChange& a, const LoggedChange& b) {
  const Change &x = a.change, &y = b.change;
  if (x.verb != y.verb || x.originals != y.originals || x.results != y.results || x.text != y.text)
    return false;
  const bool silent =
      std::ranges::none_of(a.said, matters) || std::ranges::none_of(b.said, matters);
  return silent ? x.others == y.others : covers(a, b) || covers(b, a);
}

void absorb(LoggedChange& into, LoggedChange& from) {
  if (into.said.size() < from.said.size()) into.said = std::move(from.said);
  add_sources(into.sources, from.sources);
}

// One file's telling of an event more: its changes are added, or add their sources.
void add(LoggedEvent& entry, LoggedChange change) {
  const auto same = std::ranges::find_if(
      entry.changes, [&](const LoggedChange& c) { return says_the_same(c, change); });
  if (same != entry.changes.end())
    absorb(*same, change);
  else
    entry.changes.push_back(std::move(change));
}

std::map<ChangeId, std::vector<Statement>> said_by(const EventSource& source,
                                                   const std::vector<Told>& told) {
  std::vector<ChangeId> ids;
  for (const Told& t : told) ids.push_back(t.change.id);
  std::map<ChangeId, std::vector<Statement>> said;
  for (Statement& s : source.said(ids)) said[s.change].push_back(std::move(s));
  return said;
}

// A change as known on the day; nothing, when all that it says was known only later.
std::optional<LoggedChange> as_known(const Told& told, std::vector<Statement> said, Day known_at) {
  const bool speaks = !said.empty();
  std::erase_if(said, [&](const Statement& s) { return s.known > known_at; });
  if (speaks && said.empty()) return std::nullopt;
  return LoggedChange{told.change, std::move(said), told.sources()};
}

std::string in_words(const LoggedEvent& e) {
  if (!e.event.name.empty()) return e.event.name;
  return e.changes.empty() ? std::string{} : e.changes.front().change.text;
}

void set_standings(const EventSource& source, std::vector<LoggedEvent>& entries, Day known_at) {
  std::set<std::string> claims;
  for (const LoggedEvent& e : entries) claims.insert(e.event.claim);
  claims.erase("");
  if (claims.empty()) return;
  const auto contests = source.contests({claims.begin(), claims.end()}, known_at);
  for (LoggedEvent& e : entries) {
    const auto contest = contests.find(e.event.claim);
    if (contest == contests.end()) continue;
    if (e.event.rank < contest->second.rank)
      e.standing = Standing::outranked;
    else if (contest->second.positions.size() > 1)
      e.standing = Standing::disputed;
  }
}

void set_what_they_end(std::vector<LoggedEvent>& entries) {
  std::map<std::string, std::string> named;
  for (const LoggedEvent& e : entries) named.emplace(e.event.key, in_words(e));
  for (LoggedEvent& e : entries) {
    if (e.event.target.empty()) continue;
    const auto it = named.find(e.event.target);
    e.about = it == named.end() ? std::string{} : it->second;
  }
}

bool may_be_one_of_several(const LoggedEvent& e) {
  return e.event.type == EventType::change && e.event.effective && e.event.claim.empty() &&
         e.taken_back == after_all;
}

bool lies_within(const Date& narrow, const Date& wide) {
  return wide.earliest <= narrow.earliest && narrow.latest <= wide.latest;
}

// What knows the day best comes first; of equal ones that with a name.
bool tells_better(const LoggedEvent& a, const LoggedEvent& b) {
  const auto rank = [](const LoggedEvent& e) {
    const Date& d = *e.event.effective;
    return std::tuple(std::int64_t{d.latest.n} - d.earliest.n, d.earliest, e.event.name.empty());
  };
  return std::tuple(rank(a), a.event.key) < std::tuple(rank(b), b.event.key);
}

using Where = std::pair<std::size_t, std::size_t>;  // which entry, which of its changes

// Changes of one verb about one entity, those first that know the day best.
std::map<std::pair<Verb, EntityId>, std::vector<Where>> alike(
    const std::vector<LoggedEvent>& entries) {
  std::map<std::pair<Verb, EntityId>, std::vector<Where>> groups;
  for (std::size_t e = 0; e < entries.size(); ++e) {
    if (!may_be_one_of_several(entries[e])) continue;
    for (std::size_t c = 0; c < entries[e].changes.size(); ++c) {
      const LoggedChange& change = entries[e].changes[c];
      const auto whom = parties(change);
      if (!whom.empty()) groups[{change.change.verb, whom.front()}].emplace_back(e, c);
    }
  }
  for (auto& [what, places] : groups) {
    std::ranges::stable_sort(places, [&](const Where& a, const Where& b) {
      return tells_better(entries[a.first], entries[b.first]);
    });
  }
  return groups;
}

// Whether the change in the better place says the same of days among the other's, and took its
// sources.
bool take_over(std::vector<LoggedEvent>& entries, const Where& better, const Where& other) {
  LoggedEvent &one = entries[better.first], &rest = entries[other.first];
  LoggedChange &mine = one.changes[better.second], &theirs = rest.changes[other.second];
  if (&one == &rest || !lies_within(*one.event.effective, *rest.event.effective)) return false;
  if (!says_the_same(mine, theirs)) return false;
  absorb(mine, theirs);
  add_sources(one.sources, theirs.sources);
  return true;
}

}  // namespace

bool LoggedEvent::is_sighting() const {
  return !changes.empty() && std::ranges::all_of(changes, [](const LoggedChange& c) {
    return c.change.verb == Verb::attest;
  });
}

Day knowledge_of(const AsOf& as_of) { return as_of.known_at.value_or(after_all); }

std::vector<EntityId> parties(const LoggedChange& c) {
  std::vector<EntityId> all;
  for (const auto* list : {&c.change.originals, &c.change.results, &c.change.others}) {
    for (const EntityId id : *list) {
      if (std::ranges::find(all, id) == all.end()) all.push_back(id);
    }
  }
  return all;
}

std::vector<LoggedEvent> gather(const EventSource& source, std::span<const EventId> asked,
                                Day known_at) {
  std::set<EventId> ids(asked.begin(), asked.end());
  for (const EventId id : source.linked(asked)) ids.insert(id);
  const std::vector<EventId> list(ids.begin(), ids.end());
  const std::vector<Told> told = source.told(list);
  auto said = said_by(source, told);

  std::vector<LoggedEvent> entries;
  std::map<EventId, std::size_t> at;
  for (const Told& t : told) {
    if (t.event.known > known_at) continue;
    auto change = as_known(t, std::move(said[t.change.id]), known_at);
    if (!change) continue;
    const auto [it, fresh] = at.emplace(t.event.id, entries.size());
    if (fresh) {
      entries.emplace_back().event = t.event;
      if (t.event.known_until <= known_at) entries.back().taken_back = t.event.known_until;
    }
    LoggedEvent& entry = entries[it->second];
    add_sources(entry.sources, t.event.sources);
    add_sources(entry.sources, change->sources);
    add(entry, std::move(*change));
  }
  set_standings(source, entries, known_at);
  set_what_they_end(entries);
  return entries;
}

void corroborate(std::vector<LoggedEvent>& entries) {
  std::set<Where> gone;
  for (auto& [what, places] : alike(entries)) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (gone.contains(places[i])) continue;
      for (std::size_t j = i + 1; j < places.size(); ++j) {
        if (!gone.contains(places[j]) && take_over(entries, places[i], places[j]))
          gone.insert(places[j]);
      }
    }
  }
  for (const auto& [entry, change] : gone | std::views::reverse) {
    auto& changes = entries[entry].changes;
    changes.erase(changes.begin() + static_cast<std::ptrdiff_t>(change));
  }
  std::erase_if(entries, [](const LoggedEvent& e) { return e.changes.empty() && e.plain.empty(); });
}

std::vector<LoggedEvent> chronicle(const EventSource& source, EntityId id, Day known_at) {
  const auto ids = source.events_of(std::span(&id, 1), before_all, after_all);
  std::vector<LoggedEvent> entries = gather(source, ids, known_at);
  corroborate(entries);
  for (LoggedEvent& e : entries) {
    std::erase_if(e.changes, [&](const LoggedChange& c) {
      const auto named = parties(c);
      return std::ranges::find(named, id) == named.end();
    });
  }
  std::erase_if(entries, [](const LoggedEvent& e) { return e.changes.empty(); });
  std::ranges::stable_sort(entries, {}, [](const LoggedEvent& e) {
    const auto& date = e.event.effective ? e.event.effective : e.event.announced;
    if (!date) return before_all;
    return date->earliest == before_all ? date->latest : date->earliest;
  });
  return entries;
}

std::unique_ptr<Scene> events_scene(const RelationSource& source,
                                    std::span<const LoggedEvent> entries, const AsOf& as_of,
                                    EntityId also) {
  Neighbourhood found;
  found.reach(also, 0);
  const auto reach = [&](const Statement& s) {
    for (const EntityId id : {s.subject, s.object, s.capacity_of}) found.reach(id, 0);
  };
  for (const LoggedEvent& e : entries) {
    for (const LoggedChange& c : e.changes) {
      for (const EntityId id : parties(c)) found.reach(id, 0);
      std::ranges::for_each(c.said, reach);
    }
    std::ranges::for_each(e.plain, reach);
  }
  const Hop hop{KindSet(StatementKind::part_of, StatementKind::post_in), {}};
  if (const auto named = found.entities(); !named.empty()) {
    for (Spell& s : source.relations(named, hop)) found.add(std::move(s));
  }
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

}  // namespace reorg
