#include "graphviz/difference_units.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace reorg::charts {
namespace {

constexpr std::size_t worth_bundling = 4;

}  // namespace

UnitChoice::UnitChoice(const TwoDays& days, const Ledger& ledger, const Shown& shown)
    : days_(days), ledger_(ledger), shown_(shown) {
  if (!shown.only.empty()) only_.emplace(shown.only);
  for (const Moving& m : ledger.moves) {
    moved_.insert(m.who);
    left_.insert(m.from);
  }
  read_tree();
  choose();
  order();
}

// ---- the tree ---------------------------------------------------------------------------------

void UnitChoice::read_tree() {
  std::vector<EntityId> path;
  for (const Node& n : days_.tree) {
    path.resize(static_cast<std::size_t>(n.depth));
    path.push_back(n.organization);
    const bool is_over = is_over_for_sure(n.organization);
    if (n.repeated || is_over) continue;
    Unit& unit = units_[n.organization];
    unit.node = &n;
    unit.depth = n.depth;
    if (n.depth == 0) {
      roots_.push_back(n.organization);
      continue;
    }
    unit.parent = path[path.size() - 2];
    const auto parent = units_.find(unit.parent);
    if (parent == units_.end()) {
      units_.erase(n.organization);  // what it hung from is over
    } else {
      parent->second.children.push_back(n.organization);
    }
  }
}

bool UnitChoice::is_over_for_sure(EntityId id) const {
  const auto at = ledger_.endings.find(id);
  return at != ledger_.endings.end() && at->second.certainty == Certainty::certain;
}

// ---- what is drawn ----------------------------------------------------------------------------

void UnitChoice::choose() {
  for (const auto& [id, entry] : ledger_.entries) {
    if (entry.own_card) draw(id);
  }
  for (const EntityId id : shown_.highlighted) draw(id);
  for (const auto& [id, ending] : ledger_.endings) {
    for (const EntityId into : ending.into) draw(into);
    if (units_.contains(id)) draw(id);
  }
  for (const Moving& m : ledger_.moves) {
    draw(m.to);
    draw(m.from);
  }
  if (days_.about != EntityId::none) {
    for (const EntityId root : roots_) units_.at(root).drawn = true;
  }
  // Of several structures only what differs, else a chart of everything would be endless.
  for (const EntityId root : roots_) {
    const Unit& unit = units_.at(root);
    if (!unit.drawn || shown_.depth < 1 || drawn_roots() > 1) continue;
    for (const EntityId child : unit.children) {
      if (fits(child)) units_.at(child).drawn = true;
    }
  }
  choose_moved();
}

std::ptrdiff_t UnitChoice::drawn_roots() const {
  return std::ranges::count_if(roots_, [&](EntityId id) { return units_.at(id).drawn; });
}

// Whatever only moved is a name in a Move, if that can end at a card with nothing hanging from
// it; else it has a card of its own, or many share one.
void UnitChoice::choose_moved() {
  std::map<EntityId, bool> takes_moves;
  std::map<Ends, std::size_t> together;
  for (const Moving& m : ledger_.moves) {
    const auto who = units_.find(m.who);
    if (who == units_.end() || who->second.drawn || only_leaves(m)) continue;
    ++together[ends(m)];
    const auto to = units_.find(m.to);
    if (to != units_.end() && to->second.drawn) takes_moves[m.to] = is_at_top(to->second);
  }
  for (const Moving& m : ledger_.moves) {
    const auto at = units_.find(m.who);
    if (at == units_.end() || at->second.drawn || only_leaves(m) || !fits(m.who) ||
        at->second.depth > shown_.depth)
      continue;
    if (takes_moves[m.to])
      at->second.named = true;
    else if (together[ends(m)] >= worth_bundling && units_.contains(m.to) && units_.at(m.to).drawn)
      at->second.bundled = true;
    else
      draw(m.who);
  }
}

bool UnitChoice::is_at_top(const Unit& unit) const {
  return unit.depth == (drawn_roots() == 1 ? 1 : 0) && !has_drawn(unit);
}

