#include "core/query/plans.hpp"

#include <algorithm>
#include <tuple>

namespace reorg {
namespace {

// The day on which it was made known, as far as that was told.
Date made_known(const Event& e) { return e.announced ? *e.announced : exactly(e.known); }

// Told before it took effect. A change with an imprecise date that a paper reports afterwards is no
// announcement: without a day of announcement it must lie ahead for certain.
bool is_promise(const Event& e) {
  if (e.type != EventType::change) return e.type == EventType::plan || e.type == EventType::rumour;
  return e.effective && (e.announced || (!e.known_assumed && e.effective->earliest > e.known));
}

// Sorts it and says how certain that is; false: on the day it was neither awaited nor called off.
bool stands(PlanRow& row, const AsOf& as_of) {
  const LoggedEvent& e = row.event;
  if (!is_promise(e.event)) return false;
  const Date known = made_known(e.event);
  if (known.earliest > as_of.last) return false;
  const bool made = known.latest <= as_of.first;
  row.certainty = made ? Certainty::certain : Certainty::possible;
  if (e.taken_back <= as_of.first) {
    row.sort = Promise::taken_back;
    return true;
  }
  if (e.event.type != EventType::change) {
    row.sort = e.event.type == EventType::plan ? Promise::planned : Promise::rumoured;
    return true;
  }
  row.sort = Promise::announced;
  const Date& effective = *e.event.effective;
  const bool ahead = effective.earliest > as_of.last && e.standing == Standing::agreed;
  row.certainty = made && ahead ? Certainty::certain : Certainty::possible;
  return effective.latest > as_of.first && known.earliest < effective.latest;
}

}  // namespace

std::string_view word(Promise p) {
  switch (p) {
    case Promise::announced:
      return "announced";
    case Promise::planned:
      return "planned";
    case Promise::rumoured:
      return "rumoured";
    case Promise::taken_back:
      return "taken_back";
  }
  return "";
}

std::vector<PlanRow> plans(const RelationSource& source, const EventSource& events, EntityId about,
                           const AsOf& as_of) {
  std::optional<Circle> circle;
  if (about != EntityId::none) circle.emplace(source, about, as_of);
  const auto ids = circle ? events.events_of(circle->everybody(), before_all, after_all)
                          : events.events_not_settled_by(as_of.first);
  const std::vector<LoggedEvent> entries = gather(events, ids, knowledge_of(as_of));
  std::vector<PlanRow> rows;
  for (const LoggedEvent& e : entries) {
    if (circle && !circle->concerns(e)) continue;
    PlanRow row;
    row.event = e;
    if (e.is_sighting() || e.standing == Standing::outranked || !stands(row, as_of)) continue;
    row.event.date = made_known(e.event);
    std::ranges::copy_if(entries, std::back_inserter(row.ended_by),
                         [&](const LoggedEvent& w) { return w.event.target == e.event.key; });
    rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(rows, {}, [](const PlanRow& r) {
    return std::tuple(r.sort, r.event.date->earliest, r.event.event.key);
  });
  return rows;
}

}  // namespace reorg
