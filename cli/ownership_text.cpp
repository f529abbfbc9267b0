#include "cli/ownership_text.hpp"

#include <fmt/format.h>

namespace reorg::cli {
namespace {

// Every row has the same members, null where they mean nothing.
Json row(std::string_view kind, const Scene& scene, EntityId owner, EntityId organization,
         const Share& share, Certainty certainty) {
  return {{"kind", kind},
          {"owner", json_entity(scene, owner)},
          {"organization", json_entity(scene, organization)},
          {"interest", kind == "control" ? "votes" : "shares"},
          {"held", nullptr},
          {"share", {{"stated", nullptr}, {"low", share.low}, {"high", share.high}}},
          {"above", nullptr},
          {"possibly_above", nullptr},
          {"certainty", word(certainty)},
          {"from", nullptr},
          {"until", nullptr},
          {"last_evidence", nullptr},
          {"projected", false},
          {"disputed", false},
          {"ultimate", nullptr},
          {"through", Json::array()},
          {"sources", Json::array()},
          {"conflicts", Json::array()}};
}

Json json_conflict(Reply& reply, const Scene& scene, const Spell& s) {
  return {{"owner", json_entity(scene, s.subject)},
          {"interest", s.aspect},
          {"share", s.value},
          {"from", json_from(s.from)},
          {"until", json_until(s.until)},
          {"standing", word(s.standing)},
          {"sources", reply.sources_of(s.sources)}};
}

Json number_or_null(std::optional<double> n) { return n ? Json(*n) : Json(); }

}  // namespace

std::vector<double> thresholds(std::optional<double> above) {
  return above ? std::vector{*above} : std::vector<double>{25, 50, 75};
}

std::optional<double> highest(const std::vector<double>& thresholds, const Share& share,
                              Above sureness) {
  std::optional<double> result;
  for (const double t : thresholds) {
    if (above(share, t) >= sureness) result = t;
  }
  return result;
}

std::string above_text(const std::vector<double>& thresholds, const Share& share) {
  const auto surely = highest(thresholds, share, Above::certainly);
  const auto perhaps = highest(thresholds, share, Above::possibly);
  std::string text = surely ? fmt::format("more than {:g} %", *surely) : "";
  if (perhaps && perhaps != surely)
    text += fmt::format("{}possibly more than {:g} %", surely ? ", " : "", *perhaps);
  return text;
}

Json json_stake(Reply& reply, const Scene& scene, const DirectStake& s) {
  Json result = row("direct", scene, s.owner, s.organization, s.share, s.certainty);
  const Spell& spell = *s.spell;
  result["interest"] = spell.aspect;
  result["held"] = spell.role;
  result["share"]["stated"] = spell.value;
  result["from"] = json_from(spell.from);
  result["until"] = json_until(spell.until);
  result["last_evidence"] = json_of(spell.last_evidence);
  result["projected"] = s.projected;
  result["disputed"] = spell.standing == Standing::disputed;
  result["sources"] = reply.sources_of(spell.sources);
  for (const Spell* c : s.conflicts) result["conflicts"].push_back(json_conflict(reply, scene, *c));
  return result;
}

Json json_stake(Reply&, const Scene& scene, const EffectiveStake& s) {
  Json result = row("effective", scene, s.owner, s.organization, s.share, s.certainty);
  result["held"] = s.direct && s.indirect ? "both" : s.direct ? "direct" : "indirect";
  result["ultimate"] = s.ultimate ? Json(*s.ultimate) : Json();
  return result;
}

Json json_stake(Reply&, const Scene& scene, const ControlStake& s,
                const std::vector<double>& thresholds) {
  const auto surely = highest(thresholds, s.votes, Above::certainly);
  Json result = row("control", scene, s.owner, s.organization, s.votes,
                    surely ? Certainty::certain : Certainty::possible);
  result["above"] = number_or_null(surely);
  result["possibly_above"] = number_or_null(highest(thresholds, s.votes, Above::possibly));
  for (const EntityId id : s.through) result["through"].push_back(json_entity(scene, id));
  return result;
}

Json json_rest(const Scene& scene, EntityId organization, const Share& share) {
  return row("rest", scene, EntityId::none, organization, share,
             share.low > 0 ? Certainty::certain : Certainty::possible);
}

}  // namespace reorg::cli
