#include "core/check/check.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <unordered_set>

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
      : options_(options), gathered_{source, scope, options.days, {}, {}} {}

  void look_at(std::vector<EntityId> portion) {
    const Facts facts(gathered_.source, std::move(portion), gathered_.scope, options_.days);
    report_.statements += count(facts);
    for (const Rule& r : rules()) {
      if (r.of_portion != nullptr && !options_.off.contains(r.name)) run(r, r.of_portion, facts);
    }
    gather(facts, gathered_);
  }

  CheckReport finish() {
    for (const Rule& r : rules()) {
      if (r.of_all != nullptr && !options_.off.contains(r.name)) run(r, r.of_all, gathered_);
    }
    sort();
    return std::move(report_);
  }

 private:
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
  const std::size_t step = std::max<std::size_t>(options.portion, 1);
  for (std::size_t first = 0; first < all.size(); first += step) {
    const std::size_t last = std::min(first + step, all.size());
    checking.look_at({all.begin() + static_cast<std::ptrdiff_t>(first),
                      all.begin() + static_cast<std::ptrdiff_t>(last)});
    if (options.progress) options.progress(last, all.size());
  }
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
