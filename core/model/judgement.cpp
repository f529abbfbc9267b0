#include "core/model/judgement.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace reorg {

std::string_view word(Verdict v) { return v == Verdict::same ? "same" : "different"; }

Judgements::Pair Judgements::pair(std::string_view a, std::string_view b) {
  const auto [first, second] = std::minmax(a, b);
  return {std::string(first), std::string(second)};
}

Judgements::Judgements(std::vector<Judgement> in_order) {
  std::map<Pair, Verdict> last;
  for (const Judgement& j : in_order) last[pair(j.kept, j.other)] = j.verdict;
  // The same verdict again adds a source; one that was taken back meanwhile is over.
  std::set<Pair> over;
  for (Judgement& j : std::views::reverse(in_order)) {
    const Pair on = pair(j.kept, j.other);
    if (j.verdict != last.at(on)) over.insert(on);
    if (!over.contains(on)) in_force_.push_back(std::move(j));
  }
  std::ranges::reverse(in_force_);
  for (std::size_t n = 0; n < in_force_.size(); ++n) {
    const Judgement& j = in_force_[n];
    on_pair_[pair(j.kept, j.other)].push_back(n);
    if (j.verdict == Verdict::same) join(j.kept, j.other);
  }
}

void Judgements::join(const std::string& kept, const std::string& other) {
  for (const std::string& key : {kept, other}) {
    if (group_of_.emplace(key, groups_.size()).second) groups_.push_back({key});
  }
  const std::size_t into = group_of_.at(kept), from = group_of_.at(other);
  if (into == from) return;
  for (std::string& key : groups_[from]) {
    group_of_[key] = into;
    groups_[into].push_back(std::move(key));
  }
  groups_[from].clear();
}

std::vector<std::vector<std::string>> Judgements::groups() const {
  std::vector<std::vector<std::string>> all = groups_;
  std::erase_if(all, [](const auto& group) { return group.empty(); });
  return all;
}

std::vector<const Judgement*> Judgements::saying_so(std::string_view a, std::string_view b) const {
  std::vector<const Judgement*> found;
  if (const auto it = on_pair_.find(pair(a, b)); it != on_pair_.end()) {
    for (const std::size_t n : it->second) found.push_back(&in_force_[n]);
  }
  return found;
}

std::optional<Verdict> Judgements::on(std::string_view a, std::string_view b) const {
  const auto found = saying_so(a, b);
  return found.empty() ? std::nullopt : std::optional(found.front()->verdict);
}

bool Judgements::mentions(std::string_view key) const {
  return std::ranges::any_of(in_force_,
                             [&](const Judgement& j) { return j.kept == key || j.other == key; });
}

std::vector<std::string> Judgements::keys_of(std::string_view key) const {
  const auto group = group_of_.find(key);
  return group == group_of_.end() ? std::vector{std::string(key)} : groups_[group->second];
}

bool Judgements::are_one(std::string_view a, std::string_view b) const {
  const auto keys = keys_of(a);
  return std::ranges::find(keys, b) != keys.end();
}

std::vector<const Judgement*> Judgements::joining(std::string_view key) const {
  const auto keys = keys_of(key);
  std::vector<const Judgement*> found;
  for (const Judgement& j : in_force_) {
    if (j.verdict == Verdict::same && std::ranges::find(keys, j.kept) != keys.end())
      found.push_back(&j);
  }
  return found;
}

std::vector<const Judgement*> Judgements::through_others(std::string_view a,
                                                         std::string_view b) const {
  auto all = joining(a);
  std::erase_if(all, [&](const Judgement* j) { return pair(j->kept, j->other) == pair(a, b); });
  std::map<std::string_view, const Judgement*> reached_by{{a, nullptr}};
  std::vector<std::string_view> front{a};
  while (!front.empty() && !reached_by.contains(b)) {
    std::vector<std::string_view> next;
    for (const std::string_view key : front) {
      for (const Judgement* j : all) {
        if (j->kept != key && j->other != key) continue;
        const std::string_view there = j->kept == key ? j->other : j->kept;
        if (reached_by.emplace(there, j).second) next.push_back(there);
      }
    }
    front = std::move(next);
  }
  std::vector<const Judgement*> steps;
  if (!reached_by.contains(b)) return steps;
  for (std::string_view at = b; at != a;) {
    const Judgement* j = reached_by.at(at);
    steps.insert(steps.begin(), j);
    at = j->kept == at ? j->other : j->kept;
  }
  return steps;
}

const Judgement* Judgements::against(std::string_view a, std::string_view b) const {
  for (const std::string& one : keys_of(a)) {
    for (const std::string& two : keys_of(b)) {
      const bool this_pair = pair(one, two) == pair(a, b);
      if (!this_pair && on(one, two) == Verdict::different) return saying_so(one, two).front();
    }
  }
  return nullptr;
}

}  // namespace reorg
