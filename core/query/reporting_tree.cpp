#include "core/query/reporting_tree.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/query/tenure.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

// ---- fetching -------------------------------------------------------------------------------

auto follows(const AsOf& as_of) {
  return [as_of](const Spell& s) {
    return !s.dotted && holds_within(s, as_of.first, as_of.last) != Certainty::no;
  };
}

// Adds what says where those found stand: their jobs, who heads what is above, and so on upwards.
std::unique_ptr<Scene> with_all_above(const RelationSource& source, Neighbourhood found,
                                      const AsOf& as_of) {
  Walk up;
  up.seeds = found.entities();
  up.steps = {
      {.hop = {KindSet(Kind::holds, Kind::oversees, Kind::reports_to, Kind::post_in, Kind::part_of),
               KindSet(Kind::oversees, Kind::holds)},
       .times = any_number}};
  up.follow = follows(as_of);
  const Neighbourhood above = run(up, source);
  for (const Spell& s : above.spells()) found.add(s);
  for (const Arrival& a : above.reached()) found.reach(a.entity, a.level);
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

// ---- jobs -----------------------------------------------------------------------------------

class Jobs {
 public:
  // `within`: the organizations that count; none: all.
  Jobs(const Scene& scene, const std::map<EntityId, int>* within)
      : scene_(scene), within_(within) {}

  // How far an organization is from the top; nothing for one that does not count.
  std::optional<int> level(EntityId organization) const {
    if (within_ != nullptr) {
      const auto at = within_->find(organization);
      return at == within_->end() ? std::nullopt : std::optional(at->second);
    }
    const auto [at, fresh] = levels_.try_emplace(organization, 0);
    if (fresh) {
      for (const Reached& r : scene_.view().above(organization))
        at->second = std::max(at->second, r.depth);
    }
    return at->second;
  }

  const std::vector<ReportingJob>& of(EntityId who) const {
    const auto [at, fresh] = jobs_.try_emplace(who);
    if (fresh) at->second = find(who);
    return at->second;
  }

  // Where somebody belongs among others: the level of the highest job.
  int rank(EntityId who) const {
    const auto& jobs = of(who);
    return jobs.empty() ? any_number : level(jobs.front().organization).value_or(any_number);
  }

 private:
  std::vector<ReportingJob> find(EntityId who) const {
    std::vector<ReportingJob> jobs;
    add_charges(who, EntityId::none, nullptr, Certainty::certain, jobs);
    if (scene_.entity(who).kind == EntityKind::post) {
      add_post(who, nullptr, Certainty::certain, jobs);
    } else {
      for (const Hit& held : scene_.view().out(who, Kind::holds))
        add_post(held.other, held.spell, held.certainty, jobs);
    }
    std::ranges::stable_sort(jobs, {}, [&](const ReportingJob& j) {
      const auto weight = j.capacity == "head"    ? 0
                          : j.capacity == "chair" ? 1
                          : j.capacity.empty()    ? 3
                                                  : 2;
      return std::tuple(j.certainty != Certainty::certain,
                        level(j.organization).value_or(any_number), weight);
    });
    return jobs;
  }

  void add_charges(EntityId overseer, EntityId post, const Spell* held, Certainty most,
                   std::vector<ReportingJob>& jobs) const {
    for (const Hit& hit : scene_.view().out(overseer, Kind::oversees)) {
      if (hit.spell->dotted || !level(hit.other)) continue;
      jobs.push_back({post, hit.other, hit.spell->aspect, held != nullptr ? held : hit.spell,
                      std::min(most, hit.certainty)});
    }
  }

  // What the post oversees, or else the post itself.
  void add_post(EntityId post, const Spell* held, Certainty certainty,
                std::vector<ReportingJob>& jobs) const {
    const std::size_t before = jobs.size();
    add_charges(post, post, held, certainty, jobs);
    if (jobs.size() > before) return;
    const EntityId in =
        held != nullptr ? organization_of(scene_, post, *held) : organization_of(scene_, post);
    if (in != EntityId::none ? level(in).has_value() : within_ == nullptr)
      jobs.push_back({post, in, "", held, certainty});
  }

  const Scene& scene_;
  const std::map<EntityId, int>* within_;
  mutable std::map<EntityId, int> levels_;
  mutable std::map<EntityId, std::vector<ReportingJob>> jobs_;
};

// ---- lines ----------------------------------------------------------------------------------

bool is_vacant(const Scene& scene, EntityId post) {
  return std::ranges::any_of(scene.view().in(post, Kind::holds),
                             [](const Hit& h) { return h.other == EntityId::none; });
}

struct Superior {
  EntityId who = EntityId::none;
  Certainty certainty = Certainty::no;
};

class ReportingLines {
 public:
  // `members`: who may stand above somebody; none: everybody.
  ReportingLines(const Scene& scene, const Jobs& jobs, const std::set<EntityId>* members)
      : scene_(scene), jobs_(jobs), members_(members) {}

  Reporter reporter(EntityId who) const {
    Reporter r;
    r.who = who;
    r.jobs = jobs_.of(who);
    r.vacant = scene_.entity(who).kind == EntityKind::post && is_vacant(scene_, who);
    r.certainty = Certainty::possible;
    for (const ReportingJob& j : r.jobs) r.certainty = std::max(r.certainty, j.certainty);
    add_stated(r);
    if (r.by == LineBy::nobody) add_structural(r);
    if (r.to == EntityId::none && r.jobs.empty()) r.certainty = Certainty::certain;
    return r;
  }

 private:
  bool counts(EntityId who) const { return members_ == nullptr || members_->contains(who); }

  // Whoever holds a post, or the post itself when nobody is known to.
  EntityId behind(EntityId end) const {
    if (scene_.entity(end).kind == EntityKind::person) return end;
    for (const Hit& h : scene_.view().in(end, Kind::holds)) {
      if (h.other != EntityId::none) return h.other;
    }
    return end;
  }

  std::vector<Hit> stated(EntityId who) const {
    std::vector<Hit> lines = scene_.view().out(who, Kind::reports_to);
    for (const Hit& held : scene_.view().out(who, Kind::holds)) {
      for (Hit line : scene_.view().out(held.other, Kind::reports_to)) {
        line.certainty = std::min(line.certainty, held.certainty);
        lines.push_back(line);
      }
    }
    for (Hit& line : lines) line.other = behind(line.other);
    std::erase_if(lines, [&](const Hit& line) { return line.other == who; });
    std::ranges::stable_sort(lines, {}, [&](const Hit& line) {
      return std::tuple(line.spell->dotted, line.certainty != Certainty::certain,
                        place_of(who, line.spell->capacity_of));
    });
    return lines;
  }

  // The place among one's jobs of the one that a line goes with.
  std::size_t place_of(EntityId who, EntityId job) const {
    const auto& jobs = jobs_.of(who);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (job == jobs[i].post || job == jobs[i].organization) return i;
    }
    return jobs.size();
  }

  void add_stated(Reporter& r) const {
    for (const Hit& line : stated(r.who)) {
      if (!line.spell->dotted && r.by == LineBy::nobody && counts(line.other)) {
        r.to = line.other;
        r.by = LineBy::statement;
        r.line = line.spell;
        r.certainty = line.certainty;
        continue;
      }
      const bool told = line.other == r.to ||
                        std::ranges::find(r.others, line.other, &OtherLine::to) != r.others.end();
      if (!told)
        r.others.push_back({line.other, LineBy::statement, line.spell->dotted, line.certainty});
    }
    std::erase_if(r.others, [&](const OtherLine& o) { return o.to == r.to; });
  }

  // A charge tells more than a mere post, which may be only a title.
  void add_structural(Reporter& r) const {
    std::vector<ReportingJob> jobs = r.jobs;
    std::ranges::stable_sort(jobs, {}, [](const ReportingJob& j) {
      return std::pair(j.certainty != Certainty::certain, j.capacity.empty());
    });
    for (const ReportingJob& job : jobs) {
      const std::vector<Superior> above = superiors(r.who, job);
      if (above.empty()) {
        if (job.capacity != "deputy" && !job.capacity.empty() && !has_above(job.organization))
          return;  // nobody is above
        continue;
      }
      r.to = above.front().who;
      r.by = LineBy::structure;
      r.certainty = above.front().certainty;
      for (std::size_t i = 1; i < above.size(); ++i)
        r.others.push_back({above[i].who, LineBy::structure, false, above[i].certainty});
      return;
    }
  }

  std::vector<Superior> superiors(EntityId who, const ReportingJob& job) const {
    if (job.organization == EntityId::none || job.capacity == "chair") return {};
    std::vector<Superior> found;
    if (job.capacity == "head")
      found = overseers(who, job.organization, "above", job.certainty);
    else if (job.capacity.empty() || job.capacity == "deputy")
      found = overseers(who, job.organization, "head", job.certainty);
    if (!found.empty()) return found;
    for (const Reached& above : scene_.view().above(job.organization)) {
      if (!jobs_.level(above.entity)) continue;
      found = overseers(who, above.entity, "head", std::min(job.certainty, above.certainty));
      if (!found.empty()) return found;
    }
    return {};
  }

  bool has_above(EntityId organization) const {
    return std::ranges::any_of(scene_.view().above(organization),
                               [&](const Reached& r) { return jobs_.level(r.entity).has_value(); });
  }

  // Others than `who`, the certain ones; without any, the possible ones.
  std::vector<Superior> overseers(EntityId who, EntityId organization, std::string_view capacity,
                                  Certainty most) const {
    std::vector<Superior> found;
    const auto add = [&](EntityId person, Certainty certainty) {
      if (person == EntityId::none || person == who || !counts(person)) return;
      if (std::ranges::find(found, person, &Superior::who) == found.end())
        found.push_back({person, certainty});
    };
    for (const Hit& hit : scene_.view().in(organization, Kind::oversees)) {
      if (hit.spell->aspect != capacity || hit.spell->dotted) continue;
      if (scene_.entity(hit.other).kind == EntityKind::person) add(hit.other, hit.certainty);
      if (scene_.entity(hit.other).kind != EntityKind::post) continue;
      for (const Hit& held : scene_.view().in(hit.other, Kind::holds))
        add(held.other, std::min(hit.certainty, held.certainty));
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &Superior::certainty);
    const bool sure = !found.empty() && found.front().certainty == Certainty::certain;
    std::erase_if(found,
                  [&](const Superior& s) { return sure && s.certainty != Certainty::certain; });
    for (Superior& s : found) s.certainty = std::min(s.certainty, most);
    return found;
  }

  const Scene& scene_;
  const Jobs& jobs_;
  const std::set<EntityId>* members_;
};

