// reorg overseers NAME, and "who oversees NAME": rules R11 to R13.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "cli/batch.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/gap_text.hpp"
#include "cli/in_turn.hpp"
#include "cli/json_overseer.hpp"
#include "cli/overseer_text.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/overseers.hpp"

namespace reorg::cli {
namespace {

// The answer for one organization with the scene it stands in; for one that is not alive, also
// those for what it became or came from.
struct Telling {
  std::unique_ptr<Scene> scene;
  OverseersAnswer answer;
};

class Tellings {
 public:
  Tellings(Session& session, EntityId asked) : session_(session) { add(asked, false); }

  const std::vector<std::unique_ptr<Telling>>& all() const { return all_; }

  // Of whatever is told, or is only named.
  const Scene& scene_with(EntityId organization) const {
    for (const auto& t : all_) {
      if (t->scene->has(organization)) return *t->scene;
    }
    std::unique_ptr<Scene>& named = named_[organization];
    if (named == nullptr) {
      Neighbourhood alone;
      alone.reach(organization, 0);
      named = std::make_unique<Scene>(session_.source(), session_.as_of(), std::move(alone));
    }
    return *named;
  }

 private:
  // R13: goes on to what became of it until something is alive.
  void add(EntityId organization, bool successor) {
    if (!seen_.insert(organization).second) return;
    auto t = std::make_unique<Telling>();
    t->scene = overseers_scene(session_.source(), organization, session_.as_of());
    t->answer = overseers(*t->scene, organization);
    t->answer.relatives = relatives(session_.source(), *t->scene, organization);
    std::erase_if(t->answer.rows,
                  [&](const OverseerRow& r) { return !session_.style().wants(r.certainty); });
    std::erase_if(t->answer.gaps,
                  [&](const Gap& g) { return !session_.style().wants(g.certainty); });
    for (OverseerRow& r : t->answer.rows) {
      if (successor) r.via = Via::successor;
    }
    all_.push_back(std::move(t));
    const Telling& kept = *all_.back();
    for (const Relative& r : kept.answer.relatives) {
      if (all_.size() < 8) add(r.organization, true);
    }
  }

