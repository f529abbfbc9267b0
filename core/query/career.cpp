#include "core/query/career.hpp"

#include <algorithm>

namespace reorg {
namespace {

using Kind = StatementKind;
constexpr Kind places[] = {Kind::holds, Kind::oversees, Kind::member_of};

std::vector<Gap> gaps_of(const Scene& scene, EntityId person) {
  std::vector<Stretch> line;
  for (const Spell* s : scene.relations_of(person)) {
    if (s->kind == Kind::holds || s->kind == Kind::oversees) line.push_back(stretch_of(*s));
  }
  return touching(gaps(line), scene.as_of().first, scene.as_of().last);
}

void find_meetings(std::vector<CareerRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) {
      if (i == j) continue;
      const Stretch both = overlap(*rows[i].tenure.spell, *rows[j].tenure.spell);
      if (both.certainty != Certainty::no) rows[i].meetings.push_back({j, both});
    }
  }
}

}  // namespace

std::string_view word(PositionKind k) {
  switch (k) {
    case PositionKind::post:
      return "post";
    case PositionKind::charge:
      return "charge";
    case PositionKind::membership:
      return "membership";
  }
  return "";
}

Position position_of(const Scene& scene, const Spell& s) {
  if (s.kind == Kind::holds)
    return {PositionKind::post, s.object, organization_of(scene, s.object, s), {}, &s};
  const PositionKind kind =
      s.kind == Kind::oversees ? PositionKind::charge : PositionKind::membership;
  return {kind, EntityId::none, s.object, s.kind == Kind::oversees ? s.aspect : "", &s};
}

std::unique_ptr<Scene> career_scene(const RelationSource& source, EntityId person,
                                    const AsOf& as_of) {
  Walk walk;
  walk.seeds = {person};
  walk.steps = {{.hop = {KindSet(Kind::holds, Kind::oversees, Kind::member_of), {}}},
                {.hop = {KindSet(Kind::post_in), {}}}};
  return std::make_unique<Scene>(source, as_of, run(walk, source));
}

CareerAnswer career(const Scene& scene, EntityId person) {
  CareerAnswer answer;
  answer.person = person;
  for (const Kind kind : places) {
    for (const Hit& hit : scene.view().out(person, kind))
      answer.rows.push_back({position_of(scene, *hit.spell), tenure_of(scene, *hit.spell), {}});
  }
  const bool one_day = scene.as_of().is_one_day();
  std::ranges::stable_sort(answer.rows, {},
                           [one_day](const CareerRow& r) { return time_order(r.tenure, one_day); });
  find_meetings(answer.rows);
  answer.gaps = gaps_of(scene, person);
  return answer;
}

}  // namespace reorg