// ---- who belongs to it ----------------------------------------------------------------------

// Of an organization: it and what is below, with the levels.
std::map<EntityId, int> scope_of(const Scene& scene, EntityId organization) {
  std::map<EntityId, int> scope{{organization, 0}};
  for (const Reached& r : scene.view().below(organization)) scope.emplace(r.entity, r.depth);
  return scope;
}

// Persons with a job that counts; posts that a source says are vacant, and those without a known
// holder that somebody reports to.
std::set<EntityId> workers(const Scene& scene, const Jobs& jobs) {
  std::set<EntityId> all;
  const auto add = [&](EntityId who) {
    if (who != EntityId::none && !jobs.of(who).empty()) all.insert(who);
  };
  for (const Spell& s : scene.relations()) {
    if ((s.kind != Kind::oversees && s.kind != Kind::holds) || scene.holds(s) == Certainty::no)
      continue;
    const bool post = s.kind == Kind::oversees ? scene.entity(s.subject).kind == EntityKind::post
                                               : s.subject == EntityId::none;
    if (!post)
      add(s.subject);
    else if (s.kind == Kind::holds && is_vacant(scene, s.object))
      add(s.object);
  }
  return all;
}

// Adds those who report to one of them in a job that counts, or in one that is not told.
void add_those_reporting(const Scene& scene, const Jobs& jobs, std::set<EntityId>& members) {
  const auto counts = [&](const Spell& s) {
    const EntityId job = s.capacity_of;
    if (job == EntityId::none || jobs.level(job)) return true;
    return scene.entity(job).kind == EntityKind::post &&
           jobs.level(organization_of(scene, job)).has_value();
  };
  for (std::vector<EntityId> newest(members.begin(), members.end()); !newest.empty();) {
    std::vector<EntityId> next;
    for (const EntityId boss : newest) {
      std::vector<EntityId> ends{boss};
      for (const Hit& held : scene.view().out(boss, Kind::holds)) ends.push_back(held.other);
      for (const EntityId end : ends) {
        for (const Hit& line : scene.view().in(end, Kind::reports_to)) {
          const bool person = scene.entity(line.other).kind == EntityKind::person;
          if (!person || line.spell->dotted || !counts(*line.spell)) continue;
          if (members.insert(line.other).second) next.push_back(line.other);
        }
      }
    }
    newest = std::move(next);
  }
}

