#include "core/query/units.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/names/fold.hpp"
#include "core/query/spread.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

// "companies" → "company", "branches" → "branch", "units" → "unit"; what is no plural stays.
std::string singular(std::string word) {
  const auto cut = [&](std::size_t n, const char* instead) {
    word.resize(word.size() - n);
    word += instead;
  };
  if (word.size() < 4) return word;
  if (word.ends_with("ies"))
    cut(3, "y");
  else if (word.ends_with("sses") || word.ends_with("ches") || word.ends_with("shes"))
    cut(2, "");
  else if (word.ends_with("s") && !word.ends_with("ss"))
    cut(1, "");
  return word;
}

// The commonest Chinese words for a sort, as files classify in English.
std::string in_english(std::string word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> table{{
      {"事业群", "business group"},
      {"事业部", "business unit"},
      {"公司", "company"},
      {"单位", "unit"},
      {"组织", "organization"},
      {"产品", "product"},
      {"部门", "department"},
      {"委员会", "committee"},
      {"工作室", "studio"},
      {"业务线", "business line"},
  }};
  for (const auto& [chinese, english] : table) {
    if (word == chinese) return std::string(english);
  }
  return word;
}

std::string sort_word(std::string_view text) { return singular(in_english(fold_name(text))); }

// SolidLines downwards that hold or may hold on the scene's day.
class SolidLines {
 public:
  explicit SolidLines(const Scene& scene) {
    for (const Spell& s : scene.relations()) {
      if (s.kind != Kind::part_of || s.dotted || scene.holds(s) == Certainty::no) continue;
      below_[s.object].push_back(&s);
      above_[s.subject].push_back(&s);
    }
  }
  const std::vector<const Spell*>& below(EntityId id) const { return of(below_, id); }
  const std::vector<const Spell*>& above(EntityId id) const { return of(above_, id); }

 private:
  using ByEntity = std::map<EntityId, std::vector<const Spell*>>;
  static const std::vector<const Spell*>& of(const ByEntity& lines, EntityId id) {
    static const std::vector<const Spell*> none;
    const auto at = lines.find(id);
    return at == lines.end() ? none : at->second;
  }
  ByEntity below_, above_;
};

Spread downwards(const Scene& scene, const SolidLines& lines, EntityId root, int depth) {
  Spread spread(root);
  const AsOf& day = scene.as_of();
  for (std::size_t w = 0; w < spread.ways().size(); ++w) {
    if (spread.way(w).depth >= depth) break;  // breadth first: all others are as deep
    const EntityId here = spread.way(w).entity;
    for (const Spell* line : lines.below(here)) spread.prolong(w, *line, day.first, day.last);
  }
  return spread;
}

std::vector<CommonDays> both(const std::vector<CommonDays>& a, const std::vector<CommonDays>& b) {
  std::vector<CommonDays> result;
  for (const CommonDays& one : a) {
    for (const CommonDays& other : b) {
      if (auto days = common(one, other)) result.push_back(std::move(*days));
    }
  }
  return united(std::move(result));
}

Certainty on_the_day(const Scene& scene, const std::vector<CommonDays>& days) {
  return holds_within(days, scene.as_of().first, scene.as_of().last);
}

Unit unit_at(const Scene& scene, const SolidLines& lines, const Spread& spread, EntityId id) {
  const AsOf& day = scene.as_of();
  const Route* best = nullptr;
  for (const std::size_t n : spread.to(id)) {
    const Route& w = spread.way(n);
    if (best == nullptr ||
        holds_within(w.days, day.first, day.last) > holds_within(best->days, day.first, day.last))
      best = &w;
  }
  Unit unit;
  unit.organization = id;
  unit.depth = best->depth;
  unit.line = best->via;
  for (const Spell* line : lines.above(id)) {
    const bool within = !spread.to(line->object).empty();
    if (within && line->object != unit.line->object) unit.beside.push_back(line);
  }
  return unit;
}

void sort_units(const Scene& scene, std::vector<Unit>& all) {
  std::ranges::stable_sort(all, {}, [&](const Unit& u) {
    return std::tuple(u.certainty != Certainty::certain, u.depth, scene.name(u.organization));
  });
}

// When it is classified as anything else, or not at all (R15).
std::vector<CommonDays> no_product(const Scene& scene, EntityId id) {
  CommonDays always;
  always.until.earliest = always.until.latest = after_all;
  always.until.kind = EndKind::open;
  const auto classes = scene.values(id, Kind::classification);
  const auto is_product = [](const Spell* s) { return sort_word(s->value) == "product"; };
  if (std::ranges::none_of(classes, is_product)) return {always};
  std::vector<CommonDays> result;
  for (const Spell* s : classes) {
    if (!is_product(s)) result.push_back(days_of(*s));
  }
  // The one class it has is perhaps over, or has perhaps not begun.
  if (result.empty() && scene.holds(*classes.front()) == Certainty::possible) {
    always.disputed = true;
    result.push_back(always);
  }
  return united(std::move(result));
}

const Step who_oversees{.hop = {{}, KindSet(Kind::oversees)}, .times = 1, .whom = Whom::everyone};
const Step who_holds{.hop = {{}, KindSet(Kind::holds)}, .times = 1, .whom = Whom::newest};

}  // namespace

