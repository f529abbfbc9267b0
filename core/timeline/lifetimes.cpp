#include "core/timeline/lifetimes.hpp"

#include <algorithm>

namespace reorg {
namespace {

// A claim dated before the beginning speaks of no day on which its entity lived; a claim dated
// within it shows that the entity lived by then, so only the earliest days go.
bool clip_from(Bound& b, const Bound& life) {
  if (b.earliest >= life.earliest) return false;
  if (b.latest < life.earliest) {
    b = life;
    b.basis = Basis::lifetime;
    return true;
  }
  b.earliest = life.earliest;
  return true;
}

bool clip_until(Bound& b, const Bound& life) {
  if (b.latest <= life.latest) return false;
  if (b.earliest > life.latest) {
    b = life;
    b.basis = Basis::lifetime;
    return true;
  }
  b.latest = life.latest;
  return true;
}

bool never_holds(const Spell& s) { return !s.undated && s.from.earliest >= s.until.latest; }

void clip(Spell& s, const Lifetime& life) {
  if (clip_from(s.from, life.from))
    s.since.earliest = std::max(s.since.earliest, life.from.earliest);
  if (s.since.latest < s.since.earliest) s.since = s.from;
  clip_until(s.until, life.until);
}

// As long as either of the two.
void widen(Lifetime& life, const Bound& from, const Bound& until) {
  if (from.earliest < life.from.earliest) life.from = from;
  if (until.latest > life.until.latest) life.until = until;
}

// A post whose own existence nobody states lives no longer than the organizations it is in.
void posts_live_in_their_organizations(std::span<const Spell> spells,
                                       std::unordered_map<EntityId, Lifetime>& lives) {
  std::unordered_map<EntityId, Lifetime> posts;
  for (const Spell& s : spells) {
    if (s.kind != StatementKind::post_in || lives.contains(s.subject)) continue;
    const auto it = lives.find(s.object);
    if (it == lives.end()) continue;
    const auto [post, first] = posts.emplace(s.subject, it->second);
    if (!first) widen(post->second, it->second.from, it->second.until);
  }
  lives.merge(posts);
}

}  // namespace

std::unordered_map<EntityId, Lifetime> lifetimes(std::span<const Spell> spells) {
  std::unordered_map<EntityId, Lifetime> result;
  for (const Spell& s : spells) {
    if (s.kind != StatementKind::existence || s.standing == Standing::outranked || s.undated)
      continue;
    const auto [it, first] = result.try_emplace(s.subject, Lifetime{s.from, s.until});
    if (!first) widen(it->second, s.from, s.until);
  }
  posts_live_in_their_organizations(spells, result);
  return result;
}

void clip_to_lifetimes(std::vector<Spell>& spells, std::vector<Finding>& findings) {
  const auto lives = lifetimes(spells);
  const auto clip_to = [&](Spell& s, EntityId e) {
    if (const auto it = lives.find(e); it != lives.end()) clip(s, it->second);
  };
  std::erase_if(spells, [&](Spell& s) {
    if (s.kind == StatementKind::existence || s.kind == StatementKind::note || s.undated)
      return false;
    const bool held_before = !never_holds(s);
    for (const EntityId e : {s.subject, s.object, s.capacity_of}) clip_to(s, e);
    if (!never_holds(s)) return false;
    if (held_before && s.from.basis != Basis::lifetime) {
      findings.push_back(
          {"outside-lifetime", "it lies outside the lifetime of what it concerns", s.evidence});
    }
    return true;
  });
}

}  // namespace reorg
