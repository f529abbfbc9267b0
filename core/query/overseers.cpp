#include "core/query/overseers.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "core/query/gaps.hpp"
#include "core/query/tenure.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

// ---- fetching -------------------------------------------------------------------------------

// Walks from an organization up along solid parents, gathering who oversees each, until some head
// is certain. Follows a post to its holders, and an overseer to the posts he or she holds besides,
// but not those posts to their other holders.
class UpToAHead {
 public:
  UpToAHead(const RelationSource& source, EntityId organization, AsOf as_of)
      : source_(source), seed_(organization), as_of_(std::move(as_of)) {}

  Walk walk() {
    Walk w;
    w.seeds = {seed_};
    w.steps = {{.hop = {KindSet(Kind::part_of, Kind::holds, Kind::post_in),
                        KindSet(Kind::oversees, Kind::holds)},
                .times = any_number,
                .whom = Whom::newest}};
    w.follow = [this](const Spell& s) { return follows(s); };
    w.enough = [this](const Neighbourhood& n) { return is_enough(n); };
    // Gaps between heads begin and end outside the days asked about.
    if (as_of_.is_one_day()) w.window = {as_of_.first, as_of_.last};
    return w;
  }

 private:
  bool may_hold(const Spell& s) const {
    return holds_within(s, as_of_.first, as_of_.last) != Certainty::no;
  }

  bool may_bound_a_gap(const Spell& s) const {
    return !as_of_.is_one_day() && s.kind == Kind::oversees && s.object == seed_;
  }

  bool follows(const Spell& s) {
    if (!may_hold(s) && !may_bound_a_gap(s)) return false;
    switch (s.kind) {
      case Kind::part_of:
        return !s.dotted;
      case Kind::oversees:
        overseers_.insert(s.subject);
        return true;
      case Kind::holds:
        if (overseers_.contains(s.object)) {
          overseers_.insert(s.subject);
          return true;
        }
        return overseers_.contains(s.subject);
      default:
        return false;
    }
  }

  // An overseer counts once asked about itself: only then it is known who holds it, if it is a
  // post.
  bool is_enough(const Neighbourhood& n) const {
    return std::ranges::any_of(n.spells(), [&](const Spell& s) {
      if (s.kind != Kind::oversees || s.aspect != "head" || s.dotted) return false;
      if (holds_within(s, as_of_.first, as_of_.last) != Certainty::certain) return false;
      const int level = n.level_of(s.subject);
      return level >= 0 && level < n.levels() && !is_empty_post(n, s.subject);
    });
  }

  bool is_empty_post(const Neighbourhood& n, EntityId overseer) const {
    const bool is_held = std::ranges::any_of(n.spells(), [&](const Spell& s) {
      return s.kind == Kind::holds && s.object == overseer && s.subject != EntityId::none &&
             holds_within(s, as_of_.first, as_of_.last) == Certainty::certain;
    });
    if (is_held) return false;
    const std::vector<Entity> found = source_.entities(std::span(&overseer, 1));
    return !found.empty() && found.front().kind == EntityKind::post;
  }

  const RelationSource& source_;
  EntityId seed_;
  AsOf as_of_;
  std::unordered_set<EntityId> overseers_;
};

// Where the posts that the overseers hold besides belong.
void add_organizations_of_posts(const RelationSource& source, Neighbourhood& found) {
  std::vector<EntityId> posts;
  for (const Spell& s : found.spells()) {
    if (s.kind == Kind::holds && found.has(s.object)) posts.push_back(s.object);
  }
  if (posts.empty()) return;
  for (Spell& s : source.relations(posts, Hop{KindSet(Kind::post_in), {}})) found.add(std::move(s));
}

// ---- answering ------------------------------------------------------------------------------