// ---- the tree -------------------------------------------------------------------------------

class Forest {
 public:
  Forest(const Scene& scene, const Jobs& jobs, const ReportingLines& lines,
         const std::set<EntityId>& members)
      : scene_(scene), jobs_(jobs) {
    for (const EntityId who : members) all_.emplace(who, lines.reporter(who));
    for (const auto& [who, r] : all_) {
      if (all_.contains(r.to)) below_[r.to].push_back(who);
    }
    for (auto& [who, below] : below_) sort(below);
  }

  std::vector<Reporter> whole() {
    std::vector<EntityId> order;
    for (const auto& [who, r] : all_) order.push_back(who);
    sort(order);
    for (const EntityId who : order) {
      if (!all_.contains(all_.at(who).to)) unfold(who, 0);
    }
    for (const EntityId who : order) {  // the others go round in loops
      if (done_.contains(who)) continue;
      Reporter& r = all_.at(who);
      r.others.insert(r.others.begin(), {r.to, r.by, false, r.certainty});
      r.to = EntityId::none;
      r.by = LineBy::nobody;
      r.closes_loop = true;
      unfold(who, 0);
    }
    return std::move(tree_);
  }

  std::vector<Reporter> from(EntityId who) {
    if (all_.contains(who)) unfold(who, 0);
    return std::move(tree_);
  }

