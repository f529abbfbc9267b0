// reorg vacancies [NAME]: posts that are vacant, and those of which no holder is known (R12).
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/tenure_text.hpp"
#include "cli/text.hpp"
#include "core/query/vacancies.hpp"

namespace reorg::cli {
namespace {

struct Counts {
  std::size_t vacant = 0, perhaps_vacant = 0, unknown = 0, perhaps_unknown = 0;
};

Counts count(const std::vector<VacancyRow>& rows) {
  Counts n;
  for (const VacancyRow& r : rows) {
    const bool certain = r.certainty == Certainty::certain;
    ++(r.told ? (certain ? n.vacant : n.perhaps_vacant)
              : (certain ? n.unknown : n.perhaps_unknown));
  }
  return n;
}

std::string headline(const Scene& scene, const std::vector<VacancyRow>& rows,
                     const std::string& where) {
  const AsOf& day = scene.as_of();
  const std::string verb = was(day) == "was"  ? "was known to be"
                           : was(day) == "is" ? "is known to be"
                                              : "is announced to be";
  const Counts n = count(rows);
  std::string text = n.vacant == 0
                         ? fmt::format("{} no post{} {} vacant", day_phrase(day), where, verb)
                         : fmt::format("{} {}{} {} vacant", day_phrase(day),
                                       counted(n.vacant, "post", "posts"), where,
                                       n.vacant == 1       ? was(day)
                                       : was(day) == "was" ? "were"
                                       : was(day) == "is"  ? "are"
                                                           : "will be");
  if (n.perhaps_vacant > 0) text += fmt::format(", and {} possibly", n.perhaps_vacant);
  if (n.unknown > 0)
    text += fmt::format("; of {} no holder is known", counted(n.unknown, "post", "posts"));
  if (n.perhaps_unknown > 0)
    text += fmt::format("; {} may have had none", counted(n.perhaps_unknown, "post", "posts"));
  return text + ".";
}

std::string group(const VacancyRow& r) {
  if (r.told) return "Vacant, as sources say:";
  return r.certainty == Certainty::certain ? "No holder known, which is no vacancy:"
                                           : "Held by somebody, or by nobody:";
}

std::string when_text(const Scene& scene, const VacancyRow& r) {
  if (!r.from) return "nobody was ever known to hold it";
  std::string text;
  for (const Hit& hit : r.perhaps) {
    const Spell& s = *hit.spell;
    text += fmt::format("{}possibly {}: {}", text.empty() ? "" : "; ", short_name(scene, hit.other),
                        period_text(s.from, s.until, s.last_evidence));
  }
  if (text.empty()) text = period_text(*r.from, *r.until, before_all);
  if (r.last_holder != EntityId::none) text += "; before it " + short_name(scene, r.last_holder);
  return text;
}

void tell_row(Reply& reply, const Scene& scene, const VacancyRow& r) {
  const std::string marks(word(r.certainty));
  reply.line(fmt::format("{} ({})", reply.bold(post_name(scene, r.post, r.organization)), marks),
             2);
  reply.line(when_text(scene, r), 4);
  if (r.from) reply.line("sources: " + reply.cite(r.sources), 4);
}

Json json_row(Reply& reply, const Scene& scene, const VacancyRow& r) {
  Json perhaps = Json::array();
  for (const Hit& hit : r.perhaps) perhaps.push_back(json_entity(scene, hit.other));
  return {{"post", json_entity(scene, r.post)},
          {"organization", json_entity(scene, r.organization)},
          {"state", r.told ? "vacant" : "no_holder_known"},
          {"certainty", word(r.certainty)},
          {"from", r.from ? json_from(*r.from) : Json()},
          {"until", r.until ? json_until(*r.until) : Json()},
          {"last_holder", json_entity(scene, r.last_holder)},
          {"perhaps", std::move(perhaps)},
          {"sources", reply.sources_of(r.sources)}};
}

struct Telling {
  std::unique_ptr<Scene> scene;
  std::vector<VacancyRow> rows;
};

Telling telling_of(Session& session, const std::optional<NameHit>& hit) {
  Telling t;
  if (hit) {
    t.scene = vacancies_scene_below(session.source(Extent::group), hit->entity, session.as_of());
    t.rows = vacancies_below(*t.scene, hit->entity);
  } else {
    const auto posts = session.store().all(EntityKind::post);
    t.scene = vacancies_scene(session.source(Extent::everything), posts, session.as_of());
    t.rows = vacancies(*t.scene, posts);
  }
  std::erase_if(t.rows, [&](const VacancyRow& r) { return !session.style().wants(r.certainty); });
  return t;
}

}  // namespace

int run_vacancies(Session& session) {
  const auto hit = session.entity_if_named();
  if (hit && hit->kind != EntityKind::organization) {
    const bool post = hit->kind == EntityKind::post;
    throw UsageError(fmt::format("{} is a {}; vacancies are those of an organization",
                                 shown(hit->text), word(hit->kind)),
                     {session.instead(post ? "holders" : "career", hit->key)});
  }
  const Telling t = telling_of(session, hit);
  Reply reply(session, structured(session, {hit ? hit->key : ""}));
  reply.about(*t.scene, hit);
  if (reply.as_data()) {
    for (const VacancyRow& r : t.rows) reply.row(json_row(reply, *t.scene, r));
    return reply.finish(!t.rows.empty());
  }
  reply.headline(headline(*t.scene, t.rows,
                          hit ? " in " + short_name(*t.scene, hit->entity) + " and below" : ""));
  std::string heading;
  for (const VacancyRow& r : t.rows) {
    if (const std::string now = group(r); now != heading) {
      reply.blank();
      reply.line(heading = now);
    }
    tell_row(reply, *t.scene, r);
  }
  return reply.finish(!t.rows.empty());
}

}  // namespace reorg::cli
