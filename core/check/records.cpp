// How well it is recorded: sources, entries without use, spellings.
#include <algorithm>
#include <map>
#include <unordered_set>

#include "core/check/rules.hpp"
#include "core/names/closeness.hpp"
#include "core/names/fold.hpp"
#include "core/names/letters.hpp"

namespace reorg {
namespace {

bool may_meet(const Spell& a, const Spell& b) {
  return a.from.earliest < b.until.latest && b.from.earliest < a.until.latest;
}

}  // namespace

void gather_sourceless(const Facts& facts, CheckMaterial& all) {
  for (const Statement& s : facts.statements()) {
    const bool counts =
        s.mode == Mode::fact && s.effect != Effect::always && facts.knows(s) && s.sources.empty();
    if (!counts || !facts.speaks_for(s)) continue;
    const auto [place, fresh] =
        all.sourceless.try_emplace({s.place.file, s.place.line, s.place.column});
    if (fresh)
      place->second.first = s;
    else
      ++place->second.more;
  }
  const auto& [file, rows] = facts.also_without_source();
  if (const auto table = all.sourceless.find({file, 0, 0}); table != all.sourceless.end())
    table->second.more += rows;
}

void no_source(const CheckMaterial& material, Findings& findings) {
  for (const auto& [place, all] : material.sourceless) {
    const Statement& first = all.first;
    FindingText says;
    says << first;
    if (first.from) says << " from " << *first.from << " on";
    if (all.more > 0) says << ", and " << std::to_string(all.more) << " more";
    says << ": no source says so";
    CheckFinding& f = findings.add(
        Severity::note, {first.subject}, std::move(says),
        FindingText() << "name one under sources, with what it is and where it stands");
    if (first.subject == EntityId::none) f.about = {first.object};
    f.told(first);
  }
}

void never_used(const Facts& facts, Findings& findings) {
  std::unordered_set<EntityId> used;
  for (const Statement& s : facts.statements()) {
    // Its own entry says what it is called, and where a post is: that tells nothing of it yet.
    if (s.effect != Effect::always) used.insert(s.subject);
    used.insert(s.object);
    used.insert(s.capacity_of);
  }
  for (const Told& t : facts.changes()) {
    for (const auto* part : {&t.change.originals, &t.change.results, &t.change.others})
      used.insert(part->begin(), part->end());
  }
  for (const EntityId id : facts.portion()) {
    const Place* entry = facts.entry(id);
    if (used.contains(id) || entry == nullptr) continue;
    findings
        .add(Severity::note, {id}, FindingText() << "nothing is told of " << id << " but its entry",
             FindingText() << "tell something of it, or take its entry out")
        .at(*entry);
  }
}

void folded_alike(const Facts& facts, Findings& findings) {
  for (const EntityId id : facts.portion()) {
    std::map<std::pair<std::string, std::string>, const Spell*> first;
    for (const Spell* s : facts.out(id, StatementKind::name)) {
      const std::string folded = fold_name(s->value);
      // A preferred name beside an alias is a variant told on purpose; a character in its
      // traditional and its simplified form is another script.
      const auto [it, fresh] = first.try_emplace({s->aspect, folded}, s);
      const Spell& other = *it->second;
      if (fresh || other.value == s->value || is_unspaced(code_points(folded).front())) continue;
      FindingText says;
      if (may_meet(other, *s))
        says << id << " is called “" << other.value << "” and “" << s->value << "”";
      else
        says << id << " is renamed from “" << other.value << "” to “" << s->value << "”, from "
             << s->from << " on";
      CheckFinding& f =
          findings.add(Severity::note, {id}, std::move(says) << ": only the spelling differs",
                       FindingText() << "keep the spelling that it uses itself");
      for (const Statement* x : facts.behind(*s)) f.told(*x);
      for (const Statement* x : facts.behind(other)) f.told(*x);
    }
  }
}

}  // namespace reorg
