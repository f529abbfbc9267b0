#include "cli/json_difference.hpp"

#include <algorithm>

#include "cli/difference_summary.hpp"

namespace reorg::cli {
namespace {

std::string_view word(Way w) {
  return w == Way::begins ? "begins" : w == Way::ends ? "ends" : "first-seen";
}

Json json_turn(const Scene& scene, const Turn& t) {
  const Spell& s = *t.spell;
  return {{"way", word(t.way)},
          {"certainty", word(t.certainty)},
          {"kind", word(s.kind)},
          {"subject", json_entity(scene, s.subject)},
          {"object", json_entity(scene, s.object)},
          {"capacity_of", json_entity(scene, s.capacity_of)},
          {"aspect", s.aspect},
          {"value", s.value},
          {"role", s.role},
          {"acting", s.acting},
          {"dotted", s.dotted},
          {"date", json_until(t.bound())}};
}

Json json_entities(const Scene& scene, const std::vector<EntityId>& ids) {
  Json list = Json::array();
  for (const EntityId id : ids) list.push_back(json_entity(scene, id));
  return list;
}

}  // namespace

std::vector<SourceId> sources_of(const Differences& all, const Difference& d) {
  std::vector<SourceId> found;
  const auto add = [&](const std::vector<SourceId>& more) {
    for (const SourceId id : more) {
      if (std::ranges::find(found, id) == found.end()) found.push_back(id);
    }
  };
  if (d.event >= 0 && d.change >= 0) {
    add(all.events[static_cast<std::size_t>(d.event)]
            .changes[static_cast<std::size_t>(d.change)]
            .sources);
  }
  if (!found.empty()) return found;
  for (const Turn& t : d.turns) add(t.spell->sources);
  return found;
}

Json json_difference(Reply& reply, const DifferenceTeller& teller, const Differences& all,
                     const Difference& d) {
  const Scene& scene = teller.scene();
  Json changes = Json::array();
  for (const Turn& t : d.turns) changes.push_back(json_turn(scene, t));
  Json event;
  if (d.event >= 0) {
    const Event& e = all.events[static_cast<std::size_t>(d.event)].event;
    event = {{"key", e.key},
             {"name", e.name.empty() ? Json() : Json(e.name)},
             {"effective", e.effective ? json_of(*e.effective) : Json()}};
  }
  const Bound* ended = d.turns.empty() ? nullptr : d.ended();
  return {{"kind", word(d.kind)},
          {"certainty", word(d.certainty)},
          {"about", json_entity(scene, d.about)},
          {"before", json_entities(scene, d.before)},
          {"after", json_entities(scene, d.after)},
          {"old", d.old_text.empty() ? Json() : Json(d.old_text)},
          {"new", d.new_text.empty() ? Json() : Json(d.new_text)},
          {"aspect", d.aspect},
          {"role", d.role},
          {"acting", d.acting},
          {"date", d.turns.empty() ? Json() : json_until(d.when())},
          {"ended", ended == nullptr ? Json() : json_until(*ended)},
          {"between", json_entities(scene, d.between)},
          {"gap", d.gap ? Json{{"least", d.gap->least}, {"most", d.gap->most}} : Json()},
          {"event", std::move(event)},
          {"because", d.because < 0 ? Json() : Json(d.because)},
          {"concerned", json_entities(scene, d.concerned)},
          {"reversed", d.reversed},
          {"changes", std::move(changes)},
          {"sources", reply.sources_of(sources_of(all, d))}};
}

Json json_summary(std::span<const Difference* const> lines) {
  Json all = Json::object();
  for (const auto& [kind, n] : counts(lines))
    all[std::string(word(kind))] = {{"sure", n.sure}, {"possible", n.possible}};
  return all;
}

}  // namespace reorg::cli