SortAsked::SortAsked(std::string_view asked)
    : word_(asked.empty() ? "organization" : sort_word(asked)) {}

std::vector<CommonDays> SortAsked::days(const Scene& scene, EntityId organization) const {
  if (word_ == "organization") return no_product(scene, organization);
  const bool legal = word_ == "company" || word_ == "unit";
  std::vector<CommonDays> result;
  for (const Spell* s :
       scene.values(organization, legal ? Kind::legal_form : Kind::classification)) {
    if (legal ? s->value == word_ : sort_word(s->value) == word_) result.push_back(days_of(*s));
  }
  result = united(std::move(result));
  return word_ == "unit" ? both(result, no_product(scene, organization)) : result;
}

std::unique_ptr<Scene> units_scene(const RelationSource& source, std::span<const EntityId> roots,
                                   int depth, const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(roots.begin(), roots.end());
  walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = depth, .whom = Whom::newest},
                who_oversees,
                who_holds};
  walk.follow = [&as_of](const Spell& s) {
    return !(s.kind == Kind::part_of && s.dotted) &&
           holds_within(s, as_of.first, as_of.last) != Certainty::no;
  };
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

std::vector<Unit> units(const Scene& scene, EntityId root, const SortAsked& sort, int depth) {
  const SolidLines lines(scene);
  const Spread spread = downwards(scene, lines, root, depth);
  std::map<EntityId, std::vector<CommonDays>> below;
  for (const Route& w : spread.ways()) {
    if (w.entity != root) below[w.entity].push_back(w.days);
  }
  std::vector<Unit> result;
  for (auto& [id, days] : below) {
    Unit unit = unit_at(scene, lines, spread, id);
    unit.certainty = on_the_day(scene, both(united(std::move(days)), sort.days(scene, id)));
    if (unit.certainty == Certainty::no) continue;
    unit.overseers = direct_overseers(scene, id);
    result.push_back(std::move(unit));
  }
  sort_units(scene, result);
  return result;
}

std::unique_ptr<Scene> all_units_scene(const RelationSource& source,
                                       std::span<const EntityId> roots, const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(roots.begin(), roots.end());
  walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = any_number, .whom = Whom::newest},
                {.hop = {{}, KindSet(Kind::oversees, Kind::post_in, Kind::member_of, Kind::owns)},
                 .times = 1,
                 .whom = Whom::everyone},
                who_holds};
  walk.follow = [](const Spell& s) { return s.kind != Kind::owns && s.kind != Kind::member_of; };
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

namespace {

// When something is known of an organization: it is said to exist, or something is said of it.
std::map<EntityId, std::vector<CommonDays>> evidence(const Scene& scene) {
  std::map<EntityId, std::vector<CommonDays>> known;
  for (const Spell& s : scene.relations()) {
    // What a post's own entry says without a date holds at all times and shows nothing.
    if (scene.holds(s) == Certainty::no || s.from.latest == before_all) continue;
    for (const EntityId id : {s.subject, s.object}) {
      if (id != EntityId::none && scene.entity(id).kind == EntityKind::organization)
        known[id].push_back(days_of(s));
    }
  }
  for (const Arrival& a : scene.reached()) {
    if (scene.entity(a.entity).kind != EntityKind::organization) continue;
    for (const Spell* s : scene.values(a.entity, Kind::existence))
      known[a.entity].push_back(days_of(*s));
  }
  return known;
}

// Levels below whatever is part of nothing, along lines that hold or may hold.
std::map<EntityId, int> depths(const SolidLines& lines,
                               const std::map<EntityId, std::vector<CommonDays>>& known) {
  std::map<EntityId, int> depth;
  std::vector<EntityId> queue;
  for (const auto& [id, days] : known) {
    if (lines.above(id).empty() && depth.emplace(id, 1).second) queue.push_back(id);
  }
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const Spell* line : lines.below(queue[i])) {
      if (depth.emplace(line->subject, depth[queue[i]] + 1).second) queue.push_back(line->subject);
    }
  }
  return depth;
}

}  // namespace

std::vector<Unit> all_units(const Scene& scene, const SortAsked& sort, int depth) {
  const SolidLines lines(scene);
  const auto known = evidence(scene);
  std::vector<Unit> result;
  for (const auto& [id, level] : depths(lines, known)) {
    if (level > depth) continue;
    Unit unit;
    unit.organization = id;
    unit.depth = level;
    for (const Spell* line : lines.above(id)) {
      if (unit.line == nullptr || scene.holds(*line) > scene.holds(*unit.line)) unit.line = line;
    }
    for (const Spell* line : lines.above(id)) {
      if (line->object != unit.line->object) unit.beside.push_back(line);
    }
    unit.certainty = on_the_day(scene, both(united(known.at(id)), sort.days(scene, id)));
    if (unit.certainty == Certainty::no) continue;
    unit.overseers = direct_overseers(scene, id);
    result.push_back(std::move(unit));
  }
  sort_units(scene, result);
  return result;
}

}  // namespace reorg
