#include "core/query/path.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "core/query/spread.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

KindSet kinds_of(Along along) {
  switch (along) {
    case Along::oversight:
      return KindSet(Kind::oversees, Kind::holds, Kind::reports_to);
    case Along::structure:
      return KindSet(Kind::part_of, Kind::post_in, Kind::holds, Kind::member_of);
    case Along::ownership:
      return KindSet(Kind::owns);
    case Along::everything:
      break;
  }
  return KindSet(Kind::part_of, Kind::oversees, Kind::holds, Kind::post_in, Kind::reports_to,
                 Kind::member_of, Kind::owns);
}

// The relations read so far, each entity asked about once.
class Read {
 public:
  Read(const RelationSource& source, Along along, AsOf as_of, std::size_t limit)
      : source_(source),
        hop_{kinds_of(along), kinds_of(along)},
        as_of_(std::move(as_of)),
        limit_(limit) {}

  // Fetches what is not there yet. False when that was too much.
  bool fetch(const std::set<EntityId>& frontier) {
    std::vector<EntityId> fresh;
    for (const EntityId id : frontier) {
      if (around_.try_emplace(id).second) fresh.push_back(id);
    }
    if (fresh.empty()) return true;
    for (Spell& s : source_.relations(fresh, hop_)) {
      ++count_;
      if (holds_within(s, as_of_.first, as_of_.last) == Certainty::no) continue;
      spells_.push_back(std::move(s));
      const Spell& kept = spells_.back();
      for (const EntityId end : {kept.subject, kept.object}) {
        if (std::ranges::binary_search(fresh, end)) around_[end].push_back(&kept);
      }
    }
    for (const EntityId id : fresh) sort(around_[id]);
    return count_ <= limit_;
  }
  const std::vector<const Spell*>& around(EntityId id) const { return around_.at(id); }

 private:
  // What is found first is told: certain relations, then in the order of kinds and days.
  void sort(std::vector<const Spell*>& spells) const {
    std::ranges::stable_sort(spells, {}, [this](const Spell* s) {
      return std::tuple(holds_within(*s, as_of_.first, as_of_.last) != Certainty::certain, s->kind,
                        s->dotted, s->from.earliest, s->subject, s->object);
    });
  }

  const RelationSource& source_;
  Hop hop_;
  AsOf as_of_;
  std::size_t limit_;
  std::size_t count_ = 0;
  std::deque<Spell> spells_;  // whose places do not move
  std::unordered_map<EntityId, std::vector<const Spell*>> around_;
};

// Organizations are the hubs: whole companies hang on some.
bool is_organization(const Spell& s, EntityId end) {
  switch (s.kind) {
    case Kind::part_of:
    case Kind::owns:
      return true;
    case Kind::oversees:
    case Kind::post_in:
    case Kind::member_of:
      return end == s.object;
    default:
      return false;
  }
}

// One end of the search.
struct Side {
  Side(EntityId seed, bool organization)
      : spread(seed), frontier{0}, entities{seed}, organizations(organization) {}

  // Which side to unfold: the one with fewer to ask about, rather people and posts than
  // organizations, rather the one that has been unfolded less.
  auto cost() const { return std::tuple(entities.size(), organizations, levels); }

  Spread spread;
  std::vector<std::size_t> frontier;  // ways of the greatest depth
  std::set<EntityId> entities;        // where they lead to
  bool organizations = false;         // one of these is an organization
  int levels = 0;
};

struct Meeting {
  std::size_t near = 0, far = 0;  // ways of the two sides
  CommonDays days;
  Certainty certainty = Certainty::no;
};

class Search {
 public:
  Search(Read& read, const AsOf& as_of, Certainty least, Side from, Side to)
      : read_(read), as_of_(as_of), least_(least), from_(std::move(from)), to_(std::move(to)) {}

  std::optional<Path> run() {
    while (!from_.frontier.empty() && !to_.frontier.empty()) {
      const bool forth = from_.cost() <= to_.cost();
      if (!read_.fetch(forth ? from_.entities : to_.entities)) {
        gave_up = true;
        return {};
      }
      grow(forth ? from_ : to_);
      if (const auto met = forth ? meet(from_, to_) : meet(to_, from_)) {
        return forth ? told(met->near, met->far, *met) : told(met->far, met->near, *met);
      }
    }
    return {};
  }

