// Shares of one organization that come to more than the whole, whatever days and ranges.
#include "core/query/shares.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/check/rules.hpp"

namespace reorg {
namespace {

struct Held {
  const Spell* spell = nullptr;
  double least = 0;  // per cent
};

// Certain ones of one interest. What is held through others may be among what these hold.
std::vector<Held> held(const Facts& facts, EntityId organization, const std::string& interest) {
  std::vector<Held> all;
  for (const Spell* s : facts.in(organization, StatementKind::owns)) {
    const std::optional<Share> share = parse_share(s->value);
    const bool counts = is_certain(*s) && !s->dotted && s->role != "indirect";
    const bool some_day = surely_from(*s) < surely_before(*s);
    if (counts && some_day && s->aspect == interest && share && share->low > 0)
      all.push_back({s, share->low});
  }
  return all;
}

struct Peak {
  Day first, last;
  double sum = 0;
  std::vector<Held> who;
};

// The first stretch of days on which they come to more than all.
std::optional<Peak> first_above_all(const std::vector<Held>& all) {
  constexpr double rounding = 1e-6;
  std::map<Day, double> turns;
  for (const Held& h : all) {
    turns[surely_from(*h.spell)] += h.least;
    turns[surely_before(*h.spell)] -= h.least;
  }
  double sum = 0;
  for (auto turn = turns.begin(); turn != turns.end(); ++turn) {
    sum += turn->second;
    if (sum <= 100 + rounding || turn->first == after_all) continue;
    const auto next = std::next(turn);
    Peak peak{turn->first, next == turns.end() ? after_all : next->first - 1, sum, {}};
    for (const Held& h : all) {
      if (surely_from(*h.spell) <= peak.first && peak.first < surely_before(*h.spell))
        peak.who.push_back(h);
    }
    return peak;
  }
  return std::nullopt;
}

void tell(const Facts& facts, EntityId organization, const std::string& interest, const Peak& peak,
          Findings& findings) {
  FindingText says;
  says << "the " << interest << " of " << organization << " come to at least "
       << fmt::format("{:.6g}", peak.sum) << " %";
  if (!peak.first.is_endless())
    says << (peak.last.is_endless() ? " since " : " from ") << peak.first;
  if (!peak.last.is_endless()) says << " to " << peak.last;
  for (std::size_t i = 0; i < peak.who.size(); ++i) {
    const Spell& s = *peak.who[i].spell;
    says << (i == 0 ? ": " : ", ") << s.subject << " " << s.value << " %";
  }
  CheckFinding& f = findings.add(
      Severity::error, {organization}, std::move(says),
      FindingText() << "end a share that was sold, with own, or write a range for one that is not "
                       "exact");
  if (!peak.first.is_endless()) f.first = peak.first;
  if (!peak.last.is_endless()) f.last = peak.last;
  for (const Held& h : peak.who) {
    f.about.push_back(h.spell->subject);
    for (const Statement* x : facts.behind(*h.spell)) f.told(*x);
  }
}

}  // namespace

void shares_above_100(const Facts& facts, Findings& findings) {
  for (const EntityId organization : facts.portion()) {
    for (const std::string interest : {"shares", "votes"}) {
      if (const auto peak = first_above_all(held(facts, organization, interest)))
        tell(facts, organization, interest, *peak, findings);
    }
  }
}

}  // namespace reorg
