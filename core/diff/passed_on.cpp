#include "core/diff/passed_on.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/walk/local_graph.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;
using Heads = std::vector<EntityId>;  // sorted

// The lines of oversight around some organizations on two days.
class Oversight {
 public:
  // `from`: organizations whose heads or places changed. Gathers whoever is above them, and what is
  // below them down to where somebody else is head.
  Oversight(const RelationSource& source, std::vector<EntityId> from, Day first, Day second)
      : first_(first), second_(second), seeds_(std::move(from)) {
    Neighbourhood found;
    gather_above(source, found);
    gather_below(source, found);
    add_holders(source, found);
    local_.emplace(std::move(found));
    then_.emplace(local_->on(first));
    now_.emplace(local_->on(second));
  }

  const std::vector<EntityId>& below() const { return below_; }

  // Certain solid heads of its own.
  Heads own(EntityId organization, bool later) const {
    const AsOfView& view = later ? *now_ : *then_;
    std::set<EntityId> heads;
    for (const Hit& hit : view.in(organization, Kind::oversees)) {
      const Spell& s = *hit.spell;
      if (hit.certainty != Certainty::certain || s.aspect != "head" || s.dotted) continue;
      if (!posts_.contains(hit.other)) {
        heads.insert(hit.other);
        continue;
      }
      for (const Hit& holder : view.in(hit.other, Kind::holds)) {
        if (holder.certainty == Certainty::certain && holder.other != EntityId::none)
          heads.insert(holder.other);
      }
    }
    return {heads.begin(), heads.end()};
  }

  // R11: the heads of the nearest organization above, along certain solid lines, that has any.
  Heads inherited(EntityId organization, bool later) const {
    const AsOfView& view = later ? *now_ : *then_;
    for (const Reached& above : view.above(organization)) {
      if (above.certainty != Certainty::certain) continue;
      if (Heads heads = own(above.entity, later); !heads.empty()) return heads;
    }
    return {};
  }

  // Itself and what is above it on either day, the nearest first.
  std::vector<EntityId> upwards(EntityId organization) const {
    std::vector<EntityId> all{organization};
    for (const AsOfView* view : {&*now_, &*then_}) {
      for (const Reached& above : view->above(organization)) all.push_back(above.entity);
    }
    return all;
  }

  // What a post oversees on a day, solid and certain.
  std::vector<EntityId> of_post(EntityId post, bool later) const {
    const AsOfView& view = later ? *now_ : *then_;
    std::vector<EntityId> all;
    for (const Hit& hit : view.out(post, Kind::oversees)) {
      if (hit.certainty == Certainty::certain && !hit.spell->dotted) all.push_back(hit.other);
    }
    return all;
  }

 private:
  bool may_hold(const Spell& s) const {
    return holds_on(s, first_) != Certainty::no || holds_on(s, second_) != Certainty::no;
  }

  void gather_above(const RelationSource& source, Neighbourhood& found) const {
    Walk up;
    up.seeds = seeds_;
    up.steps = {{.hop = {KindSet(Kind::part_of), KindSet(Kind::oversees)}, .times = any_number}};
    up.follow = [&](const Spell& s) { return s.kind == Kind::part_of && !s.dotted && may_hold(s); };
    found = run(up, source);
  }

  void gather_below(const RelationSource& source, Neighbourhood& found) {
    std::vector<EntityId> frontier = seeds_;
    std::set<EntityId> seen(seeds_.begin(), seeds_.end());
    while (!frontier.empty()) {
      std::set<EntityId> headed;
      std::vector<EntityId> next;
      const auto spells =
          source.relations(frontier, Hop{{}, KindSet(Kind::part_of, Kind::oversees)});
      for (const Spell& s : spells) {
        if (is_steady_head(s)) headed.insert(s.object);
      }
      for (const Spell& s : spells) {
        const bool a_cause = std::ranges::binary_search(seeds_, s.object);
        if (s.kind == Kind::part_of && !s.dotted && may_hold(s) &&
            (a_cause || !headed.contains(s.object)) && seen.insert(s.subject).second)
          next.push_back(s.subject);
      }
      for (const Spell& s : spells) found.add(s);
      frontier = std::move(next);
    }
    below_.assign(seen.begin(), seen.end());
  }

  bool is_steady_head(const Spell& s) const {
    return s.kind == Kind::oversees && s.aspect == "head" && !s.dotted &&
           holds_on(s, first_) == Certainty::certain && holds_on(s, second_) == Certainty::certain;
  }

  void add_holders(const RelationSource& source, Neighbourhood& found) {
    std::set<EntityId> overseers;
    for (const Spell& s : found.spells()) {
      if (s.kind == Kind::oversees) overseers.insert(s.subject);
    }
    const std::vector<EntityId> all(overseers.begin(), overseers.end());
    for (const Entity& e : source.entities(all)) {
      if (e.kind == EntityKind::post) posts_.insert(e.id);
    }
    const std::vector<EntityId> posts(posts_.begin(), posts_.end());
    if (posts.empty()) return;
    for (Spell& s : source.relations(posts, Hop{{}, KindSet(Kind::holds)})) found.add(std::move(s));
  }

  Day first_, second_;
  std::vector<EntityId> seeds_, below_;  // sorted
  std::set<EntityId> posts_;
  std::optional<LocalGraph> local_;
  std::optional<AsOfView> then_, now_;
};

class PassedOn {
 public:
  PassedOn(const RelationSource& source, const Between& days, std::span<const Difference> lines,
           std::span<const EntityId> within)
      : source_(source), days_(days), lines_(lines), within_(within) {}