bool UnitChoice::only_leaves(const Moving& m) const {
  const auto who = units_.find(m.who);
  return m.to == EntityId::none && who != units_.end() && who->second.depth > 0;
}

bool UnitChoice::fits(EntityId id) const { return !only_ || !only_->days(days_.after, id).empty(); }

// With all that it hangs from.
void UnitChoice::draw(EntityId id) {
  auto at = units_.find(id);
  if (at == units_.end() || !fits(id)) return;
  for (; at != units_.end(); at = units_.find(at->second.parent)) {
    at->second.drawn = at->second.depth <= shown_.depth;
  }
}

// ---- in which order ---------------------------------------------------------------------------

// What differs last, near to what ended; of the commonest sort first; then by name.
void UnitChoice::order() {
  for (auto& [id, unit] : units_) {
    const std::string common = commonest_sort(unit.children);
    std::ranges::sort(unit.children, {}, [&](EntityId child) {
      const int how_much = stir(child);
      const bool other_sort = how_much == 0 && days_.after.sort(child) != common;
      return std::tuple(how_much, other_sort, main_name(days_.after, child, shown_), child);
    });
    collapse(unit);
  }
}

std::string UnitChoice::commonest_sort(const std::vector<EntityId>& units) const {
  std::map<std::string, std::size_t> count;
  for (const EntityId id : units) ++count[days_.after.sort(id)];
  const auto most = std::ranges::max_element(count, {}, [](const auto& c) { return c.second; });
  return most == count.end() || most->second < 2 ? "" : most->first;
}

// 0 nothing, then: below it, changed, moved, new; ends of Moves last.
int UnitChoice::stir(EntityId id) {
  const auto [at, fresh] = stirs_.emplace(id, 0);
  if (!fresh) return at->second;
  const auto entry = ledger_.entries.find(id);
  const Mark mark = entry == ledger_.entries.end() ? Mark::none : entry->second.mark;
  bool takes = false, below = left_.contains(id);
  for (const EntityId c : units_.at(id).children) {
    const Unit& child = units_.at(c);
    takes = takes || child.named;
    below = below || (child.drawn && stir(c) > 0);
  }
  const int much = takes                 ? mark == Mark::added ? 6 : 5
                   : mark == Mark::added ? 4
                   : moved_.contains(id) ? 3
                   : mark != Mark::none  ? 2
                   : below               ? 1
                                         : 0;
  return stirs_[id] = much;
}

void UnitChoice::collapse(Unit& unit) {
  std::size_t drawn = 0;
  for (const EntityId c : unit.children) drawn += units_.at(c).drawn ? 1U : 0U;
  for (auto c = unit.children.rbegin(); c != unit.children.rend() && drawn > shown_.collapse_over;
       ++c) {
    Unit& child = units_.at(*c);
    if (!child.drawn || has_drawn(child) || stir(*c) > 0 || shown_.highlighted.contains(*c))
      continue;
    child.drawn = false;
    --drawn;
  }
}

std::string UnitChoice::hidden(const Unit& unit) const {
  std::size_t n = 0, changed = 0;
  count_hidden(unit, n, changed);
  if (n == 0) return {};
  const std::string_view word = n == 1 ? "unit" : "units";
  const std::string_view where = unit.depth == 0 && shown_.depth > 0 ? "more " : "";
  return changed == 0
             ? fmt::format("{} {}{}{}, unchanged", n, where, word, where.empty() ? " below" : "")
             : fmt::format("{} {}{}{}, {} of them changed", n, where, word,
                           where.empty() ? " below" : "", changed);
}

void UnitChoice::count_hidden(const Unit& unit, std::size_t& n, std::size_t& changed) const {
  for (const EntityId id : unit.children) {
    const Unit& child = units_.at(id);
    if (child.drawn) continue;
    if (!child.named && !child.bundled) {
      ++n;
      if (ledger_.entries.contains(id) || moved_.contains(id)) ++changed;
    }
    count_hidden(child, n, changed);
  }
}

bool UnitChoice::has_drawn(const Unit& unit) const {
  return std::ranges::any_of(unit.children, [&](EntityId id) { return units_.at(id).drawn; });
}

}  // namespace reorg::charts
