#include "core/query/span_of_control.hpp"

#include <algorithm>
#include <map>

#include "core/query/overseers.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

// Each once, by the surest way to it.
class Sure {
 public:
  void add(EntityId id, Certainty c) {
    Certainty& surest = all_[id];
    surest = std::max(surest, c);
  }
  Tally tally() const {
    Tally t;
    for (const auto& [id, c] : all_) ++(c == Certainty::certain ? t.certain : t.possible);
    return t;
  }

 private:
  std::map<EntityId, Certainty> all_;
};

struct Gathered {
  SpanOfControl span;
  Sure organizations, reports;
};

void add_head(const Scene& scene, const OverseerRow& row, Certainty most, Gathered& g) {
  const Certainty heads = std::min(row.certainty, most);
  g.span.person = row.person;
  g.span.certainty = std::max(g.span.certainty, heads);
  g.span.heads.push_back({row.spells.front(), row.organization, heads});
  for (const SourceId id : row.sources) {
    if (std::ranges::find(g.span.sources, id) == g.span.sources.end()) g.span.sources.push_back(id);
  }
  for (const Reached& below : scene.view().below(row.organization, 1))
    g.organizations.add(below.entity, std::min(heads, below.certainty));
}

void add_reports(const Scene& scene, EntityId to, Certainty most, Sure& reports) {
  for (const Hit& line : scene.view().in(to, Kind::reports_to)) {
    if (!line.spell->dotted) reports.add(line.other, std::min(most, line.certainty));
  }
}

}  // namespace

std::unique_ptr<Scene> span_scene(const RelationSource& source, std::span<const EntityId> roots,
                                  const AsOf& as_of) {
  Walk walk;
  walk.seeds.assign(roots.begin(), roots.end());
  walk.steps = {{.hop = {{}, KindSet(Kind::part_of)}, .times = any_number},
                {.hop = {{}, KindSet(Kind::oversees)}, .whom = Whom::everyone},
                {.hop = {KindSet(Kind::holds), KindSet(Kind::holds, Kind::reports_to)}},
                {.hop = {KindSet(Kind::holds), KindSet(Kind::reports_to)}},
                {.hop = {{}, KindSet(Kind::reports_to)}}};
  walk.follow = [as_of](const Spell& s) {
    return s.kind != Kind::reports_to && !s.dotted &&
           holds_within(s, as_of.first, as_of.last) != Certainty::no;
  };
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

std::vector<SpanOfControl> spans_of_control(const Scene& scene, std::span<const EntityId> roots) {
  std::map<EntityId, Certainty> within;
  for (const EntityId root : roots) {
    within[root] = Certainty::certain;
    for (const Reached& r : scene.view().below(root)) {
      Certainty& surest = within[r.entity];
      surest = std::max(surest, r.certainty);
    }
  }
  std::map<EntityId, Gathered> heads;
  for (const auto& [organization, certainty] : within) {
    for (const OverseerRow& row : direct_overseers(scene, organization)) {
      if (row.capacity != "head" || row.dotted || row.person == EntityId::none) continue;
      add_head(scene, row, certainty, heads[row.person]);
    }
  }
  std::vector<SpanOfControl> spans;
  for (auto& [person, g] : heads) {
    add_reports(scene, person, Certainty::certain, g.reports);
    for (const Hit& held : scene.view().out(person, Kind::holds))
      add_reports(scene, held.other, held.certainty, g.reports);
    g.span.organizations = g.organizations.tally();
    g.span.reports = g.reports.tally();
    spans.push_back(std::move(g.span));
  }
  std::ranges::stable_sort(spans, {}, [&](const SpanOfControl& s) {
    const auto wide = [](const Tally& t) {
      return -static_cast<std::ptrdiff_t>(t.certain + t.possible);
    };
    return std::tuple(s.certainty != Certainty::certain, wide(s.organizations), wide(s.reports),
                      scene.name(s.person));
  });
  return spans;
}

}  // namespace reorg
