// Seats with too many in them, or nobody.
#include <algorithm>
#include <set>

#include "core/check/rules.hpp"

namespace reorg {
namespace {

// Somebody in a seat, on the days on which that is certain: [first, before).
struct Sitting {
  EntityId who = EntityId::none;
  Day first, before;
  const Spell* spell = nullptr;    // that puts them there
  const Spell* through = nullptr;  // an organization's head: the post's own line to it
};

void add_sitting(std::vector<Sitting>& line, EntityId who, const Spell* spell,
                 const Spell* through = nullptr) {
  Sitting s{who, surely_from(*spell), surely_before(*spell), spell, through};
  bool certain = is_certain(*spell);
  if (through != nullptr) {
    s.first = std::max(s.first, surely_from(*through));
    s.before = std::min(s.before, surely_before(*through));
    certain = certain && is_certain(*through);
  }
  if (certain && s.first < s.before) line.push_back(s);
}

// Both were put there on purpose: by one change, or by one that says `alongside`.
bool meant(const Facts& facts, const Sitting& a, const Sitting& b) {
  std::set<EventId> of_a;
  for (const Statement* s : facts.behind(*a.spell)) {
    if (s->alongside) return true;
    if (s->event != EventId::none) of_a.insert(s->event);
  }
  return std::ranges::any_of(facts.behind(*b.spell), [&](const Statement* s) {
    return s->alongside || of_a.contains(s->event);
  });
}

// Calls `crowd` with each sitting that comes when the seats are full, and those who are in them.
template <class Crowd>
void crowded(std::vector<Sitting> line, unsigned seats, Crowd crowd) {
  std::ranges::stable_sort(line, {}, &Sitting::first);
  std::vector<const Sitting*> in;
  for (const Sitting& s : line) {
    std::erase_if(in, [&](const Sitting* t) { return t->before <= s.first; });
    // The same person in another role, or through another post, takes no other seat.
    const bool again = std::ranges::any_of(in, [&](const Sitting* t) { return t->who == s.who; });
    std::set<EntityId> others;
    for (const Sitting* t : in) others.insert(t->who);
    if (!again && others.size() >= seats) crowd(s, in);
    in.push_back(&s);
  }
}

void tell(const Facts& facts, const Sitting& s, CheckFinding& f) {
  for (const Statement* x : facts.behind(*s.spell)) f.told(*x);
  if (s.through == nullptr) return;
  for (const Statement* x : facts.behind(*s.through)) f.told(*x);
}

// The days on which both are there.
void set_days(const Sitting& a, const Sitting& b, CheckFinding& f) {
  const Day first = std::max(a.first, b.first), before = std::min(a.before, b.before);
  if (!first.is_endless()) f.first = first;
  if (!before.is_endless()) f.last = before - 1;
}

void say_days(FindingText& says, const Sitting& a, const Sitting& b) {
  const Day first = std::max(a.first, b.first), before = std::min(a.before, b.before);
  if (first.is_endless() && before.is_endless())
    says << " at all times";
  else if (first.is_endless())
    says << " up to " << before - 1;
  else if (before.is_endless())
    says << " since " << first;
  else if (before - 1 == first)
    says << " on " << first;
  else
    says << " from " << first << " to " << before - 1;
}

std::vector<Sitting> heads_of(const Facts& facts, EntityId organization) {
  std::vector<Sitting> line;
  for (const Spell* s : facts.in(organization, StatementKind::oversees)) {
    if (s->aspect != "head" || s->dotted) continue;
    if (facts.entity(s->subject).kind == EntityKind::person) {
      add_sitting(line, s->subject, s);
      continue;
    }
    for (const Spell* h : facts.in(s->subject, StatementKind::holds)) {
      if (h->subject != EntityId::none) add_sitting(line, h->subject, h, s);
    }
  }
  return line;
}

std::vector<Sitting> holders_of(const Facts& facts, EntityId post) {
  std::vector<Sitting> line;
  for (const Spell* s : facts.in(post, StatementKind::holds)) add_sitting(line, s->subject, s);
  return line;
}

constexpr int long_unfilled = 366;  // days: more than a year

// The days on which the post is there to be filled, as far as is known.
bool within_life(const Facts& facts, EntityId post, Gap& gap) {
  if (gap.last == after_all || gap.last > facts.knowledge_day()) gap.last = facts.knowledge_day();
  if (const Lifetime* life = facts.life(post)) {
    gap.first = std::max(gap.first, life->from.latest);
    if (!life->until.earliest.is_endless()) gap.last = std::min(gap.last, life->until.earliest - 1);
  }
  return gap.first <= gap.last && gap.last - gap.first + 1 >= long_unfilled;
}

void tell_gap(const Facts& facts, EntityId post, const Gap& gap, Findings& findings) {
  const Spell* told = nullptr;
  const Spell* before = nullptr;
  for (const Spell* s : facts.in(post, StatementKind::holds)) {
    if (s->subject == EntityId::none && s->from.latest <= gap.first && gap.first < s->until.latest)
      told = s;
    if (s->subject != EntityId::none && s->until.latest <= gap.first) before = s;
  }
  FindingText says;
  says << (told != nullptr ? "a vacancy is told of " : "nobody is known to hold ") << post << " ";
  if (gap.last >= facts.knowledge_day())
    says << "since " << gap.first;
  else
    says << "from " << gap.first << " to " << gap.last;
  says << " (" << std::to_string(gap.last - gap.first + 1) << " days)";
  if (before != nullptr) says << ", after " << before->subject;
  CheckFinding& f = findings.add(
      Severity::note, {post}, std::move(says),
      FindingText() << "tell who followed, with appoint; or that it is gone, with abolish");
  f.first = gap.first;
  f.last = gap.last;
  for (const Spell* s : {told, before}) {
    if (s == nullptr) continue;
    for (const Statement* x : facts.behind(*s)) f.told(*x);
  }
}

}  // namespace

void two_heads(const Facts& facts, Findings& findings) {
  for (const EntityId organization : facts.portion()) {
    crowded(heads_of(facts, organization), 1,
            [&](const Sitting& s, const std::vector<const Sitting*>& in) {
              const Sitting& other = *in.back();
              if (meant(facts, s, other)) return;
              FindingText says;
              says << organization << " has two heads at once, " << other.who << " and " << s.who
                   << ",";
              say_days(says, s, other);
              CheckFinding& f = findings.add(
                  Severity::warning, {organization, other.who, s.who}, std::move(says),
                  FindingText() << "end the one, or say alongside: true if both led it; group them "
                                   "under claims if the sources disagree");
              set_days(s, other, f);
              tell(facts, s, f);
              tell(facts, other, f);
            });
  }
}

void too_many_holders(const Facts& facts, Findings& findings) {
  for (const EntityId post : facts.portion()) {
    const Entity& e = facts.entity(post);
    if (e.kind != EntityKind::post || e.seats == 0) continue;
    crowded(
        holders_of(facts, post), e.seats,
        [&](const Sitting& s, const std::vector<const Sitting*>& in) {
          const Sitting& other = *in.back();
          const bool vacant = s.who == EntityId::none || other.who == EntityId::none;
          const bool on_purpose = !vacant && meant(facts, s, other);
          FindingText says;
          if (vacant) {
            says << post << " is told to be vacant while "
                 << (s.who == EntityId::none ? other.who : s.who) << " holds it,";
          } else if (e.seats == 1) {
            says << post << " has one seat and two holders, " << other.who << " and " << s.who
                 << ",";
          } else {
            says << post << " has " << std::to_string(e.seats) << " seats and one holder more, "
                 << s.who << ",";
          }
          say_days(says, s, other);
          CheckFinding& f = findings.add(
              on_purpose ? Severity::note : Severity::warning, {post, other.who, s.who},
              std::move(says),
              FindingText() << (vacant ? "end the one or the other"
                                       : "end one of them, or give the post as many seats: in its "
                                         "entry (0: any number)"));
          std::erase(f.about, EntityId::none);
          set_days(s, other, f);
          tell(facts, s, f);
          tell(facts, other, f);
        });
  }
}

void unfilled_post(const Facts& facts, Findings& findings) {
  for (const EntityId post : facts.portion()) {
    const Entity& e = facts.entity(post);
    if (e.kind != EntityKind::post || e.seats == 0) continue;
    std::vector<Stretch> line;
    for (const Spell* s : facts.in(post, StatementKind::holds)) {
      if (s->subject == EntityId::none) continue;
      line.push_back(stretch_of(*s));
      line.back().certainty = Certainty::certain;  // whichever rival is right, somebody was there
    }
    for (Gap gap : gaps(line)) {
      if (gap.certainty == Certainty::certain && within_life(facts, post, gap))
        tell_gap(facts, post, gap, findings);
    }
  }
}

}  // namespace reorg
