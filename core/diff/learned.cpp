#include "core/diff/learned.hpp"

#include <algorithm>
#include <map>

#include "core/diff/gathering.hpp"
#include "core/diff/seat.hpp"

namespace reorg {
namespace {

// The surest spell of each fact that holds or may hold on the day.
struct Held {
  const Spell* spell = nullptr;
  Certainty certainty = Certainty::no;
};
using Facts = std::map<FactKey, Held>;

Facts facts_on(std::span<const Spell> spells, Day day) {
  Facts facts;
  for (const Spell& s : spells) {
    if (!is_structure(s)) continue;
    const Certainty c = holds_on(s, day);
    Held& held = facts[fact_of(s)];
    if (c > held.certainty) held = {&s, c};
  }
  std::erase_if(facts, [](const auto& f) { return f.second.certainty == Certainty::no; });
  return facts;
}

bool same_days(const Bound& a, const Bound& b) {
  return a.earliest == b.earliest && a.latest == b.latest && a.kind == b.kind;
}

Turn turn(Way way, const Held& held) { return {way, held.certainty, held.spell}; }

Difference made(DiffKind kind, std::vector<Turn> turns) {
  Difference d;
  const Spell& s = *turns.front().spell;
  d.kind = kind;
  d.certainty = turns.front().certainty;
  d.about = about(s);
  d.aspect = s.aspect;
  d.role = s.role;
  d.acting = s.acting;
  for (const Turn& t : turns) {
    std::vector<EntityId>& side = t.way == Way::begins ? d.after : d.before;
    if (const EntityId other = occupant(*t.spell); other != EntityId::none) side.push_back(other);
    (t.way == Way::begins ? d.new_text : d.old_text) = t.spell->value;
  }
  d.turns = std::move(turns);
  return d;
}

std::vector<Difference> compared(const Facts& then, const Facts& now) {
  std::vector<Difference> lines;
  std::vector<Turn> other;
  for (const auto& [fact, held] : now) {
    const auto before = then.find(fact);
    if (before == then.end()) {
      other.push_back(turn(Way::begins, held));
      continue;
    }
    const Held& was = before->second;
    std::optional<DiffKind> kind;
    if (was.certainty != held.certainty)
      kind = was.certainty < held.certainty ? DiffKind::firmer : DiffKind::doubtful;
    else if (!same_days(was.spell->from, held.spell->from) ||
             !same_days(was.spell->until, held.spell->until))
      kind = DiffKind::dated;
    if (kind) lines.push_back(made(*kind, {turn(Way::begins, held), turn(Way::ends, was)}));
  }
  for (const auto& [fact, held] : then) {
    if (!now.contains(fact)) other.push_back(turn(Way::ends, held));
  }
  std::map<Seat, std::vector<const Turn*>> seats;
  for (const Turn& t : other) seats[seat_of(*t.spell)].push_back(&t);
  for (const auto& [seat, turns] : seats) {
    for (const Pair& p : pairs_in_seat(turns)) {
      if (p.begun != nullptr && p.ended != nullptr)
        lines.push_back(made(DiffKind::corrected, {*p.begun, *p.ended}));
      else if (p.begun != nullptr)
        lines.push_back(made(DiffKind::learned, {*p.begun}));
      else
        lines.push_back(made(DiffKind::taken_back, {*p.ended}));
    }
  }
  std::ranges::stable_sort(lines, {}, &Difference::kind);
  return lines;
}

}  // namespace

Differences learned(const RelationSource& then, const RelationSource& now,
                    const EventSource& events, const Learning& k, EntityId about) {
  const Between day{k.day, k.day, k.second, k.today};
  Differences result;
  std::vector<Spell> before;
  if (about == EntityId::none) {
    const std::vector<EntityId> ids = events.learned_of(k.first + 1, k.second);
    before = around(then, ids);
    result.spells = around(now, ids);
  } else {
    before = part_around(then, day, about).spells;
    Gathered part = part_around(now, day, about);
    result.spells = std::move(part.spells);
    result.scope = std::move(part.scope);
  }
  // The lines point to both.
  const std::size_t known_now = result.spells.size();
  result.spells.insert(result.spells.end(), std::make_move_iterator(before.begin()),
                       std::make_move_iterator(before.end()));
  const std::span<const Spell> all(result.spells);
  result.lines =
      compared(facts_on(all.subspan(known_now), k.day), facts_on(all.first(known_now), k.day));
  result.unchanged = unchanged(now, day, result);
  result.scene = scene_of(now, day, result.lines, about);
  return result;
}

}  // namespace reorg
