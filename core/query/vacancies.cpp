#include "core/query/vacancies.hpp"

#include <algorithm>
#include <map>

#include "core/query/gaps.hpp"
#include "core/query/tenure.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

Bound day_bound(Day d) {
  Bound b;
  b.earliest = b.latest = d;
  b.kind = d == after_all ? EndKind::open : EndKind::date;
  b.basis = Basis::implied;
  return b;
}

class Vacancies {
 public:
  explicit Vacancies(const Scene& scene) : scene_(scene) {}

  // `most`: how certain it is that the post is one of those asked about.
  void add(EntityId post, Certainty most) {
    if (!may_exist(post)) return;
    if (add_told(post, most) || scene_.entity(post).seats == 0) return;
    if (!ever_held(post)) {
      rows_.push_back(row_of(post, most));
      return;
    }
    for (const Gap& gap : holder_gaps(scene_, post)) add_gap(post, gap, most);
  }

  std::vector<VacancyRow> rows() {
    std::ranges::stable_sort(rows_, {}, [this](const VacancyRow& r) {
      const bool several = r.organization != EntityId::none;
      return std::tuple(!r.told, r.certainty != Certainty::certain, !several,
                        several ? scene_.name(r.organization) : "", scene_.name(r.post));
    });
    return std::move(rows_);
  }

 private:
  // R20: not before, and not after, the post or the organization it is in.
  bool may_exist(EntityId post) const {
    const Life life = scene_.life(post);
    if (life == Life::not_yet || life == Life::no_longer) return false;
    const bool belongs = std::ranges::any_of(scene_.relations(), [&](const Spell& s) {
      return s.kind == Kind::post_in && s.subject == post && s.standing != Standing::outranked;
    });
    return !belongs || !scene_.view().out(post, Kind::post_in).empty();
  }

  bool ever_held(EntityId post) const {
    return std::ranges::any_of(scene_.relations(), [&](const Spell& s) {
      return s.kind == Kind::holds && s.object == post && s.standing != Standing::outranked;
    });
  }

  VacancyRow row_of(EntityId post, Certainty certainty) const {
    VacancyRow row;
    row.post = post;
    row.organization = organization_of(scene_, post);
    row.certainty = certainty;
    return row;
  }

  // Whoever held it last, certainly no longer on the day.
  const Spell* last_holder(EntityId post, Day day) const {
    const Spell* last = nullptr;
    for (const Spell& s : scene_.relations()) {
      const bool counts = s.kind == Kind::holds && s.object == post &&
                          s.subject != EntityId::none && s.standing != Standing::outranked;
      if (!counts || s.until.latest > day) continue;
      if (last == nullptr || last->until.latest < s.until.latest) last = &s;
    }
    return last;
  }

  bool add_told(EntityId post, Certainty most) {
    bool told = false;
    for (const Hit& hit : scene_.view().in(post, Kind::holds)) {
      if (hit.other != EntityId::none) continue;
      VacancyRow row = row_of(post, std::min(hit.certainty, most));
      row.told = told = true;
      row.from = hit.spell->from;
      row.until = hit.spell->until;
      row.sources = hit.spell->sources;
      if (const Spell* last = last_holder(post, hit.spell->from.latest))
        row.last_holder = last->subject;
      rows_.push_back(std::move(row));
    }
    return told;
  }

  void add_gap(EntityId post, const Gap& gap, Certainty most) {
    VacancyRow row = row_of(post, std::min(gap.certainty, most));
    row.from = day_bound(gap.first);
    row.until = day_bound(gap.last + 1);
    if (const Spell* last = last_holder(post, gap.first)) {
      row.last_holder = last->subject;
      row.sources = last->sources;
      if (last->until.latest == gap.first) row.from = last->until;  // as imprecise as that
    }
    if (gap.certainty == Certainty::possible) add_perhaps(row, gap);
    rows_.push_back(std::move(row));
  }

  void add_perhaps(VacancyRow& row, const Gap& gap) const {
    for (const Hit& hit : scene_.view().in(row.post, Kind::holds)) {
      const Spell& s = *hit.spell;
      if (hit.other == EntityId::none || gap.last < s.from.earliest || s.until.latest <= gap.first)
        continue;
      row.perhaps.push_back(hit);
      for (const SourceId id : s.sources) {
        if (std::ranges::find(row.sources, id) == row.sources.end()) row.sources.push_back(id);
      }
    }
  }

  const Scene& scene_;
  std::vector<VacancyRow> rows_;
};

}  // namespace

std::unique_ptr<Scene> vacancies_scene(const RelationSource& source,
                                       std::span<const EntityId> posts, const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(posts.begin(), posts.end());
  walk.steps = {{.hop = {KindSet(Kind::post_in), KindSet(Kind::holds)}}};
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

std::unique_ptr<Scene> vacancies_scene_below(const RelationSource& source, EntityId organization,
                                             const AsOf& as_of) {
  Walk walk;
  walk.seeds = {organization};
  walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = any_number},
                {.hop = {{}, KindSet(Kind::post_in, Kind::oversees)}, .whom = Whom::everyone},
                {.hop = {KindSet(Kind::post_in), KindSet(Kind::holds)}}};
  walk.follow = [as_of](const Spell& s) {
    return !s.dotted && holds_within(s, as_of.first, as_of.last) != Certainty::no;
  };
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

std::vector<VacancyRow> vacancies(const Scene& scene, std::span<const EntityId> posts) {
  Vacancies all(scene);
  for (const EntityId post : posts) all.add(post, Certainty::certain);
  return all.rows();
}

std::vector<VacancyRow> vacancies_below(const Scene& scene, EntityId organization) {
  std::map<EntityId, Certainty> within{{organization, Certainty::certain}};
  for (const Reached& r : scene.view().below(organization)) within.emplace(r.entity, r.certainty);
  std::map<EntityId, Certainty> posts;
  for (const auto& [place, certainty] : within) {
    for (const Kind kind : {Kind::post_in, Kind::oversees}) {
      for (const Hit& hit : scene.view().in(place, kind)) {
        if (scene.entity(hit.other).kind != EntityKind::post) continue;
        Certainty& surest = posts[hit.other];
        surest = std::max(surest, std::min(certainty, hit.certainty));
      }
    }
  }
  Vacancies all(scene);
  for (const auto& [post, certainty] : posts) all.add(post, certainty);
  return all.rows();
}

}  // namespace reorg
