#include "core/names/find.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "core/names/closeness.hpp"
#include "core/names/fold.hpp"

namespace reorg {
namespace {

constexpr std::size_t most_nearest = 5;
constexpr std::size_t most_compared = 4096;
constexpr std::size_t longest_compared = 800;  // bytes; nobody misspells more
constexpr std::string_view key_mark = "key:";

// Smaller for the names by which an entity is rather known: "alias:zh-Hans" is an alias.
std::size_t rank(const NameHit& hit) {
  static constexpr std::array<std::string_view, 7> sorts{
      "preferred", "legal", "key", "identifier", "acronym", "alias", "nickname"};
  const std::string_view sort = std::string_view(hit.aspect).substr(0, hit.aspect.find(':'));
  return static_cast<std::size_t>(std::find(sorts.begin(), sorts.end(), sort) - sorts.begin());
}

auto by_rank(const NameHit& hit) {
  return std::tuple(rank(hit), std::string_view(hit.key), std::string_view(hit.text));
}

// The first hit of each entity.
std::vector<NameHit> once_each(std::vector<NameHit> hits) {
  std::set<EntityId> seen;
  std::erase_if(hits, [&](const NameHit& hit) { return !seen.insert(hit.entity).second; });
  return hits;
}

std::vector<NameHit> bearers(const NameIndex& index, std::string_view folded) {
  std::vector<NameHit> hits;
  if (folded.empty()) return hits;
  if (folded.starts_with(key_mark)) {
    hits = index.exact(folded.substr(key_mark.size()));
    std::erase_if(hits, [](const NameHit& hit) { return hit.aspect != "key"; });
  }
  if (hits.empty()) hits = index.exact(folded);
  std::sort(hits.begin(), hits.end(),
            [](const NameHit& a, const NameHit& b) { return by_rank(a) < by_rank(b); });
  return once_each(std::move(hits));
}

std::vector<NameHit> nearest(const NameIndex& index, std::string_view folded) {
  if (folded.empty() || folded.size() > longest_compared) return {};
  const Asked asked(folded);
  std::vector<std::pair<double, NameHit>> near;
  for (NameHit& hit : index.near(folded, most_compared)) {
    if (const auto distance = asked.distance(fold_name(hit.text)))
      near.emplace_back(*distance, std::move(hit));
  }
  std::sort(near.begin(), near.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first, by_rank(a.second)) < std::tuple(b.first, by_rank(b.second));
  });
  std::vector<NameHit> hits;
  hits.reserve(near.size());
  for (auto& [distance, hit] : near) hits.push_back(std::move(hit));
  hits = once_each(std::move(hits));
  if (hits.size() > most_nearest) hits.resize(most_nearest);
  return hits;
}

}  // namespace

FoundName find(const NameIndex& index, std::string_view asked) {
  const std::string folded = fold_name(asked);
  FoundName found;
  found.exact = bearers(index, folded);
  if (found.exact.empty()) found.nearest = nearest(index, folded);
  return found;
}

}  // namespace reorg
