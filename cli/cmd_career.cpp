// reorg career NAME: every post, charge and membership of a person, in order of time.
#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/gap_text.hpp"
#include "cli/position_text.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/tenure_text.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

// How many different posts, or organizations, of one kind; of the possible ones those that are not
// certain too.
std::size_t count(const CareerAnswer& a, PositionKind kind, Certainty c) {
  std::set<EntityId> certain, wanted;
  for (const CareerRow& r : a.rows) {
    if (r.position.kind != kind) continue;
    const EntityId what = kind == PositionKind::post ? r.position.post : r.position.organization;
    if (r.tenure.certainty == Certainty::certain) certain.insert(what);
    if (r.tenure.certainty == c) wanted.insert(what);
  }
  if (c == Certainty::certain) return certain.size();
  std::erase_if(wanted, [&](EntityId what) { return certain.contains(what); });
  return wanted.size();
}

// "held 3 posts, was in charge of 1 organization and belonged to 2 organizations".
std::string counts(const CareerAnswer& a, Certainty c) {
  std::vector<std::string> parts;
  if (const auto n = count(a, PositionKind::post, c); n > 0)
    parts.push_back("held " + counted(n, "post", "posts"));
  if (const auto n = count(a, PositionKind::charge, c); n > 0)
    parts.push_back("was in charge of " + counted(n, "organization", "organizations"));
  if (const auto n = count(a, PositionKind::membership, c); n > 0)
    parts.push_back("belonged to " + counted(n, "organization", "organizations"));
  return listed(parts);
}

// A day's positions by name, a longer time's by number.
std::string told(const Scene& scene, const CareerAnswer& a, Certainty c) {
  if (!scene.as_of().is_one_day()) return counts(a, c);
  std::vector<std::string> names;
  for (const CareerRow& r : a.rows) {
    if (r.tenure.certainty == c) names.push_back(position_text(scene, r.position));
  }
  return listed(names);
}

std::string headline(const Scene& scene, const CareerAnswer& a) {
  const AsOf& day = scene.as_of();
  const std::string who = short_name(scene, a.person);
  const std::string certain = told(scene, a, Certainty::certain);
  const std::string possible = told(scene, a, Certainty::possible);
  if (a.rows.empty())
    return fmt::format("{} no post or charge of {} {} known.", day_phrase(day), who, was(day));
  const std::string verb = day.is_one_day() ? was(day) + " " : "";
  if (certain.empty())
    return fmt::format("{} {} {}possibly {}.", day_phrase(day), who, verb, possible);
  return fmt::format("{} {} {}{}{}.", day_phrase(day), who, verb, certain,
                     possible.empty() ? "" : ", and possibly " + possible);
}

std::string numbers(const CareerRow& r, Certainty c) {
  std::string list;
  for (const Meeting& m : r.meetings) {
    if (m.both.certainty == c) list += fmt::format("{}{}", list.empty() ? "" : ", ", m.row + 1);
  }
  return list;
}

// "at the same time as 2 and 3, possibly 5".
std::string meetings_text(const CareerRow& r) {
  const std::string certain = numbers(r, Certainty::certain);
  const std::string possible = numbers(r, Certainty::possible);
  if (certain.empty() && possible.empty()) return {};
  const std::string joint = certain.empty() || possible.empty() ? "" : "; ";
  return "at the same time as " + certain + joint +
         (possible.empty() ? "" : "possibly " + possible);
}

void tell_row(Reply& reply, const Scene& scene, const CareerRow& r, std::size_t number) {
  const std::string lead = padded(fmt::format("{}.", number), 4);
  reply.branch(lead, fmt::format("{} ({})", reply.bold(position_text(scene, r.position)),
                                 tenure_marks(r.tenure)));
  tell_tenure(reply, scene, r.tenure, 6);
  if (const std::string others = meetings_text(r); !others.empty()) reply.line(others, 6);
}

Json json_row(Reply& reply, const Scene& scene, const CareerRow& r) {
  Json row = json_position(scene, r.position);
  add_tenure(row, reply, scene, r.tenure);
  row["overlaps"] = Json::array();
  for (const Meeting& m : r.meetings) {
    row["overlaps"].push_back({{"row", m.row},
                               {"certainty", word(m.both.certainty)},
                               {"from", json_from(m.both.from)},
                               {"until", json_until(m.both.until)}});
  }
  return row;
}

// Those that --certain or --possible leave, with their meetings among themselves.
void keep(CareerAnswer& a, const Style& style) {
  std::vector<std::size_t> place(a.rows.size());
  std::vector<CareerRow> kept;
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    place[i] = kept.size();
    if (style.wants(a.rows[i].tenure.certainty)) kept.push_back(a.rows[i]);
  }
  for (CareerRow& r : kept) {
    std::erase_if(r.meetings,
                  [&](const Meeting& m) { return !style.wants(a.rows[m.row].tenure.certainty); });
    for (Meeting& m : r.meetings) m.row = place[m.row];
  }
  a.rows = std::move(kept);
  std::erase_if(a.gaps, [&](const Gap& g) { return !style.wants(g.certainty); });
}

void tell_rows(Reply& reply, const Scene& scene, const CareerAnswer& a) {
  std::vector<Gap> certain = a.gaps;  // the others follow from the rows, which say so
  std::erase_if(certain, [](const Gap& g) { return g.certainty != Certainty::certain; });
  GapsBetween gaps(reply, certain, "post or charge", 4);
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    gaps.before(beginning(*a.rows[i].tenure.spell));
    tell_row(reply, scene, a.rows[i], i + 1);
  }
  gaps.after_the_last();
}

}  // namespace

int run_career(Session& session) {
  const NameHit hit = session.the_entity();
  if (hit.kind != EntityKind::person) {
    const bool post = hit.kind == EntityKind::post;
    throw UsageError(fmt::format("{} is {}; a career is a person's", shown(hit.text),
                                 post ? "a post" : "an organization"),
                     {session.instead(post ? "holders" : "overseers", hit.key)});
  }
  const auto scene = career_scene(session.source(), hit.entity, session.as_of());
  CareerAnswer answer = career(*scene, hit.entity);
  keep(answer, session.style());
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  reply.set("gaps", json_gaps(answer.gaps));
  if (reply.as_data()) {
    for (const CareerRow& r : answer.rows) reply.row(json_row(reply, *scene, r));
    return reply.finish(!answer.rows.empty());
  }
  reply.headline(headline(*scene, answer));
  reply.blank();
  tell_rows(reply, *scene, answer);
  return reply.finish(!answer.rows.empty());
}

}  // namespace reorg::cli
