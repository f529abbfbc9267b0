#include "cli/json_overseer.hpp"

namespace reorg::cli {
namespace {

Json json_conflict(Reply& reply, const Scene& scene, const Spell& s) {
  return {
      {"person", s.subject != EntityId::none && scene.has(s.subject) ? json_entity(scene, s.subject)
                                                                     : Json()},
      {"role", s.role},
      {"from", json_from(s.from)},
      {"until", json_until(s.until)},
      {"standing", word(s.standing)},
      {"sources", reply.sources_of(s.sources)}};
}

}  // namespace

Json json_conflicts(Reply& reply, const Scene& scene, const std::vector<const Spell*>& rivals) {
  Json conflicts = Json::array();
  for (const Spell* s : rivals) conflicts.push_back(json_conflict(reply, scene, *s));
  return conflicts;
}

Json json_overseer(Reply& reply, const Scene& scene, const OverseerRow& r,
                   const std::string& found_as) {
  Json elsewhere = Json::array();
  for (const Job& j : r.elsewhere) {
    elsewhere.push_back({{"post", json_entity(scene, j.post)},
                         {"organization", json_entity(scene, j.organization)},
                         {"certainty", word(j.certainty)}});
  }
  return {{"organization", json_entity(scene, r.organization, found_as)},
          {"person", json_entity(scene, r.person)},
          {"post", json_entity(scene, r.post)},
          {"capacity", r.capacity},
          {"role", r.role},
          {"via", word(r.via)},
          {"from", json_from(r.from)},
          {"until", json_until(r.until)},
          {"since", json_from(r.since)},
          {"certainty", word(r.certainty)},
          {"projected", r.projected},
          {"acting", r.acting},
          {"dotted", r.dotted},
          {"vacant", r.vacant},
          {"disputed", r.disputed},
          {"last_evidence", json_of(r.last_evidence)},
          {"elsewhere", std::move(elsewhere)},
          {"sources", reply.sources_of(r.sources)},
          {"conflicts", json_conflicts(reply, scene, r.conflicts)}};
}

}  // namespace reorg::cli
