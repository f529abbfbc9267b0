#include "core/check/check.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>

#include "core/check/screening.hpp"
#include "core/walk/walk.hpp"

namespace reorg {
namespace {

// What makes a statement (R16): several places may tell one.
std::string content(const Statement& s) {
  std::string all;
  const auto add = [&](std::string_view text) { (all += text) += '\0'; };
  for (const auto n : {static_cast<std::uint32_t>(s.kind), static_cast<std::uint32_t>(s.effect),
                       static_cast<std::uint32_t>(s.mode), number(s.subject), number(s.object),
                       number(s.capacity_of), static_cast<std::uint32_t>(s.position),
                       static_cast<std::uint32_t>(s.rank)})
    add(std::to_string(n));
  for (const std::string* text : {&s.aspect, &s.value, &s.role, &s.claim}) add(*text);
  for (const bool flag : {s.acting, s.dotted, s.alongside}) add(flag ? "1" : "0");
  add(s.from ? s.from->edtf : "");
  add(word(s.until.kind));
  add(s.until.date.edtf);
  return all;
}

std::size_t count(const Facts& facts) {
  std::unordered_set<std::string> contents;
  for (const Statement& s : facts.statements()) {
    if (facts.speaks_for(s) && facts.knows(s)) contents.insert(content(s));
  }
  return contents.size();
}

class Checking {
 public:
  Checking(const CheckSource& source, const Scope& scope, const CheckOptions& options)
      : options_(options), gathered_{source, scope, options.days, {}, {}, {}} {
    if (source.image == nullptr || options.days.known_at != after_all) return;
    screening_.emplace(*source.image, source.dossiers,
                       Screening::Asked{scope, options.days, options.off, [&] { tell(0); }});
    tables_ = source.dossiers.tables();
  }

  void look_at_all(const std::vector<EntityId>& all) {
    of_ = all.size();
    const std::size_t step = std::max<std::size_t>(options_.portion, 1);
    for (std::size_t first = 0; first < all.size(); first += step) {
      const std::size_t size = std::min(step, all.size() - first);
      look_at(std::span(all).subspan(first, size));
      tell(first + size);
    }
  }

  CheckReport finish() {
    for (const Rule& r : rules()) {
      if (r.of_all != nullptr && !options_.off.contains(r.name)) run(r, r.of_all, gathered_);
    }
    sort();
    return std::move(report_);
  }

 private:
  void tell(std::size_t done) const {
    if (options_.progress) options_.progress(done, of_);
  }

  void look_at(std::span<const EntityId> portion) {
    Screening::Picked picked;
    if (screening_)
      picked = screening_->pick(portion);
    else
      picked.suspects.assign(portion.begin(), portion.end());
    report_.statements += picked.statements;
    std::optional<Facts> facts;
    if (!picked.suspects.empty()) {
      facts.emplace(gathered_.source, std::move(picked.suspects), gathered_.scope, options_.days);
      if (picked.without_source > 0 && tables_.size() == 1)
        facts->has_also_without_source(tables_.front(), picked.without_source);
      look_at(*facts);
    }
    for (const EntityId id : portion) {
      if (facts && facts->has(id))
        gather(*facts, id, gathered_);
      else if (!options_.off.contains("likely-duplicate"))
        screening_->gather_names(id, gathered_);
    }
  }

  void look_at(const Facts& facts) {
    report_.statements += count(facts);
    if (!options_.off.contains("no-source")) gather_sourceless(facts, gathered_);
    for (const Rule& r : rules()) {
      if (r.of_portion != nullptr && !options_.off.contains(r.name)) run(r, r.of_portion, facts);
    }
  }

  template <class Facts>
  void run(const Rule& rule, void (*look)(const Facts&, Findings&), const Facts& facts) {
    Findings findings(rule.name);
    look(facts, findings);
    std::ranges::move(findings.take(), std::back_inserter(report_.findings));
  }

  // By what the files say, never by ids: the order of import means nothing.
  void sort() {
    const auto key = [](const CheckFinding& f) {
      const Place place = f.places.empty() ? Place{} : f.places.front();
      const auto order = std::ranges::find(rules(), f.rule, &Rule::name) - rules().begin();
      return std::tuple(f.severity, place.file, place.line, place.column, order,
                        f.first.value_or(before_all));
    };
    std::ranges::stable_sort(report_.findings, {}, key);
  }

  const CheckOptions& options_;
  CheckMaterial gathered_;
  std::optional<Screening> screening_;
  std::vector<std::string> tables_;
  std::size_t of_ = 0;
  CheckReport report_;
};

}  // namespace

std::size_t CheckReport::of(Severity s) const {
  return static_cast<std::size_t>(std::ranges::count(findings, s, &CheckFinding::severity));
}

CheckReport check(const CheckSource& source, const Scope& scope, const CheckOptions& options) {
  std::vector<EntityId> all = source.dossiers.everyone();
  std::erase_if(all, [&](EntityId id) { return !scope.has(id); });
  Checking checking(source, scope, options);
  checking.look_at_all(all);
  return checking.finish();
}

std::vector<EntityId> with_all_below(const RelationSource& source, EntityId id) {
  Walk walk;
  walk.seeds = {id};
  walk.steps = {{.hop = {{}, KindSet(StatementKind::part_of)}, .times = any_number},
                {.hop = {{}, KindSet(StatementKind::post_in)}, .whom = Whom::everyone}};
  walk.follow = [](const Spell& s) { return !s.dotted && s.standing != Standing::outranked; };
  return run(walk, source).entities();
}

}  // namespace reorg
