// What does not fit the lives of those it concerns.
#include <algorithm>
#include <set>

#include "core/check/rules.hpp"
#include "core/timeline/run.hpp"

namespace reorg {
namespace {

// Where a date lies against a life: certainly before it began, or after it had ended (R1).
enum class Outside { no, before, after };

Outside outside(const Bound& date, bool is_end, const Lifetime& life) {
  // What ends on a day held on the day before (R3).
  const Day last_day = is_end ? date.latest - 1 : date.latest;
  const Day first_day = is_end ? date.earliest - 1 : date.earliest;
  if (last_day < life.from.earliest) return Outside::before;
  if (first_day >= life.until.latest) return Outside::after;
  return Outside::no;
}

struct Dated {
  Bound date;
  bool is_end = false;
};

std::vector<Dated> dates_of(const Mark& m) {
  const Statement& s = *m.said;
  if (m.effect == Effect::ends) return {{dated(m, Basis::stated), true}};
  std::vector<Dated> dates;
  if (s.from) dates.push_back({dated(m, Basis::stated), false});
  if (m.effect == Effect::period && s.until.kind == EndKind::date) {
    const Date& d = s.until.date;
    dates.push_back(
        {{d.earliest, d.latest, EndKind::date, Basis::stated, d.edtf, d.uncertain, EventId::none},
         true});
  }
  return dates;
}

// Whose existence is meant: its own, or, of a post of which nothing else is said, that of the
// organization that it is in (R20).
EntityId whose_life(const Facts& facts, EntityId id) {
  const auto& places = facts.out(id, StatementKind::post_in);
  const bool own = !facts.out(id, StatementKind::existence).empty();
  return own || places.empty() ? id : places.front()->object;
}

void tell_life(const Facts& facts, EntityId id, CheckFinding& f) {
  for (const Spell* s : facts.out(whose_life(facts, id), StatementKind::existence)) {
    for (const Statement* x : facts.behind(*s)) f.told(*x);
  }
}

void say_life(const Facts& facts, EntityId id, Outside where, FindingText& says) {
  const EntityId lives = whose_life(facts, id);
  says << ", but " << lives;
  if (lives != id) says << ", where that post is,";
  if (where == Outside::before)
    says << " began only " << facts.life(id)->from;
  else
    says << " had ended by " << facts.life(id)->until;
}

void tell_outside(const Facts& facts, const Statement& s, const Dated& told, EntityId whose,
                  Outside where, Findings& findings) {
  FindingText says;
  says << s;
  if (s.kind != StatementKind::leaves)
    says << (told.is_end ? ", ended " : s.effect == Effect::seen ? ", seen " : " from ");
  else
    says << " on ";
  says << told.date << (told.is_end || s.effect == Effect::seen ? "" : " on");
  say_life(facts, whose, where, says);
  // A source may well report somebody's farewell some days after the place is gone.
  const bool late_end = where == Outside::after && told.is_end;
  // And that a post lives no longer than its organization is a rule of ours, no source's (R20).
  const bool by_rule = whose_life(facts, whose) != whose;
  CheckFinding& f = findings.add(
      late_end || by_rule ? Severity::warning : Severity::error, {s.subject, whose},
      std::move(says),
      FindingText()
          << "correct one of the dates; if both are right, tell it of what was there then");
  f.first = told.date.earliest.is_endless() ? std::optional<Day>() : told.date.earliest;
  f.last = told.date.latest.is_endless() ? std::optional<Day>() : told.date.latest;
  if (s.subject == whose || s.subject == EntityId::none) f.about = {whose};
  f.told(s);
  tell_life(facts, whose, f);
}

bool is_succession(Verb v) {
  switch (v) {
    case Verb::dissolve:
    case Verb::merge:
    case Verb::split:
    case Verb::spin_off:
    case Verb::transfer:
      return true;
    default:
      return false;
  }
}

void look_for(const Facts& facts, const Told& t, EntityId id, bool result, Findings& findings) {
  const Lifetime* life = facts.has(id) ? facts.life(id) : nullptr;
  if (life == nullptr || !t.event.effective) return;
  const Date& day = *t.event.effective;
  const Outside where =
      outside({day.earliest, day.latest, EndKind::date, Basis::stated, "", false, EventId::none},
              false, *life);
  // What ends once more is for another rule.
  if (where == Outside::no || (!result && where == Outside::after)) return;
  FindingText says;
  if (result && !t.change.originals.empty())
    says << t.change.originals.front() << " goes into " << id;
  else
    says << (result ? "something goes into " : "something comes from ") << id;
  says << " on " << day;
  say_life(facts, id, where, says);
  CheckFinding& f =
      findings.add(Severity::error, {id}, std::move(says),
                   FindingText() << "correct one of the dates, or name what was there then");
  if (!day.earliest.is_endless()) f.first = day.earliest;
  if (!day.latest.is_endless()) f.last = day.latest;
  f.sources = t.sources();
  f.at(t.change.place);
  tell_life(facts, id, f);
}

// Its place ended with the parent, and by nothing else, while it lived on (R14).
bool is_left_behind(const Facts& facts, EntityId child, const Spell& place) {
  const Lifetime* parent = facts.life(place.object);
  const Lifetime* own = facts.life(child);
  if (place.dotted || parent == nullptr || place.until.kind != EndKind::date) return false;
  if (place.until.basis != Basis::lifetime || place.until.latest != parent->until.latest)
    return false;
  if (own != nullptr && own->until.earliest <= place.until.latest) return false;
  if (own == nullptr && place.kind == StatementKind::post_in) return false;
  return place.until.latest <= facts.knowledge_day();
}

void tell_left_behind(const Facts& facts, EntityId child, const Spell& place, Findings& findings) {
  CheckFinding& f = findings.add(
      Severity::warning, {child, place.object},
      FindingText() << child << " is part of " << place.object << ", which ended " << place.until
                    << ", and nothing says where it went",
      FindingText() << "tell where " << child << " went, with move or dissolve, on that day");
  f.first = place.until.earliest;
  for (const Statement* x : facts.behind(place)) f.told(*x);
  tell_life(facts, place.object, f);
}

}  // namespace

void outside_lifetime(const Facts& facts, Findings& findings) {
  std::set<StatementId> told;
  for (const Mark& m : facts.marks()) {
    const Statement& s = *m.said;
    const bool of_itself = s.kind == StatementKind::existence || s.kind == StatementKind::note;
    if (of_itself || m.standing == Standing::outranked || !facts.speaks_for(s)) continue;
    for (const Dated& date : dates_of(m)) {
      for (const EntityId e : {s.subject, s.object, s.capacity_of}) {
        const Lifetime* life = facts.life(e);
        if (life == nullptr || told.contains(s.id)) continue;
        const Outside where = outside(date.date, date.is_end, *life);
        if (where == Outside::no) continue;
        told.insert(s.id);
        tell_outside(facts, s, date, e, where, findings);
      }
    }
  }
}

void ended_parent(const Facts& facts, Findings& findings) {
  for (const EntityId child : facts.portion()) {
    for (const StatementKind kind : {StatementKind::part_of, StatementKind::post_in}) {
      const auto& places = facts.out(child, kind);
      for (const Spell* s : places) {
        if (!is_left_behind(facts, child, *s)) continue;
        const bool goes_on = std::ranges::any_of(places, [&](const Spell* t) {
          return t != s && !t->dotted && t->from.earliest <= s->until.latest &&
                 t->until.latest > s->until.latest;
        });
        if (!goes_on) tell_left_behind(facts, child, *s, findings);
      }
    }
  }
}

// Told by the portion of whoever is lost, whose life is known here.
void lost_successor(const Facts& facts, Findings& findings) {
  std::set<std::pair<ChangeId, EntityId>> done;
  for (const Told& t : facts.changes()) {
    const bool rival = !t.event.claim.empty() && t.event.rank != Rank::preferred;
    if (!is_succession(t.change.verb) || t.event.type != EventType::change || rival) continue;
    for (const EntityId id : t.change.results) {
      if (done.emplace(t.change.id, id).second) look_for(facts, t, id, true, findings);
    }
    for (const EntityId id : t.change.originals) {
      if (done.emplace(t.change.id, id).second) look_for(facts, t, id, false, findings);
    }
  }
}

}  // namespace reorg