  Session& session_;
  mutable std::map<EntityId, std::unique_ptr<Scene>> named_;
  std::set<EntityId> seen_;
  std::vector<std::unique_ptr<Telling>> all_;
};

// ---- text -----------------------------------------------------------------------------------

bool is_head(const OverseerRow& r) {
  return r.capacity == "head" && !r.dotted && r.via != Via::inherited;
}

std::vector<std::string> names_of(const Scene& scene, const OverseersAnswer& a, Certainty c) {
  std::vector<std::string> result;
  for (const OverseerRow& r : a.rows) {
    if (!is_head(r) || r.certainty != c || r.person == EntityId::none) continue;
    const std::string name = short_name(scene, r.person);
    if (std::ranges::find(result, name) == result.end()) result.push_back(name);
  }
  return result;
}

// R17: "Simon Hu (ended 2018-11-26), then Zhang Jianfeng".
std::string heads_in_turn(const Scene& scene, const OverseersAnswer& a) {
  std::vector<Turn> turns;
  for (const OverseerRow& r : a.rows) {
    if (!is_head(r) || r.person == EntityId::none) continue;
    turns.push_back({r.person, short_name(scene, r.person), r.certainty, &r.from, &r.until,
                     r.goes_on, r.acting, r.last_evidence});
  }
  return in_turn(turns, scene.as_of());
}

std::string headline(const Scene& scene, const OverseersAnswer& a) {
  const AsOf& day = scene.as_of();
  const std::string what = short_name(scene, a.organization);
  const auto certain = names_of(scene, a, Certainty::certain);
  const auto possible = names_of(scene, a, Certainty::possible);
  if (a.life == Life::no_longer)
    return fmt::format("{} {} no longer existed.", day_phrase(day), what);
  if (a.life == Life::not_yet)
    return fmt::format("{} {} did not exist yet.", day_phrase(day), what);
  if (!certain.empty()) {
    if (!day.is_one_day())
      return fmt::format("{} {} {} overseen by {}.", day_phrase(day), what, was(day),
                         heads_in_turn(scene, a));
    return fmt::format("{} {} {} overseen by {}.", day_phrase(day), what, was(day),
                       listed(certain));
  }
  if (!possible.empty()) {
    return fmt::format("{} it is not certain who {} over {}: possibly {}.", day_phrase(day),
                       was(day), what, listed(possible, "or"));
  }
  return fmt::format("{} nobody {} known to oversee {} directly.", day_phrase(day), was(day), what);
}

std::string marks(const OverseerRow& r) {
  std::string result = r.capacity;
  if (r.dotted) result += ", dotted line";
  result += r.certainty == Certainty::certain ? ", certain" : ", possible";
  if (r.disputed) result += ", disputed";
  if (r.projected) result += ", as announced";
  return result;
}

void tell_row(Reply& reply, const Scene& scene, const OverseerRow& r) {
  const std::string role = overseer_role(scene, r);
  const std::string sureness = fmt::format("({})", marks(r));
  reply.line(
      fmt::format(
          "{}{}{} {}", reply.bold(overseer_name(scene, r, true)), role.empty() ? "" : ", ", role,
          r.certainty == Certainty::certain ? reply.dim(sureness) : reply.doubtful(sureness)),
      2);
  for (const Job& j : r.elsewhere) {
    if (j.organization == EntityId::none) continue;
    reply.line(fmt::format("also {}{} of {}", j.certainty == Certainty::certain ? "" : "possibly ",
                           short_name(scene, j.post), short_name(scene, j.organization)),
               4);
  }
  if (const std::string when = overseer_period(r); !when.empty()) reply.line(when, 4);
  reply.line("sources: " + reply.cite(r.sources), 4);
  for (const Spell* c : r.conflicts) reply.line(conflict_text(reply, scene, *c), 4);
}

// The heads of a period with the gaps between them, then the others.
void tell_rows(Reply& reply, const Telling& t) {
  GapsBetween gaps(reply, t.answer.gaps, "head", 2);
  std::string group;
  if (!t.answer.rows.empty() || !t.answer.gaps.empty()) reply.blank();
  for (const OverseerRow& r : t.answer.rows) {
    gaps.before(is_head(r) ? beginning(r.from) : after_all);
    const std::string now =
        r.via == Via::inherited
            ? fmt::format("Inherited from {} above it:", short_name(*t.scene, r.organization))
            : "";
    if (now != group) {
      reply.blank();
      reply.line(now);
    }
    group = now;
    tell_row(reply, *t.scene, r);
  }
  gaps.after_the_last();
}

std::string change_text(const Told& t, const std::vector<std::string>& names) {
  const std::string day = t.event.effective ? shown(t.event.effective->edtf) : "an unknown day";
  const std::string others = listed(names);
  switch (t.change.verb) {
    case Verb::dissolve:
      return fmt::format("It was dissolved on {} into {}", day, others);
    case Verb::merge:
      return fmt::format("It was merged into {} on {}", others, day);
    case Verb::split:
      return fmt::format("It was split into {} on {}", others, day);
    default:
      return fmt::format("It became {} on {}", others, day);
  }
}

std::string origin_text(const Told& t, const std::vector<std::string>& names) {
  const std::string day = t.event.effective ? shown(t.event.effective->edtf) : "an unknown day";
  const std::string others = listed(names);
  switch (t.change.verb) {
    case Verb::merge:
      return fmt::format("It was merged on {} from {}", day, others);
    case Verb::split:
      return fmt::format("It was split off on {} from {}", day, others);
    case Verb::group:
      return fmt::format("It was founded on {} over {}", day, others);
    default:
      return fmt::format("It was founded on {} from {}", day, others);
  }
}

// "It was merged into Alibaba E-commerce Business Group on 2024-11-21 [1]", once a change.
void tell_relatives(Reply& reply, const Telling& t, const Tellings& all) {
  std::set<ChangeId> told;
  for (const Relative& r : t.answer.relatives) {
    if (!told.insert(r.told.change.id).second) continue;
    std::vector<std::string> names;
    for (const Relative& other : t.answer.relatives) {
      if (other.told.change.id == r.told.change.id)
        names.push_back(short_name(all.scene_with(other.organization), other.organization));
    }
    const std::string text = r.origin ? origin_text(r.told, names) : change_text(r.told, names);
    const std::string event = r.told.event.name.empty() ? "" : ": " + shown(r.told.event.name);
    reply.line(fmt::format("{}{} {}", text, event, reply.cite(r.told.sources())), 2);
  }
}

// ---- JSON -----------------------------------------------------------------------------------

void tell_json(Reply& reply, const Tellings& tellings, const NameHit& hit) {
  for (const auto& t : tellings.all()) {
    for (const OverseerRow& r : t->answer.rows) {
      reply.row(json_overseer(reply, *t->scene, r, r.organization == hit.entity ? hit.text : ""));
    }
  }
  reply.set("life", word(tellings.all().front()->answer.life));
  Json gaps = Json::array();
  for (const auto& t : tellings.all()) {
    for (Json& gap : json_gaps(t->answer.gaps)) {
      gap["organization"] = json_entity(*t->scene, t->answer.organization);
      gaps.push_back(std::move(gap));
    }
  }
  reply.set("gaps", std::move(gaps));
}

// R13 in JSON: what it became or came from.
void note_life(Reply& reply, const Tellings& tellings) {
  Json became = Json::array();
  for (const auto& t : tellings.all()) {
    for (const Relative& r : t->answer.relatives) {
      const Event& e = r.told.event;
      became.push_back({{"organization", json_entity(*t->scene, t->answer.organization)},
                        {"direction", r.origin ? "came from" : "became"},
                        {"other", json_entity(tellings.scene_with(r.organization), r.organization)},
                        {"verb", word(r.told.change.verb)},
                        {"event", e.name},
                        {"effective", e.effective ? json_of(*e.effective) : Json()},
                        {"sources", reply.sources_of(r.told.sources())}});
    }
  }
  reply.set("relatives", std::move(became));
}

}  // namespace

int run_overseers(Session& session) {
  if (session.has("batch")) return run_batch(session, BatchOf::overseers);
  const NameHit hit = session.the_entity();
  if (hit.kind != EntityKind::organization) {
    throw UsageError(
        fmt::format("{} is a {}; overseers are those of an organization", shown(hit.text),
                    word(hit.kind)),
        {session.instead(hit.kind == EntityKind::person ? "oversees" : "show", hit.key)});
  }
  Reply reply(session, structured(session, {hit.key}));
  const Tellings tellings(session, hit.entity);
  const Telling& first = *tellings.all().front();
  bool answered = false;
  for (const auto& t : tellings.all()) {
    answered = answered || !t->answer.rows.empty();
  }
  reply.about(*first.scene, hit, "organization");
  if (reply.as_data()) {
    note_life(reply, tellings);
    tell_json(reply, tellings, hit);
    return reply.finish(answered);
  }
  for (const auto& t : tellings.all()) {
    reply.blank();
    reply.headline(headline(*t->scene, t->answer));
    tell_rows(reply, *t);
    tell_relatives(reply, *t, tellings);
  }
  return reply.finish(answered);
}

}  // namespace reorg::cli
