// reorg reports NAME: whom somebody reports to, and who reports to him or her.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/tenure_text.hpp"
#include "cli/text.hpp"
#include "core/query/reporting.hpp"

namespace reorg::cli {
namespace {

// Which of the two directions are asked about.
struct Asked {
  bool up = true, down = true;
  bool wants(bool line_up) const { return line_up ? up : down; }
};

// "reports", "reported", "will report"; and for several.
std::string report(const AsOf& day, bool several) {
  if (was(day) == "was") return "reported";
  return was(day) == "is" ? (several ? "report" : "reports") : "will report";
}

std::vector<std::string> names_of(const Scene& scene, const ReportsAnswer& a, bool up,
                                  Certainty c) {
  std::vector<std::string> result;
  for (const ReportLine& l : a.lines) {
    if (l.up != up || l.tenure.certainty != c) continue;
    const std::string name = short_name(scene, l.other);
    if (std::ranges::find(result, name) == result.end()) result.push_back(name);
  }
  return result;
}

std::string post_or_person(const Scene& scene, EntityId who) {
  const bool post = scene.entity(who).kind == EntityKind::post;
  return post ? "the " + post_name(scene, who, organization_of(scene, who))
              : short_name(scene, who);
}

// "Martin Lau, and possibly Pony Ma"; empty for nobody.
std::string whom(const Scene& scene, const ReportsAnswer& a, bool up) {
  const std::string certain = listed(names_of(scene, a, up, Certainty::certain));
  auto doubtful = names_of(scene, a, up, Certainty::possible);
  const std::string possible = doubtful.empty() ? "" : "possibly " + listed(doubtful);
  return certain + (certain.empty() || possible.empty() ? "" : ", and ") + possible;
}

std::string headline(const Scene& scene, const ReportsAnswer& a, Asked asked) {
  const AsOf& day = scene.as_of();
  const std::string who = post_or_person(scene, a.who);
  const std::string up = whom(scene, a, true), down = whom(scene, a, false);
  std::vector<std::string> parts;
  if (asked.up) {
    parts.push_back(
        up.empty() ? fmt::format("it {} not known to whom {} {}", was(day), who, report(day, false))
                   : fmt::format("{} {} to {}", who, report(day, false), up));
  }
  if (asked.down) {
    const bool one = names_of(scene, a, false, Certainty::certain).size() +
                         names_of(scene, a, false, Certainty::possible).size() ==
                     1;
    parts.push_back(down.empty() ? fmt::format("nobody {} known to report to {}", was(day), who)
                                 : fmt::format("{} {} to {}", down, report(day, !one), who));
  }
  return fmt::format("{} {}{}{}.", day_phrase(day), parts.front(), parts.size() > 1 ? "; " : "",
                     parts.size() > 1 ? parts.back() : "");
}

void tell_line(Reply& reply, const Scene& scene, const ReportLine& l) {
  std::string text = reply.bold(full_name(scene, l.other));
  std::vector<std::string> holders;
  for (const Hit& h : l.holders) {
    if (h.other != EntityId::none)
      holders.push_back(short_name(scene, h.other) +
                        (h.certainty == Certainty::certain ? "" : " (possibly)"));
  }
  if (!holders.empty()) text += ", held by " + listed(holders);
  if (l.capacity_of != EntityId::none) text += ", for " + short_name(scene, l.capacity_of);
  if (l.post != EntityId::none) text += ", by the post of " + short_name(scene, l.post);
  reply.line(fmt::format("{} ({}{})", text, l.tenure.spell->dotted ? "" : "solid line, ",
                         tenure_marks(l.tenure)),
             2);
  tell_tenure(reply, scene, l.tenure, 4);
}

void tell_lines(Reply& reply, const Scene& scene, const ReportsAnswer& a, bool up) {
  bool first = true;
  for (const ReportLine& l : a.lines) {
    if (l.up != up) continue;
    if (first) {
      reply.blank();
      reply.line(up ? "Reports to:" : "Reporting:");
    }
    first = false;
    tell_line(reply, scene, l);
  }
}

// What nobody states, apart from what is stated.
void tell_structure(Reply& reply, const Scene& scene, const ReportsAnswer& a) {
  if (a.structural.empty()) return;
  reply.blank();
  reply.line("By the structure alone, stated by nobody:");
  for (const StructuralLine& l : a.structural) {
    const std::string other = short_name(scene, l.other), own = short_name(scene, l.own);
    const std::string theirs = short_name(scene, l.theirs);
    const std::string text = l.up ? fmt::format("{} heads {}, above {}", other, theirs, own)
                                  : fmt::format("{} heads {}, below {}", other, theirs, own);
    reply.line(text + (l.certainty == Certainty::certain ? "" : " (possibly)"), 2);
  }
}

Json json_row(Reply& reply, const Scene& scene, const ReportLine& l) {
  Json holders = Json::array();
  for (const Hit& h : l.holders) {
    if (h.other != EntityId::none)
      holders.push_back(
          {{"person", json_entity(scene, h.other)}, {"certainty", word(h.certainty)}});
  }
  Json row = {{"direction", l.up ? "up" : "down"},
              {"other", json_entity(scene, l.other)},
              {"holders", std::move(holders)},
              {"capacity_of", json_entity(scene, l.capacity_of)},
              {"post", json_entity(scene, l.post)}};
  add_tenure(row, reply, scene, l.tenure);
  return row;
}

Json json_structure(const Scene& scene, const ReportsAnswer& a) {
  Json list = Json::array();
  for (const StructuralLine& l : a.structural) {
    list.push_back({{"direction", l.up ? "up" : "down"},
                    {"person", json_entity(scene, l.other)},
                    {"organization", json_entity(scene, l.theirs)},
                    {"own_organization", json_entity(scene, l.own)},
                    {"certainty", word(l.certainty)}});
  }
  return list;
}

void keep(ReportsAnswer& a, const Style& style, Asked asked) {
  std::erase_if(a.lines, [&](const ReportLine& l) {
    return !asked.wants(l.up) || !style.wants(l.tenure.certainty);
  });
  std::erase_if(a.structural, [&](const StructuralLine& l) {
    return !asked.wants(l.up) || !style.wants(l.certainty);
  });
}

Asked asked_of(const Session& session) {
  if (session.has("up") == session.has("down")) return {};
  return {session.has("up"), session.has("down")};
}

}  // namespace

int run_reports(Session& session) {
  const NameHit hit = session.the_entity();
  if (hit.kind == EntityKind::organization) {
    throw UsageError(fmt::format("{} is an organization; people and posts report", shown(hit.text)),
                     {session.instead("chain", hit.key), session.instead("overseers", hit.key)});
  }
  const Asked asked = asked_of(session);
  const auto scene = reports_scene(session.source(), hit.entity, session.as_of());
  ReportsAnswer answer = reports(*scene, hit.entity);
  keep(answer, session.style(), asked);
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  reply.set("by_structure", json_structure(*scene, answer));
  if (reply.as_data()) {
    for (const ReportLine& l : answer.lines) reply.row(json_row(reply, *scene, l));
    return reply.finish(!answer.lines.empty());
  }
  reply.headline(headline(*scene, answer, asked));
  tell_lines(reply, *scene, answer, true);
  tell_lines(reply, *scene, answer, false);
  tell_structure(reply, *scene, answer);
  return reply.finish(!answer.lines.empty());
}

}  // namespace reorg::cli