// Of two bounds the one that counts; of equal ones that which a source states.
const Bound& later(const Bound& a, const Bound& b) {
  const auto key = [](const Bound& x) {
    return std::tuple(x.latest, x.earliest, x.basis != Basis::lifetime);
  };
  return key(a) < key(b) ? b : a;
}
const Bound& sooner(const Bound& a, const Bound& b) {
  const auto key = [](const Bound& x) {
    return std::tuple(x.earliest, x.latest, x.basis == Basis::lifetime);
  };
  return key(b) < key(a) ? b : a;
}

class OverseerRows {
 public:
  explicit OverseerRows(const Scene& scene) : scene_(scene) {}

  // Whoever oversees the organization itself, by person or post; certain heads first.
  std::vector<OverseerRow> of(EntityId organization) const {
    std::vector<OverseerRow> rows;
    for (const Hit& hit : scene_.view().in(organization, Kind::oversees)) {
      if (scene_.has(hit.other) && scene_.entity(hit.other).kind == EntityKind::post)
        by_post(hit, rows);
      else
        rows.push_back(direct(hit));
    }
    std::ranges::stable_sort(rows, {}, [this](const OverseerRow& r) { return rank(r); });
    return rows;
  }

 private:
  OverseerRow direct(const Hit& hit) const {
    const Spell& s = *hit.spell;
    OverseerRow row = from_spell(s, hit.certainty);
    row.person = hit.other;
    row.role = s.role;
    row.acting = s.acting;
    row.from = s.from;
    row.until = s.until;
    row.since = s.since;
    row.goes_on = s.goes_on;
    row.last_evidence = s.last_evidence;
    finish(row, EntityId::none);
    return row;
  }

  void by_post(const Hit& hit, std::vector<OverseerRow>& rows) const {
    const auto holders = scene_.view().in(hit.other, Kind::holds);
    for (const Hit& holder : holders) rows.push_back(through_post(hit, holder));
    if (!holders.empty()) return;
    OverseerRow row =
        from_spell(*hit.spell, hit.certainty);  // the post stands, nobody is known to hold it
    row.post = hit.other;
    row.via = Via::post;
    row.from = row.since = hit.spell->from;
    row.until = hit.spell->until;
    row.last_evidence = hit.spell->last_evidence;
    finish(row, hit.other);
    rows.push_back(std::move(row));
  }

  OverseerRow through_post(const Hit& oversight, const Hit& holder) const {
    const Spell& held = *holder.spell;
    OverseerRow row = from_spell(*oversight.spell, std::min(oversight.certainty, holder.certainty));
    row.post = oversight.other;
    row.person = holder.other;
    row.vacant = holder.other == EntityId::none;
    row.via = Via::post;
    row.role = held.role;
    row.acting = held.acting;
    row.from = later(oversight.spell->from, held.from);
    row.since = later(oversight.spell->from, held.since);
    row.until = sooner(oversight.spell->until, held.until);
    row.goes_on = held.goes_on;
    row.last_evidence = held.last_evidence;
    row.spells.insert(row.spells.begin(), &held);  // its sources come first
    finish(row, oversight.other);
    return row;
  }

  static OverseerRow from_spell(const Spell& oversees, Certainty certainty) {
    OverseerRow row;
    row.organization = oversees.object;
    row.capacity = oversees.aspect;
    row.dotted = oversees.dotted;
    row.certainty = certainty;
    row.spells.push_back(&oversees);
    return row;
  }

  void finish(OverseerRow& row, EntityId post) const {
    for (const Spell* s : row.spells) {
      for (const SourceId source : s->sources) {
        if (std::ranges::find(row.sources, source) == row.sources.end())
          row.sources.push_back(source);
      }
      row.disputed = row.disputed || s->standing == Standing::disputed;
      std::ranges::copy(rivals(scene_, *s), std::back_inserter(row.conflicts));
    }
    row.projected = scene_.as_of().is_projected(row.from.latest);
    if (row.last_evidence > scene_.as_of().knowledge_day())
      row.last_evidence = before_all;  // only announced
    if (row.person != EntityId::none) row.elsewhere = jobs(row.person, post);
  }

