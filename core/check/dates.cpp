// Dates that have not come, and withdrawals that came too late.
#include <algorithm>
#include <map>
#include <set>

#include "core/check/rules.hpp"
#include "core/timeline/run.hpp"
#include "core/timeline/withdrawals.hpp"

namespace reorg {
namespace {

// Which of a claim's days lies certainly after today: that it begins, ends, was seen or was known.
struct Ahead {
  Bound day;
  std::string_view what;
  Severity severity = Severity::note;
};

std::optional<Ahead> ahead(const Mark& m, Day today) {
  const Statement& s = *m.said;
  const bool by_source = s.known > today && !s.known_assumed && s.effect != Effect::always;
  if (by_source && s.known != after_all) {
    return Ahead{{s.known, s.known, EndKind::date, Basis::stated, "", false, EventId::none},
                 ", known only from ",
                 Severity::warning};
  }
  const bool has_date = s.effect == Effect::ends || s.from;
  const Bound date = has_date ? dated(m, Basis::stated) : Bound{};
  if (has_date && date.earliest > today && !date.earliest.is_endless()) {
    // What lies ahead can be announced, but not seen, and not by nobody.
    if (s.effect == Effect::seen) return Ahead{date, ", seen on ", Severity::error};
    return Ahead{date, s.effect == Effect::ends ? ", to end on " : ", to begin on ",
                 s.known_assumed ? Severity::warning : Severity::note};
  }
  const bool planned_end = s.effect == Effect::period && s.until.kind == EndKind::date &&
                           s.until.date.earliest > today && !s.until.date.earliest.is_endless();
  if (!planned_end) return std::nullopt;
  const Date& d = s.until.date;
  return Ahead{
      {d.earliest, d.latest, EndKind::date, Basis::stated, d.edtf, d.uncertain, EventId::none},
      ", to end on ",
      s.known_assumed ? Severity::warning : Severity::note};
}

}  // namespace

void future_date(const Facts& facts, Findings& findings) {
  // One change says several things on one day: told once.
  std::set<std::tuple<std::string, int, int>> done;
  for (const Mark& m : facts.marks()) {
    const Statement& s = *m.said;
    if (!facts.speaks_for(s)) continue;
    const std::optional<Ahead> found = ahead(m, facts.today());
    if (!found || !done.emplace(s.place.file, s.place.line, s.place.column).second) continue;
    const bool announced = found->severity == Severity::note;
    CheckFinding& f = findings.add(
        found->severity, {s.subject},
        FindingText() << s << found->what << found->day << ", and today is " << facts.today()
                      << (announced ? "; announced" : ""),
        FindingText() << (announced ? "nothing to do before that day: it is told “as announced”"
                                    : "correct the date; for what was announced, say when"));
    if (s.subject == EntityId::none) f.about = {s.object};
    f.first = found->day.earliest;
    if (!found->day.latest.is_endless()) f.last = found->day.latest;
    f.told(s);
  }
}

void late_withdrawal(const CheckMaterial& all, Findings& findings) {
  const EventSource& source = all.source.events;
  const std::vector<EventId> taken_back = source.events_not_settled_by(after_all);
  std::map<std::string, Told, std::less<>> targets;
  for (Told& t : source.told(taken_back)) {
    const std::string key = t.event.key;
    targets.try_emplace(key, std::move(t));
  }
  std::vector<Event> withdrawals;
  std::set<std::pair<std::string, std::string>> seen;
  for (Told& t : source.told(source.linked(taken_back))) {
    const bool known = t.event.known <= all.days.known_at;
    if (known && seen.emplace(t.event.key, t.event.place.file).second)
      withdrawals.push_back(std::move(t.event));
  }
  const auto recorded = [&](std::string_view key) -> std::optional<Event> {
    const auto it = targets.find(key);
    return it == targets.end() ? std::nullopt : std::optional(it->second.event);
  };
  for (const LateWithdrawal& late : withdrawn_too_late(withdrawals, recorded)) {
    const Told& target = targets.at(late.target.key);
    std::vector<EntityId> about = target.change.originals;
    for (const auto* more : {&target.change.results, &target.change.others})
      about.insert(about.end(), more->begin(), more->end());
    if (std::ranges::none_of(about, [&](EntityId e) { return all.scope.has(e); })) continue;
    const Date& day =
        late.withdrawal.effective ? *late.withdrawal.effective : *late.withdrawal.announced;
    CheckFinding& f =
        findings.add(Severity::warning, std::move(about),
                     FindingText() << "“" << late.target.key << "” is withdrawn on " << day
                                   << ", but had taken effect on " << *late.target.effective,
                     FindingText() << "say what changed then, instead of withdrawing it");
    f.first = late.target.effective->earliest;
    f.last = day.latest;
    f.sources = late.withdrawal.sources;
    f.at(late.withdrawal.place).at(late.target.place);
  }
}

}  // namespace reorg
