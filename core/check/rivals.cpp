// Where sources disagree outside a group of claims, for certain or by suspicion (R5). The program
// guesses no rival; whoever keeps the files decides.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/check/rules.hpp"

namespace reorg {
namespace {

bool share_a_source(const Statement& a, const Statement& b) {
  return std::ranges::any_of(
      a.sources, [&](SourceId id) { return std::ranges::find(b.sources, id) != b.sources.end(); });
}

bool share_a_source(const Spell& a, const Spell& b) {
  return std::ranges::any_of(
      a.sources, [&](SourceId id) { return std::ranges::find(b.sources, id) != b.sources.end(); });
}

// A change that begins, once more and on another day, what had begun already: the earlier telling,
// when it has other sources. None: the same people repeat themselves.
const Statement* other_telling(const Facts& facts, const Statement& again) {
  const bool by_subject = again.subject != EntityId::none;
  if (!by_subject || !again.from || again.sources.empty()) return nullptr;
  for (const Spell* s : facts.out(again.subject, again.kind)) {
    if (s->object != again.object || (again.object == EntityId::none && s->value != again.value))
      continue;
    const auto behind = facts.behind(*s);
    if (std::ranges::find(behind, &again) == behind.end()) continue;
    for (const Statement* first : behind) {
      const bool dated = first != &again && first->from && first->effect == Effect::begins;
      if (!dated || first->sources.empty() || share_a_source(*first, again)) continue;
      const bool another_day = first->from->latest < again.from->earliest;
      if (another_day && again.from->earliest - first->from->latest < 366) return first;
    }
  }
  return nullptr;
}

template <class Want>
void each_oddity(const Facts& facts, std::string_view rule, Want want) {
  for (const Finding& f : facts.oddities()) {
    if (f.rule == rule && facts.speaks_for(facts.statement(f.statements.front()))) want(f);
  }
}

constexpr int short_stay = 14;  // days; real ones are seldom shorter, printing errors often

// Whoever was in a seat for some days only, and the one who took it then, by another source.
struct Pair {
  const Spell* brief;
  const Spell* next;
};

std::vector<Pair> brief_stays(const std::vector<const Spell*>& seat) {
  std::vector<Pair> found;
  for (std::size_t i = 0; i + 1 < seat.size(); ++i) {
    const Spell &a = *seat[i], &b = *seat[i + 1];
    const bool another = a.subject != b.subject || a.object != b.object || a.value != b.value;
    const bool brief = a.from.kind == EndKind::date && a.from.basis == Basis::stated &&
                       a.until.kind == EndKind::date && a.until.basis == Basis::implied &&
                       a.until.latest - a.from.earliest <= short_stay;
    const bool told = !a.sources.empty() && !b.sources.empty() && !share_a_source(a, b);
    if (another && brief && told && is_certain(a) && is_certain(b) && a.until.event == b.from.event)
      found.push_back({&a, &b});
  }
  return found;
}

using Seats = std::map<std::string, std::vector<const Spell*>>;

// The one-value seats that are anchored at an entity (R6): the spells of each, by beginning.
Seats seats_of(const Facts& facts, EntityId id) {
  Seats seats;
  for (const Spell* s : facts.in(id, StatementKind::holds)) {
    if (facts.entity(id).seats == 1) seats["holder"].push_back(s);
  }
  for (const Spell* s : facts.in(id, StatementKind::oversees)) {
    if (s->aspect == "head" && !s->dotted) seats["head"].push_back(s);
  }
  for (const Spell* s : facts.out(id, StatementKind::part_of)) {
    if (!s->dotted) seats["parent"].push_back(s);
  }
  for (const Spell* s : facts.out(id, StatementKind::name)) {
    if (s->aspect.starts_with("preferred:") || s->aspect.starts_with("legal:"))
      seats["name " + s->aspect].push_back(s);
  }
  return seats;
}

void tell_brief(const Facts& facts, const Pair& p, Findings& findings) {
  const Statement& first = *facts.behind(*p.brief).front();
  const Statement& second = *facts.behind(*p.next).front();
  CheckFinding& f = findings.add(
      Severity::warning, {first.subject, second.subject},
      FindingText() << first << " from " << p.brief->from << ", and " << second << " from "
                    << p.next->from << ", by another source: both may mean one change",
      FindingText()
          << "put the two under claims if only one can be right; if both are, name a source "
             "for both with the later one");
  if (first.subject == second.subject) f.about = {first.subject};
  f.first = p.brief->from.earliest;
  f.last = p.next->from.latest;
  for (const Spell* s : {p.brief, p.next}) {
    for (const Statement* x : facts.behind(*s)) f.told(*x);
  }
}

void tell_two_beginnings(const Statement& first, const Statement& again, Findings& findings) {
  CheckFinding& f = findings.add(
      Severity::warning, {again.subject},
      FindingText() << again << " from " << *again.from << ", but by another source already from "
                    << *first.from,
      FindingText() << "put the two days under claims; if it ended in between, tell the end");
  f.first = first.from->earliest;
  f.last = again.from->latest;
  f.told(again).told(first);
}

// Somebody who ended something is said to have ended it again, some time later, by another source.
void two_ends(const Facts& facts, EntityId id, Findings& findings) {
  for (const StatementKind kind : {StatementKind::holds, StatementKind::oversees,
                                   StatementKind::part_of, StatementKind::member_of}) {
    const auto& spells = facts.out(id, kind);
    for (std::size_t i = 1; i < spells.size(); ++i) {
      const Spell &a = *spells[i - 1], &b = *spells[i];
      const bool same = a.object == b.object && a.aspect == b.aspect && a.dotted == b.dotted;
      const bool ended = a.until.kind == EndKind::date && a.until.basis == Basis::stated;
      const bool again = b.from.kind == EndKind::unknown && b.until.kind == EndKind::date &&
                         b.until.basis == Basis::stated && b.evidence.size() == 1;
      if (!same || !ended || !again || !is_certain(a) || !is_certain(b)) continue;
      if (share_a_source(a, b) || a.sources.empty() || b.sources.empty()) continue;
      if (b.until.earliest - a.until.latest > 366 || b.until.earliest < a.until.latest) continue;
      const Statement& second = *facts.behind(b).front();
      CheckFinding& f = findings.add(
          Severity::warning, {id, a.object},
          FindingText() << id << " and " << a.object << ": ended " << a.until
                        << ", and by another source ended " << b.until,
          FindingText() << "put the two ends under claims; if it began anew in between, tell that");
      f.first = a.until.earliest;
      f.last = b.until.latest;
      f.told(second);
      for (const Statement* x : facts.behind(a)) f.told(*x);
    }
  }
}

}  // namespace

void same_day_rivals(const Facts& facts, Findings& findings) {
  each_oddity(facts, "same-day-rivals", [&](const Finding& o) {
    const Statement& a = facts.statement(o.statements.front());
    const Statement& b = facts.statement(o.statements.back());
    FindingText says;
    says << a << ", and " << b;
    const std::optional<Date>& day = b.from ? b.from : a.from;
    if (day) says << ", both from " << *day << " on";
    says << ": one seat cannot hold both, so both are only possible";
    CheckFinding& f =
        findings.add(Severity::warning, {a.subject, b.subject}, std::move(says),
                     FindingText() << "put the two under claims and rank them, or correct one");
    if (a.subject == b.subject) f.about = {a.subject};
    std::erase(f.about, EntityId::none);
    if (day) {
      f.first = day->earliest;
      f.last = day->latest;
    }
    f.told(a).told(b);
  });
}

void suspected_rivals(const Facts& facts, Findings& findings) {
  // A founding says that it exists and what it is part of: told once.
  std::map<std::tuple<std::string, int, int>, std::pair<const Statement*, const Statement*>> twice;
  each_oddity(facts, "changes-nothing", [&](const Finding& o) {
    const Statement& again = facts.statement(o.statements.front());
    const Statement* first = other_telling(facts, again);
    if (first == nullptr) return;
    auto& pair = twice[{again.place.file, again.place.line, again.place.column}];
    if (pair.first == nullptr || again.kind == StatementKind::existence) pair = {first, &again};
  });
  for (const auto& [place, pair] : twice) tell_two_beginnings(*pair.first, *pair.second, findings);
  for (const EntityId id : facts.portion()) {
    for (const auto& [seat, spells] : seats_of(facts, id)) {
      for (const Pair& p : brief_stays(spells)) tell_brief(facts, p, findings);
    }
    two_ends(facts, id, findings);
  }
}

void ends_twice(const Facts& facts, Findings& findings) {
  each_oddity(facts, "ends-twice", [&](const Finding& o) {
    const Statement& again = facts.statement(o.statements.front());
    FindingText says;
    says << again.subject << " ends on " << again.until.date << ", but had ended already";
    if (const Lifetime* life = facts.life(again.subject)) says << ", by " << life->until;
    CheckFinding& f =
        findings.add(Severity::warning, {again.subject}, std::move(says),
                     FindingText() << "take one of the two back, or put them under claims");
    f.first = again.until.date.earliest;
    f.last = again.until.date.latest;
    f.told(again);
    for (const Spell* s : facts.out(again.subject, StatementKind::existence)) {
      for (const Statement* x : facts.behind(*s)) f.told(*x);
    }
  });
}

void changes_nothing(const Facts& facts, Findings& findings) {
  each_oddity(facts, "changes-nothing", [&](const Finding& o) {
    const Statement& again = facts.statement(o.statements.front());
    if (other_telling(facts, again) != nullptr) return;  // a suspected rival
    FindingText says;
    says << again;
    if (again.from) says << " from " << *again.from << " on";
    says << ", but so it was already";
    CheckFinding& f = findings.add(
        Severity::note, {again.subject}, std::move(says),
        FindingText()
            << "to say that it still held, use attest; if it had ended in between, tell the end");
    if (again.from) f.first = again.from->earliest;
    if (again.from) f.last = again.from->latest;
    std::erase(f.about, EntityId::none);
    f.told(again);
  });
}

}  // namespace reorg
