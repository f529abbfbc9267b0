#include "graphviz/history.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/walk/held_relations.hpp"

namespace reorg::charts {
namespace {

using Kind = StatementKind;

// Whatever tree_scene may ask for on any day.
HeldRelations everything_below(const RelationSource& source, const std::vector<EntityId>& roots) {
  Walk walk;
  walk.seeds = roots;
  walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = any_number, .whom = Whom::newest},
                {.hop = {{}, KindSet(Kind::oversees)}, .times = 1, .whom = Whom::everyone},
                {.hop = {{}, KindSet(Kind::holds)}, .times = 1, .whom = Whom::newest}};
  return {source, run(walk, source)};
}

// The days on which some spell may begin or end, or surely has: only on these can an answer change.
std::set<Day> turning_days(const HeldRelations& held, const AsOf& span) {
  std::set<Day> days;
  const auto take = [&](const Spell& s) {
    for (const Day d : {s.from.earliest, s.from.latest, s.until.earliest, s.until.latest}) {
      if (!d.is_endless() && span.first <= d && d <= span.last) days.insert(d);
    }
  };
  for (const Spell& s : held.relations()) take(s);
  for (const Spell& s : held.values()) {
    if (s.kind != Kind::identifier && s.kind != Kind::purpose && s.kind != Kind::note) take(s);
  }
  return days;
}

bool same(const History::Line& a, const History::Line& b) {
  return a.certainty == b.certainty && a.dotted == b.dotted && a.repeated == b.repeated;
}

bool same(const History::State& a, const History::State& b) { return a.card == b.card; }

// Goes on from the day before, or begins anew.
template <class Run>
void append(std::vector<Run>& runs, Run today) {
  if (!runs.empty() && runs.back().days.last == today.days.first - 1 && same(runs.back(), today)) {
    runs.back().days.last = today.days.last;
  } else {
    runs.push_back(std::move(today));
  }
}

class Gathering {
 public:
  explicit Gathering(const Shown& shown) : shown_(shown) {}

  void add_day(Day day, const Scene& scene, const std::vector<Node>& nodes) {
    const int now = static_cast<int>(history_.days.size());
    history_.days.push_back(day);
    std::vector<std::size_t> above;  // the place at each depth
    std::set<std::size_t> told;
    for (const Node& node : nodes) {
      const auto depth = static_cast<std::size_t>(node.depth);
      above.resize(depth + 1);
      const std::size_t entity = entity_at(scene, node.organization);
      const std::size_t place = place_at(entity, depth == 0 ? History::no_place : above[depth - 1]);
      above[depth] = place;
      append(history_.places[place].lines, History::Line{{now, now},
                                                         node.certainty,
                                                         node.line != nullptr && node.line->dotted,
                                                         node.repeated});
      if (told.insert(entity).second)
        append(history_.entities[entity].states,
               History::State{{now, now},
                              organization_card(scene, node.organization, node.overseers, shown_)});
    }
  }

  History take() && { return std::move(history_); }

 private:
  std::size_t entity_at(const Scene& scene, EntityId id) {
    const auto [at, is_new] = entities_.emplace(id, history_.entities.size());
    if (!is_new) return at->second;
    History::Entity& fresh = history_.entities.emplace_back();
    fresh.key = scene.entity(id).key;
    for (const Spell* s : scene.all_values(id, Kind::name)) {
      if (std::ranges::find(fresh.other_names, s->value) == fresh.other_names.end())
        fresh.other_names.push_back(s->value);
    }
    for (const Spell* s : scene.all_values(id, Kind::existence)) {
      if (s->standing == Standing::outranked || s->undated) continue;
      if (const Bound& b = s->from; b.kind == EndKind::date && b.earliest != before_all)
        fresh.founded.push_back({b.earliest, b.latest});
      if (const Bound& b = s->until; b.kind == EndKind::date && b.latest != after_all)
        fresh.dissolved.push_back({b.earliest, b.latest});
    }
    return at->second;
  }

  std::size_t place_at(std::size_t entity, std::size_t parent) {
    const auto [at, is_new] = places_.emplace(std::pair(entity, parent), history_.places.size());
    if (is_new) history_.places.push_back({entity, parent, {}});
    return at->second;
  }

  const Shown& shown_;
  History history_;
  std::map<EntityId, std::size_t> entities_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> places_;
};

template <class Visit>
void for_each_run(History& h, Visit visit) {
  for (History::Place& p : h.places) {
    for (History::Line& l : p.lines) visit(l.days);
  }
  for (History::Entity& e : h.entities) {
    for (History::State& s : e.states) visit(s.days);
  }
}

// Leaves out the days on which all is as on the day before.
void drop_quiet_days(History& h, const std::set<Day>& wanted) {
  std::vector<bool> keep(h.days.size() + 1);
  if (!h.days.empty()) keep.front() = true;
  for (std::size_t i = 0; i < h.days.size(); ++i) keep[i] = keep[i] || wanted.contains(h.days[i]);
  for_each_run(h, [&](const Days& d) {
    keep[static_cast<std::size_t>(d.first)] = true;
    keep[static_cast<std::size_t>(d.last) + 1] = true;
  });
  std::vector<int> kept_before(h.days.size() + 2);
  for (std::size_t i = 0; i <= h.days.size(); ++i)
    kept_before[i + 1] = kept_before[i] + (i < h.days.size() && keep[i] ? 1 : 0);
  for_each_run(h, [&](Days& d) {
    d.first = kept_before[static_cast<std::size_t>(d.first)];
    d.last = kept_before[static_cast<std::size_t>(d.last) + 1] - 1;
  });
  std::size_t at = 0;
  std::erase_if(h.days, [&](Day) { return !keep[at++]; });
}

}  // namespace

History gather_history(const RelationSource& source, const HistoryAsked& asked) {
  const HeldRelations held = everything_below(source, asked.roots);
  std::set<Day> days = turning_days(held, asked.span);
  std::set<Day> wanted;
  for (const Day d : asked.also) {
    if (asked.span.first <= d && d <= asked.span.last && !d.is_endless()) wanted.insert(d);
  }
  if (!asked.span.first.is_endless()) wanted.insert(asked.span.first);
  days.insert(wanted.begin(), wanted.end());
  constexpr std::size_t most = 5'000'000;  // half a minute
  if (days.size() * held.relations().size() > most) {
    throw HistoryTooLarge(fmt::format("{} relations on {} days are too much for a page",
                                      held.relations().size(), days.size()));
  }
  Gathering gathering(asked.shown);
  for (const Day day : days) {
    AsOf as_of{.first = day,
               .last = day,
               .edtf = to_string(day),
               .known_at = asked.span.known_at,
               .today = asked.span.today};
    const auto scene = tree_scene(held, asked.roots, any_number, as_of);
    const std::vector<EntityId> roots =
        asked.worth_a_tree ? worth_a_tree(*scene, asked.roots) : asked.roots;
    std::vector<Node> nodes = tree(*scene, roots, asked.shown.depth);
    if (asked.keep) asked.keep(nodes);
    gathering.add_day(day, *scene, nodes);
  }
  History history = std::move(gathering).take();
  drop_quiet_days(history, wanted);
  return history;
}

}  // namespace reorg::charts
