#include "core/query/narrow.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/walk/walk.hpp"

namespace reorg {
namespace {

constexpr KindSet upward{StatementKind::part_of, StatementKind::post_in, StatementKind::holds,
                         StatementKind::member_of, StatementKind::oversees};

// How many lines lie between one of the organizations and what is below it, of all from which
// lines lead there. Up from the
// candidates and not down from the organization: a group has more units than a name has bearers.
std::map<EntityId, int> within(const RelationSource& source, std::vector<EntityId> candidates,
                               const std::set<EntityId>& organizations) {
  Walk walk;
  walk.seeds = std::move(candidates);
  walk.steps = {{.hop = {.out = upward}, .times = any_number}};
  walk.follow = [](const Spell& s) { return s.standing != Standing::outranked; };
  const Neighbourhood found = run(walk, source);
  std::multimap<EntityId, EntityId> below;
  for (const Spell& s : found.spells()) {
    if (walk.follow(s)) below.emplace(s.object, s.subject);
  }
  std::map<EntityId, int> inside;
  std::vector<EntityId> level(organizations.begin(), organizations.end());
  for (int depth = 1; !level.empty(); ++depth) {
    std::vector<EntityId> next;
    for (const EntityId at : level) {
      const auto [from, until] = below.equal_range(at);
      for (auto it = from; it != until; ++it) {
        if (inside.emplace(it->second, depth).second) next.push_back(it->second);
      }
    }
    level = std::move(next);
  }
  return inside;
}

// When some of the best are in the organization itself, they are meant, and those further down are
// only told of; posts not even that, for each company has its own: the chief executive officer of
// Alibaba is not that of Lazada.
void prefer_direct(FoundName& found, const std::map<EntityId, int>& inside) {
  const auto direct = [&](const NameHit& hit) { return inside.at(hit.entity) == 1; };
  const auto is_post = [](const NameHit& hit) { return hit.kind == EntityKind::post; };
  if (std::none_of(found.exact.begin(), found.exact.end(), direct)) return;
  const auto further = std::stable_partition(found.exact.begin(), found.exact.end(), direct);
  found.lower.insert(found.lower.begin(), further, found.exact.end());
  found.exact.erase(further, found.exact.end());
  if (!std::all_of(found.exact.begin(), found.exact.end(), is_post)) return;
  std::erase_if(found.lower, [&](const NameHit& hit) { return is_post(hit) && !direct(hit); });
}

std::vector<NameHit> all_of(const FoundName& found) {
  std::vector<NameHit> hits = found.exact;
  hits.insert(hits.end(), found.lower.begin(), found.lower.end());
  return hits;
}

// One organization or several: which of them is meant, what is found in them tells.
std::set<EntityId> organizations(const FoundName& found) {
  std::set<EntityId> ids;
  for (const NameHit& hit : all_of(found)) {
    if (hit.kind == EntityKind::organization) ids.insert(hit.entity);
  }
  if (const NameHit* meant = found.meant(); ids.empty() && meant != nullptr)
    ids.insert(meant->entity);
  return ids;
}

FoundName keep_inside(const NameIndex& index, const RelationSource& source, FoundName found,
                      const std::set<EntityId>& above, std::string_view name,
                      const Asking& asking) {
  const std::vector<NameHit> bearers = all_of(found);
  std::vector<NameHit> hits = bearers.empty() ? found.nearest : bearers;
  std::vector<EntityId> ids;
  for (const NameHit& hit : hits) ids.push_back(hit.entity);
  const std::map<EntityId, int> inside = within(source, ids, above);
  std::erase_if(hits, [&](const NameHit& hit) { return !inside.contains(hit.entity); });
  if (!bearers.empty()) {
    FoundName narrowed = by_tier(index, std::move(hits), name, asking);
    prefer_direct(narrowed, inside);
    if (narrowed.exact.empty()) {
      narrowed.tier = found.tier;
      narrowed.nearest = bearers;
    }
    return narrowed;
  }
  const bool first_stays = !hits.empty() && hits.front().entity == found.nearest.front().entity;
  found.clear = found.tier == Tier::beginning ? !asking.strict && hits.size() == 1
                                              : found.clear && first_stays;
  if (!hits.empty()) found.nearest = std::move(hits);
  return found;
}

}  // namespace

FoundName narrow(const NameIndex& index, const RelationSource& source, std::string_view asked,
                 const Asking& asking) {
  FoundName whole = find(index, asked, asking);
  const std::size_t slash = asked.rfind('/');
  if (!whole.exact.empty() || slash == std::string_view::npos) return whole;
  const std::string_view name = asked.substr(slash + 1);
  FoundName named = find(index, name, asking);
  if (named.exact.empty() && named.nearest.empty()) return whole;
  const std::set<EntityId> above =
      organizations(narrow(index, source, asked.substr(0, slash), asking));
  if (above.empty()) return whole;
  return keep_inside(index, source, std::move(named), above, name, asking);
}

}  // namespace reorg
