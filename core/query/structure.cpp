#include "core/query/structure.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace reorg {
namespace {

using Kind = StatementKind;

// Whoever oversees what was reached, and who holds the posts that do.
const Step overseers_of_all{
    .hop = {{}, KindSet(Kind::oversees)}, .times = 1, .whom = Whom::everyone};
const Step holders_of_those{.hop = {{}, KindSet(Kind::holds)}, .times = 1, .whom = Whom::newest};

std::function<bool(const Spell&)> may_hold(const AsOf& as_of) {
  return [as_of](const Spell& s) {  // where a post belongs is told, not walked
    const bool leads_on = s.kind != Kind::post_in;
    return leads_on && holds_within(s, as_of.first, as_of.last) != Certainty::no;
  };
}

std::unique_ptr<Scene> scene_of(Walk walk, const RelationSource& source, const AsOf& as_of) {
  walk.follow = may_hold(as_of);
  walk.window = {as_of.first, as_of.last};
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

class Unfolding {
 public:
  Unfolding(const Scene& scene, int depth) : scene_(scene), depth_(depth) {}

  void unfold(EntityId organization, int depth, const Hit* line) {
    Node node;
    node.organization = organization;
    node.depth = depth;
    if (line != nullptr) {
      node.line = line->spell;
      node.certainty = line->certainty;
    }
    node.overseers = direct_overseers(scene_, organization);
    node.repeated = !seen_.insert(organization).second;
    const bool stop = node.repeated || depth >= depth_;
    nodes.push_back(std::move(node));
    if (stop) return;
    for (const Hit& child : children(organization)) unfold(child.other, depth + 1, &child);
  }

  std::vector<Node> nodes;

 private:
  std::vector<Hit> children(EntityId organization) const {
    std::vector<Hit> hits = scene_.view().in(organization, Kind::part_of);
    std::ranges::sort(hits, {}, [this](const Hit& h) {
      return std::tuple(scene_.name(h.other), h.other, h.spell->from.earliest);
    });
    const auto same = [](const Hit& a, const Hit& b) { return a.other == b.other; };
    hits.erase(std::unique(hits.begin(), hits.end(), same), hits.end());
    return hits;
  }

  const Scene& scene_;
  int depth_;
  std::set<EntityId> seen_;
};

// The rows of one organization that are due to this person or post.
void add_direct(const Scene& scene, EntityId who, std::vector<Overseen>& result) {
  std::set<EntityId> organizations;
  for (const Spell& s : scene.relations()) {
    if (s.kind == Kind::oversees && scene.holds(s) != Certainty::no) organizations.insert(s.object);
  }
  for (const EntityId organization : organizations) {
    for (OverseerRow& row : direct_overseers(scene, organization)) {
      if (row.person != who && row.post != who) continue;
      Overseen o;
      o.organization = organization;
      o.post = row.post;
      o.certainty = row.certainty;
      o.row = std::move(row);
      result.push_back(std::move(o));
    }
  }
  std::ranges::stable_sort(result, {}, [](const Overseen& o) {
    return std::tuple(o.certainty != Certainty::certain, o.row.from.earliest, o.organization);
  });
}

}  // namespace

std::unique_ptr<Scene> tree_scene(const RelationSource& source, std::span<const EntityId> roots,
                                  int depth, const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(roots.begin(), roots.end());
  walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = depth, .whom = Whom::newest},
                overseers_of_all,
                holders_of_those};
  return scene_of(std::move(walk), source, as_of);
}

std::unique_ptr<Scene> chain_scene(const RelationSource& source, EntityId organization,
                                   const AsOf& as_of) {
  Walk walk;
  walk.seeds = {organization};
  walk.steps = {{.hop = {KindSet(Kind::part_of), {}}, .times = any_number, .whom = Whom::newest},
                overseers_of_all,
                holders_of_those};
  return scene_of(std::move(walk), source, as_of);
}

std::vector<Node> tree(const Scene& scene, std::span<const EntityId> roots, int depth) {
  Unfolding unfolding(scene, depth);
  for (const EntityId root : roots) unfolding.unfold(root, 0, nullptr);
  return std::move(unfolding.nodes);
}

std::vector<EntityId> worth_a_tree(const Scene& scene, std::span<const EntityId> roots) {
  std::vector<EntityId> result;
  for (const EntityId root : roots) {
    const Life life = scene.life(root);
    if (life == Life::not_yet || life == Life::no_longer) continue;
    if (!scene.view().in(root, Kind::part_of).empty()) result.push_back(root);
  }
  return result;
}

std::vector<Node> chain(const Scene& scene, EntityId organization) {
  std::vector<Node> nodes;
  Node self;
  self.organization = organization;
  self.overseers = direct_overseers(scene, organization);
  nodes.push_back(std::move(self));
  for (const Reached& r : scene.view().above(organization, Lines::solid_and_dotted)) {
    Node node;
    node.organization = r.entity;
    node.depth = r.depth;
    node.certainty = r.certainty;
    node.line = r.via;
    node.overseers = direct_overseers(scene, r.entity);
    nodes.push_back(std::move(node));
  }
  return nodes;
}

std::unique_ptr<Scene> oversees_scene(const RelationSource& source, EntityId who,
                                      const AsOf& as_of) {
  Walk walk;
  walk.seeds = {who};
  walk.steps = {
      {.hop = {KindSet(Kind::holds), {}}, .times = 1, .whom = Whom::newest},
      {.hop = {KindSet(Kind::oversees, Kind::post_in), {}}, .times = 1, .whom = Whom::everyone},
      {.hop = {{}, KindSet(Kind::part_of)}, .times = any_number, .whom = Whom::newest},
      overseers_of_all,
      {.hop = {{}, KindSet(Kind::holds)}, .times = 1, .whom = Whom::everyone}};
  return scene_of(std::move(walk), source, as_of);
}

std::vector<Overseen> oversees(const Scene& scene, EntityId who) {
  std::vector<Overseen> result;
  add_direct(scene, who, result);
  std::set<EntityId> listed;
  for (const Overseen& o : result) listed.insert(o.organization);
  const std::vector<Overseen> direct = result;
  for (const Overseen& o : direct) {
    if (o.row.capacity != "head") continue;  // chairs and those above do not run what is below
    std::unordered_map<EntityId, Certainty> sureness;
    for (const Reached& r : scene.view().below(o.organization))
      sureness.emplace(r.entity, r.certainty);
    const EntityId root[] = {o.organization};
    for (Node& node : tree(scene, root, any_number)) {
      if (node.depth == 0 || node.line->dotted || !listed.insert(node.organization).second)
        continue;
      Overseen sub;
      sub.organization = node.organization;
      sub.through = o.organization;
      sub.depth = node.depth;
      sub.certainty = std::min(o.certainty, sureness.at(node.organization));
      sub.row = o.row;
      sub.line = node.line;
      sub.own_heads = std::move(node.overseers);
      std::erase_if(sub.own_heads, [](const OverseerRow& r) {
        return r.capacity != "head" || r.person == EntityId::none;
      });
      result.push_back(std::move(sub));
    }
  }
  return result;
}

}  // namespace reorg