  bool gave_up = false;

 private:
  void grow(Side& side) const {
    std::vector<std::size_t> next;
    for (const std::size_t way : side.frontier) {
      const EntityId here = side.spread.way(way).entity;
      for (const Spell* s : read_.around(here)) {
        const std::size_t longer = side.spread.prolong(way, *s, as_of_.first, as_of_.last, least_);
        if (longer != Route::none) next.push_back(longer);
      }
    }
    side.frontier = std::move(next);
    side.entities.clear();
    side.organizations = false;
    ++side.levels;
    for (const std::size_t way : side.frontier) {
      const Route& w = side.spread.way(way);
      side.entities.insert(w.entity);
      side.organizations = side.organizations || is_organization(*w.via, w.entity);
    }
  }

  // Where the newest ways of one side meet those of the other on a common day; the surest.
  std::optional<Meeting> meet(const Side& grown, const Side& other) const {
    std::optional<Meeting> best;
    for (const std::size_t near : grown.frontier) {
      for (const std::size_t far : other.spread.to(grown.spread.way(near).entity)) {
        auto days = common(grown.spread.way(near).days, other.spread.way(far).days);
        if (!days) continue;
        const Certainty certainty = holds_within(*days, as_of_.first, as_of_.last);
        if (certainty < least_ || (best && certainty <= best->certainty)) continue;
        best = Meeting{near, far, std::move(*days), certainty};
      }
    }
    return best;
  }

  Path told(std::size_t forth, std::size_t back, const Meeting& met) const {
    std::vector<const Spell*> spells = from_.spread.steps(forth);
    std::vector<const Spell*> rest = to_.spread.steps(back);
    spells.insert(spells.end(), rest.rbegin(), rest.rend());
    Path path;
    path.days = met.days;
    path.certainty = met.certainty;
    EntityId here = from_.spread.way(0).entity;
    for (const Spell* s : spells) {
      const EntityId next = s->subject == here ? s->object : s->subject;
      path.steps.push_back({here, next, *s, holds_within(*s, as_of_.first, as_of_.last)});
      here = next;
    }
    return path;
  }

  Read& read_;
  const AsOf& as_of_;
  Certainty least_;
  Side from_, to_;
};

}  // namespace

PathAnswer find_path(const RelationSource& source, EntityId from, EntityId to, Along along,
                     const AsOf& as_of, std::size_t limit) {
  const auto side = [&](EntityId id) {
    const std::vector<Entity> found = source.entities(std::span(&id, 1));
    return Side(id, !found.empty() && found.front().kind == EntityKind::organization);
  };
  const Side a = side(from);
  const Side b = side(to);
  Read read(source, along, as_of, limit);
  PathAnswer answer;
  Search any(read, as_of, Certainty::possible, a, b);
  answer.path = any.run();
  answer.gave_up = any.gave_up;
  if (!answer.path || answer.path->certainty == Certainty::certain) return answer;
  Search sure(read, as_of, Certainty::certain, a, b);
  if (auto certain = sure.run()) {
    answer.shorter = std::exchange(answer.path, std::move(certain));
  }
  answer.gave_up = sure.gave_up;
  return answer;
}

std::unique_ptr<Scene> path_scene(const RelationSource& source, EntityId from, EntityId to,
                                  const PathAnswer& answer, const AsOf& as_of) {
  Walk walk;
  walk.seeds = {from, to};
  for (const auto* path : {&answer.path, &answer.shorter}) {
    if (!*path) continue;
    for (const PathStep& s : (*path)->steps) walk.seeds.push_back(s.other);
  }
  walk.steps = {{.hop = {KindSet(Kind::post_in), {}}, .times = 1, .whom = Whom::newest}};
  Neighbourhood found = run(walk, source);
  for (const auto* path : {&answer.path, &answer.shorter}) {
    if (!*path) continue;
    for (const PathStep& s : (*path)->steps) found.add(s.spell);
  }
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

}  // namespace reorg