  std::vector<Difference> told() {
    find_posts();
    find_causes();
    if (causes_.empty()) return {};
    std::vector<EntityId> seeds;
    for (const auto& [organization, line] : causes_) seeds.push_back(organization);
    const auto [first, second] = std::minmax(days_.before, days_.after);
    const Oversight oversight(source_, seeds, first, second);
    tell_posts(oversight);
    tell_inherited(oversight);
    return std::move(told_);
  }

 private:
  struct PostLine {
    int line;
    EntityId post;
    std::vector<EntityId> overseen;
    std::string capacity;  // when it is one for all of them
  };

  bool is_within(EntityId id) const {
    return within_.empty() || std::ranges::binary_search(within_, id);
  }

  // The lines about holders of posts that oversee something, and what.
  void find_posts() {
    std::map<EntityId, std::vector<int>> at;
    for (int i = 0; i < static_cast<int>(lines_.size()); ++i) {
      const Difference& d = lines_[static_cast<std::size_t>(i)];
      if (d.certainty != Certainty::certain || d.turns.empty() || d.kind == DiffKind::first_seen)
        continue;
      if (d.turns.front().spell->kind == Kind::holds && d.before != d.after)
        at[d.about].push_back(i);
    }
    if (at.empty()) return;
    std::vector<EntityId> posts;
    for (const auto& [post, lines] : at) posts.push_back(post);
    std::map<EntityId, std::set<EntityId>> overseen;
    std::map<EntityId, std::set<std::string>> capacities;
    for (const Spell& s : source_.relations(posts, Hop{KindSet(Kind::oversees), {}})) {
      const bool touches = holds_on(s, days_.before) == Certainty::certain ||
                           holds_on(s, days_.after) == Certainty::certain;
      if (!touches || s.dotted) continue;
      overseen[s.subject].insert(s.object);
      capacities[s.subject].insert(s.aspect);
    }
    for (const auto& [post, organizations] : overseen) {
      const std::set<std::string>& all = capacities[post];
      for (const int line : at[post])
        posts_.push_back({line,
                          post,
                          {organizations.begin(), organizations.end()},
                          all.size() == 1 ? *all.begin() : std::string()});
    }
  }

  // Which organizations' heads or places changed, by which line; where both did, the head counts.
  void find_causes() {
    find_causes(Kind::oversees);
    for (const PostLine& p : posts_) {
      for (const EntityId organization : p.overseen) causes_.emplace(organization, p.line);
    }
    find_causes(Kind::part_of);
  }

  void find_causes(Kind kind) {
    for (int i = 0; i < static_cast<int>(lines_.size()); ++i) {
      for (const Turn& t : lines_[static_cast<std::size_t>(i)].turns) {
        const Spell& s = *t.spell;
        if (s.kind != kind || s.dotted || t.certainty != Certainty::certain ||
            t.way == Way::first_seen)
          continue;
        if (kind == Kind::part_of)
          causes_.emplace(s.subject, i);
        else if (s.aspect == "head")
          causes_.emplace(s.object, i);
      }
    }
  }

  void tell_posts(const Oversight& oversight) {
    for (const PostLine& p : posts_) {
      const Difference& cause = lines_[static_cast<std::size_t>(p.line)];
      const bool forwards = days_.before <= days_.after;
      const auto then = oversight.of_post(p.post, !forwards),
                 now = oversight.of_post(p.post, forwards);
      Difference d;
      d.about = p.post;
      d.aspect = p.capacity;
      d.before = then.empty() ? std::vector<EntityId>{} : cause.before;
      d.after = now.empty() ? std::vector<EntityId>{} : cause.after;
      if (d.before.empty() && d.after.empty()) continue;
      d.kind = d.before.empty()  ? DiffKind::oversight_gained
               : d.after.empty() ? DiffKind::oversight_lost
                                 : DiffKind::oversight_passed;
      for (const EntityId id : p.overseen) {
        if (is_within(id)) d.concerned.push_back(id);
      }
      if (!d.concerned.empty()) follow(std::move(d), p.line);
    }
  }

  void follow(Difference d, int line) {
    const Difference& cause = lines_[static_cast<std::size_t>(line)];
    d.because = line;
    d.event = cause.event;
    d.change = cause.change;
    d.reversed = cause.reversed;
    told_.push_back(std::move(d));
  }

  void tell_inherited(const Oversight& oversight) {
    const bool forwards = days_.before <= days_.after;
    std::map<std::tuple<int, Heads, Heads>, std::vector<EntityId>> changed;
    for (const EntityId id : oversight.below()) {
      if (!is_within(id) || !oversight.own(id, false).empty() || !oversight.own(id, true).empty())
        continue;
      const Heads then = oversight.inherited(id, !forwards),
                  now = oversight.inherited(id, forwards);
      if (then == now || then.empty() || now.empty()) continue;
      for (const EntityId above : oversight.upwards(id)) {
        const auto cause = causes_.find(above);
        if (cause == causes_.end()) continue;
        changed[{cause->second, then, now}].push_back(id);
        break;
      }
    }
    for (const auto& [key, organizations] : changed) {
      const auto& [line, then, now] = key;
      Difference d;
      d.kind = DiffKind::oversight_inherited;
      d.about = lines_[static_cast<std::size_t>(line)].about;
      d.before = then;
      d.after = now;
      d.concerned = organizations;
      follow(std::move(d), line);
    }
  }

  const RelationSource& source_;
  const Between& days_;
  std::span<const Difference> lines_;
  std::span<const EntityId> within_;
  std::vector<PostLine> posts_;
  std::map<EntityId, int> causes_;
  std::vector<Difference> told_;
};

}  // namespace

std::vector<Difference> passed_on(const RelationSource& source, const Between& days,
                                  std::span<const Difference> lines,
                                  std::span<const EntityId> within) {
  return PassedOn(source, days, lines, within).told();
}

}  // namespace reorg
