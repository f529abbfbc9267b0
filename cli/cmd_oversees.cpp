// reorg oversees NAME, and "what does NAME oversee": directly and through what is below.
#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/json_overseer.hpp"
#include "cli/overseer_text.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/structure.hpp"

namespace reorg::cli {
namespace {

std::string headline(const Scene& scene, EntityId who, const std::vector<Overseen>& all) {
  std::vector<std::string> certain;
  std::vector<std::string> possible;
  for (const Overseen& o : all) {
    if (o.through != EntityId::none) continue;
    auto& list = o.certainty == Certainty::certain ? certain : possible;
    if (const std::string name = short_name(scene, o.organization);
        std::ranges::find(list, name) == list.end())
      list.push_back(name);
  }
  std::erase_if(possible, [&](const std::string& name) {
    return std::ranges::find(certain, name) != certain.end();
  });
  const AsOf& day = scene.as_of();
  const std::string verb = was(day) == "is"    ? "oversees"
                           : was(day) == "was" ? "oversaw"
                                               : "will oversee";
  const std::string name = short_name(scene, who);
  if (certain.empty() && possible.empty())
    return fmt::format("{} {} {} not known to oversee anything.", day_phrase(day), name, was(day));
  if (certain.empty())
    return fmt::format("{} {} possibly {} {}.", day_phrase(day), name, verb, listed(possible));
  return fmt::format("{} {} {} {}{}.", day_phrase(day), name, verb, listed(certain),
                     possible.empty() ? "" : ", and possibly " + listed(possible));
}

void tell_direct(Reply& reply, const Scene& scene, const Overseen& o) {
  std::vector<std::string> marks{o.row.capacity, std::string(word(o.certainty))};
  if (o.row.projected) marks.emplace_back("as announced");
  if (o.row.dotted) marks.emplace_back("dotted line");
  std::string list;
  for (const std::string& m : marks) list += (list.empty() ? "" : ", ") + m;
  const std::string role = overseer_role(scene, o.row);
  reply.line(fmt::format("{}{}{} ({})", reply.bold(full_name(scene, o.organization)),
                         role.empty() ? "" : ", as ", role, list),
             2);
  if (const std::string when = overseer_period(o.row); !when.empty()) reply.line(when, 4);
  reply.line("sources: " + reply.cite(o.row.sources), 4);
}

void tell_below(Reply& reply, const Scene& scene, const std::vector<Overseen>& all) {
  EntityId through = EntityId::none;
  for (const Overseen& o : all) {
    if (o.through == EntityId::none) continue;
    if (o.through != through) {
      reply.blank();
      reply.line(fmt::format("Through {}, which {} above:", short_name(scene, o.through),
                             was(scene.as_of())));
      through = o.through;
    }
    const std::string heads = overseers_text(scene, o.own_heads);
    const std::string lead(static_cast<std::size_t>(o.depth) * 2, ' ');
    reply.branch(lead,
                 fmt::format("{}{}{}", full_name(scene, o.organization),
                             o.certainty == Certainty::certain ? "" : " (possibly)",
                             heads.empty() ? "" : " — " + heads),
                 lead + "  ");
  }
}

Json json_overseen(Reply& reply, const Scene& scene, const Overseen& o) {
  Json row = json_overseer(reply, scene, o.row);
  row["organization"] = json_entity(scene, o.organization);
  row["certainty"] = word(o.certainty);
  row["depth"] = o.depth;
  row["through"] = json_entity(scene, o.through);
  return row;
}

}  // namespace

int run_oversees(Session& session) {
  const NameHit hit = session.the_entity();
  if (hit.kind == EntityKind::organization) {
    throw UsageError(
        fmt::format("{} is an organization; people and posts oversee", shown(hit.text)),
        {session.instead("overseers", hit.key), session.instead("tree", hit.key)});
  }
  const auto scene = oversees_scene(session.source(), hit.entity, session.as_of());
  std::vector<Overseen> all = oversees(*scene, hit.entity);
  std::erase_if(all, [&](const Overseen& o) { return !session.style().wants(o.certainty); });
  const bool answered = !all.empty();
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  if (reply.as_data()) {
    for (const Overseen& o : all) {
      reply.row(json_overseen(reply, *scene, o));
    }
    return reply.finish(answered);
  }
  reply.headline(headline(*scene, hit.entity, all));
  reply.blank();
  for (const Overseen& o : all) {
    if (o.through == EntityId::none && session.style().wants(o.certainty))
      tell_direct(reply, *scene, o);
  }
  tell_below(reply, *scene, all);
  return reply.finish(answered);
}

}  // namespace reorg::cli
