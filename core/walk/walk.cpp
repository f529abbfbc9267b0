#include "core/walk/walk.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace reorg {
namespace {

// All that a spell says, but for the number it goes by.
auto content(const Spell& s) {
  return std::tie(s.kind, s.subject, s.object, s.capacity_of, s.aspect, s.value, s.role, s.acting,
                  s.dotted, s.from, s.until, s.standing, s.claim, s.evidence);
}

std::size_t ends_of(const Spell& s) {
  const std::size_t subject = number(s.subject);
  return (subject << 32 | number(s.object)) ^ static_cast<std::size_t>(s.kind) << 60;
}

}  // namespace

bool Neighbourhood::has(EntityId id) const { return level_of_.contains(id); }

int Neighbourhood::level_of(EntityId id) const {
  const auto at = level_of_.find(id);
  return at == level_of_.end() ? -1 : at->second;
}

std::vector<EntityId> Neighbourhood::entities() const {
  std::vector<EntityId> all;
  all.reserve(reached_.size());
  for (const Arrival& a : reached_) all.push_back(a.entity);
  return all;
}

bool Neighbourhood::add(Spell s) {
  const std::size_t ends = ends_of(s);
  const auto [first, last] = same_ends_.equal_range(ends);
  const bool known = std::any_of(
      first, last, [&](const auto& entry) { return content(spells_[entry.second]) == content(s); });
  if (known) return false;
  same_ends_.emplace(ends, spells_.size());
  spells_.push_back(std::move(s));
  return true;
}

bool Neighbourhood::reach(EntityId id, int level) {
  if (id == EntityId::none || !level_of_.emplace(id, level).second) return false;
  reached_.push_back({id, level});
  return true;
}

namespace {

// A walk under way.
class Runner {
 public:
  Runner(const Walk& walk, const RelationSource& source) : walk_(walk), source_(source) {
    for (const EntityId seed : walk.seeds) found_.reach(seed, 0);
  }

  Neighbourhood finish() && {
    std::vector<EntityId> newest = found_.entities();
    for (const Step& step : walk_.steps) {
      if (step.whom == Whom::everyone) newest = found_.entities();
      for (int time = 0; time < step.times && !newest.empty(); ++time) {
        newest = take(step.hop, newest);
        if (walk_.enough && walk_.enough(found_)) return std::move(found_);
      }
    }
    return std::move(found_);
  }

 private:
  // One level; who was reached for the first time by it.
  std::vector<EntityId> take(Hop hop, const std::vector<EntityId>& frontier) {
    hop.window = walk_.window;
    const std::size_t before = found_.reached().size();
    std::vector<Spell> spells = source_.relations(frontier, hop);
    found_.count_level();
    for (Spell& s : spells) {
      if (!walk_.follow || walk_.follow(s)) reach_ends(s, hop);
      found_.add(std::move(s));
    }
    std::vector<EntityId> newest;
    for (std::size_t i = before; i < found_.reached().size(); ++i) {
      newest.push_back(found_.reached()[i].entity);
    }
    return newest;
  }

  // The end that a spell was not found from. Which that is need not be asked: the other one has
  // been reached already.
  void reach_ends(const Spell& s, const Hop& hop) {
    if (hop.out.has(s.kind) && found_.has(s.subject)) found_.reach(s.object, found_.levels());
    if (hop.in.has(s.kind) && found_.has(s.object)) found_.reach(s.subject, found_.levels());
  }

  const Walk& walk_;
  const RelationSource& source_;
  Neighbourhood found_;
};

}  // namespace

Neighbourhood run(const Walk& walk, const RelationSource& source) {
  return Runner(walk, source).finish();
}

}  // namespace reorg