 private:
  void sort(std::vector<EntityId>& people) const {
    std::ranges::sort(people, {}, [this](EntityId who) {
      return std::tuple(jobs_.rank(who), scene_.name(who), who);
    });
  }

  void unfold(EntityId who, int depth) {
    if (!done_.insert(who).second) return;
    Reporter r = all_.at(who);
    r.depth = depth;
    tree_.push_back(std::move(r));
    for (const EntityId below : below_[who]) unfold(below, depth + 1);
  }

  const Scene& scene_;
  const Jobs& jobs_;
  std::map<EntityId, Reporter> all_;
  std::map<EntityId, std::vector<EntityId>> below_;
  std::set<EntityId> done_;
  std::vector<Reporter> tree_;
};

}  // namespace

std::unique_ptr<Scene> reporting_scene_of(const RelationSource& source,
                                          std::span<const EntityId> organizations,
                                          const AsOf& as_of) {
  Walk down;
  down.seeds.assign(organizations.begin(), organizations.end());
  down.steps = {
      {.hop = {{}, KindSet(Kind::part_of)}, .times = any_number},
      {.hop = {{}, KindSet(Kind::oversees, Kind::post_in)}, .whom = Whom::everyone},
      {.hop = {KindSet(Kind::holds), KindSet(Kind::holds, Kind::reports_to)}, .times = any_number}};
  down.follow = follows(as_of);
  return with_all_above(source, run(down, source), as_of);
}

std::unique_ptr<Scene> reporting_scene_around(const RelationSource& source, EntityId person,
                                              const AsOf& as_of) {
  Walk down;
  down.seeds = {person};
  down.steps = {{.hop = {KindSet(Kind::holds, Kind::oversees),
                         KindSet(Kind::part_of, Kind::oversees, Kind::post_in, Kind::holds,
                                 Kind::reports_to)},
                 .times = any_number}};
  down.follow = follows(as_of);
  return with_all_above(source, run(down, source), as_of);
}

std::vector<Reporter> reporting_tree(const Scene& scene, EntityId organization) {
  const std::map<EntityId, int> scope = scope_of(scene, organization);
  const Jobs jobs(scene, &scope);
  std::set<EntityId> members = workers(scene, jobs);
  add_those_reporting(scene, jobs, members);
  return Forest(scene, jobs, ReportingLines(scene, jobs, &members), members).whole();
}

std::vector<Reporter> reporting_tree_below(const Scene& scene, EntityId person) {
  const Jobs jobs(scene, nullptr);
  std::set<EntityId> members = workers(scene, jobs);
  members.insert(person);
  add_those_reporting(scene, jobs, members);
  return Forest(scene, jobs, ReportingLines(scene, jobs, nullptr), members).from(person);
}

std::vector<Reporter> reporting_chain(const Scene& scene, EntityId person) {
  const Jobs jobs(scene, nullptr);
  const ReportingLines lines(scene, jobs, nullptr);
  std::vector<Reporter> chain;
  std::set<EntityId> seen{person};
  for (EntityId who = lines.reporter(person).to;
       who != EntityId::none && seen.insert(who).second;) {
    chain.push_back(lines.reporter(who));
    who = chain.back().to;
  }
  std::ranges::reverse(chain);
  int depth = 0;
  for (Reporter& r : chain) r.depth = depth++;
  return chain;
}

}  // namespace reorg