  std::vector<Job> jobs(EntityId person, EntityId except) const {
    std::vector<Job> result;
    for (const Hit& held : scene_.view().out(person, Kind::holds)) {
      if (held.other == except) continue;
      const auto places = scene_.view().out(held.other, Kind::post_in);
      result.push_back({held.other, places.empty() ? EntityId::none : places.front().other,
                        held.spell, held.certainty});
    }
    return result;
  }

  static int capacity_rank(const std::string& capacity) {
    constexpr std::string_view order[] = {"head", "chair", "above", "deputy"};
    return static_cast<int>(std::ranges::find(order, capacity) - std::begin(order));
  }

  std::tuple<bool, int, int, Day> rank(const OverseerRow& r) const {
    const bool day_order = !scene_.as_of().is_one_day();
    const int sureness = day_order ? 0 : r.certainty == Certainty::certain ? 0 : 1;
    return {r.dotted, capacity_rank(r.capacity), sureness,
            day_order ? beginning(r.from) : r.from.earliest};
  }

  const Scene& scene_;
};

bool is_certain_head(const OverseerRow& r) {
  return r.certainty == Certainty::certain && r.capacity == "head" && !r.dotted &&
         r.person != EntityId::none;
}

// R11: the heads of the nearest organization above, along certain solid lines, that has one. Of
// several as near, with as many parents, all: none of them is nearer.
std::vector<OverseerRow> inherited(const Scene& scene, const OverseerRows& rows,
                                   EntityId organization) {
  std::map<std::pair<std::string, EntityId>, std::vector<OverseerRow>> nearest;
  int depth = 0;
  for (const Reached& above : scene.view().above(organization)) {
    if (above.certainty != Certainty::certain) continue;
    if (!nearest.empty() && above.depth > depth) break;
    std::vector<OverseerRow> theirs = rows.of(above.entity);
    std::erase_if(theirs, [](const OverseerRow& r) { return !is_certain_head(r); });
    if (theirs.empty()) continue;
    for (OverseerRow& r : theirs) r.via = Via::inherited;
    nearest.emplace(std::pair(scene.name(above.entity), above.entity), std::move(theirs));
    depth = above.depth;
  }
  std::vector<OverseerRow> all;
  for (auto& [whose, theirs] : nearest) std::ranges::move(theirs, std::back_inserter(all));
  return all;
}

}  // namespace

std::string_view word(Via v) {
  switch (v) {
    case Via::direct:
      return "direct";
    case Via::post:
      return "post";
    case Via::inherited:
      return "inherited";
    case Via::successor:
      return "successor";
  }
  return "";
}

bool OverseersAnswer::has_certain_head() const {
  return std::ranges::any_of(
      rows, [](const OverseerRow& r) { return is_certain_head(r) && r.via != Via::inherited; });
}

std::unique_ptr<Scene> overseers_scene(const RelationSource& source, EntityId organization,
                                       const AsOf& as_of) {
  UpToAHead up(source, organization, as_of);
  Neighbourhood found = run(up.walk(), source);
  add_organizations_of_posts(source, found);
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

OverseersAnswer overseers(const Scene& scene, EntityId organization) {
  OverseersAnswer answer;
  answer.organization = organization;
  answer.life = scene.life(organization);
  const OverseerRows rows(scene);
  answer.rows = rows.of(organization);
  if (!scene.as_of().is_one_day()) answer.gaps = head_gaps(scene, organization);
  if (!answer.has_certain_head() && answer.life != Life::no_longer &&
      answer.life != Life::not_yet) {
    std::ranges::move(inherited(scene, rows, organization), std::back_inserter(answer.rows));
  }
  return answer;
}

std::vector<OverseerRow> direct_overseers(const Scene& scene, EntityId organization) {
  return OverseerRows(scene).of(organization);
}

}  // namespace reorg
