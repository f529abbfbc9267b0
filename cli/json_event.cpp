#include "cli/json_event.hpp"

#include "cli/change_text.hpp"
#include "cli/event_text.hpp"

namespace reorg::cli {
namespace {

Json json_entities(const Scene& scene, const std::vector<EntityId>& ids) {
  Json list = Json::array();
  for (const EntityId id : ids) {
    if (scene.has(id)) list.push_back(json_entity(scene, id));
  }
  return list;
}

Json json_date(const std::optional<Date>& d) { return d ? json_of(*d) : Json(); }

}  // namespace

Json json_change(Reply& reply, const Scene& scene, const LoggedChange& c, const Event& event) {
  return {{"verb", word(c.change.verb)},
          {"phrase", change_phrase(scene, c, event)},
          {"originals", json_entities(scene, c.change.originals)},
          {"results", json_entities(scene, c.change.results)},
          {"others", json_entities(scene, c.change.others)},
          {"text", c.change.text},
          {"sources", reply.sources_of(c.sources)}};
}

Json json_event(Reply& reply, const Scene& scene, const LoggedEvent& e, Day today) {
  Json changes = Json::array();
  Json phrases = Json::array();
  for (const LoggedChange& c : e.changes) {
    changes.push_back(json_change(reply, scene, c, e.event));
    phrases.push_back(changes.back()["phrase"]);
  }
  for (const Statement& s : e.plain) {
    phrases.push_back(plain_phrase(scene, s, e.plain_ends));
    changes.push_back({{"verb", Json()},
                       {"phrase", phrases.back()},
                       {"originals", Json::array()},
                       {"results", Json::array()},
                       {"others", json_entities(scene, s.object == EntityId::none
                                                           ? std::vector{s.subject}
                                                           : std::vector{s.subject, s.object})},
                       {"text", ""},
                       {"sources", reply.sources_of(s.sources)}});
  }
  return {{"date", json_date(e.date)},
          {"event", e.is_plain() ? Json() : Json(e.event.key)},
          {"name", event_title(e)},
          {"type", e.is_plain() ? Json() : Json(word(e.event.type))},
          {"status", status_word(e, today)},
          {"announced", json_date(e.event.announced)},
          {"effective", json_date(e.event.effective)},
          {"withdrawn", json_of(e.taken_back)},
          {"withdraws", e.event.target.empty() ? Json() : Json(e.event.target)},
          {"certainty", word(e.certainty)},
          {"standing", word(e.standing)},
          {"what", std::move(phrases)},
          {"changes", std::move(changes)},
          {"elsewhere", e.elsewhere},
          {"note", e.event.note},
          {"sources", reply.sources_of(e.sources)}};
}

}  // namespace reorg::cli
