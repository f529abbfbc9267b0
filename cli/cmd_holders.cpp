// reorg holders NAME: who held a post, on a day and over time, with the gaps between (R12).
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/gap_text.hpp"
#include "cli/in_turn.hpp"
#include "cli/post_asked.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/tenure_text.hpp"
#include "cli/text.hpp"
#include "core/query/holders.hpp"

namespace reorg::cli {
namespace {

constexpr std::size_t told_in_a_sentence = 8;

std::vector<std::string> names_of(const Scene& scene, const HoldersAnswer& a, Certainty c) {
  std::vector<std::string> result;
  for (const Holding& h : a.rows) {
    if (h.vacant() || h.tenure.certainty != c) continue;
    const std::string name = short_name(scene, h.person);
    if (std::ranges::find(result, name) == result.end()) result.push_back(name);
  }
  return result;
}

std::vector<Turn> turns(const Scene& scene, const HoldersAnswer& a) {
  std::vector<Turn> result;
  for (const Holding& h : a.rows) {
    const Spell& s = *h.tenure.spell;
    result.push_back({h.person, h.vacant() ? "nobody (vacant)" : short_name(scene, h.person),
                      h.tenure.certainty, &s.from, &s.until, s.goes_on, s.acting,
                      h.tenure.last_evidence});
  }
  return result;
}

std::string over_time(const Scene& scene, const HoldersAnswer& a, const std::string& post) {
  const AsOf& day = scene.as_of();
  const auto all = turns(scene, a);
  if (all.size() <= told_in_a_sentence)
    return fmt::format("{} the post of {} {} held by {}.", day_phrase(day), post, was(day),
                       in_turn(all, day));
  const std::size_t people = names_of(scene, a, Certainty::certain).size() +
                             names_of(scene, a, Certainty::possible).size();
  return fmt::format("{} the post of {} {} held by {}, first by {} and last by {}.",
                     day_phrase(day), post, was(day), counted(people, "person", "people"),
                     all.front().name, all.back().name);
}

std::string on_the_day(const Scene& scene, const HoldersAnswer& a, const std::string& post) {
  const AsOf& day = scene.as_of();
  const auto certain = names_of(scene, a, Certainty::certain);
  const auto possible = names_of(scene, a, Certainty::possible);
  if (!certain.empty()) {
    const std::string verb = certain.size() == 1     ? was(day)
                             : was(day) == "will be" ? "will be"
                             : was(day) == "is"      ? "are"
                                                     : "were";
    return fmt::format("{} {} {} {}.", day_phrase(day), listed(certain), verb, post);
  }
  const bool vacant = std::ranges::any_of(a.rows, [](const Holding& h) {
    return h.vacant() && h.tenure.certainty == Certainty::certain;
  });
  if (vacant) return fmt::format("{} the post of {} {} vacant.", day_phrase(day), post, was(day));
  std::vector<std::string> perhaps = possible;
  if (perhaps.size() < a.rows.size() && std::ranges::any_of(a.rows, &Holding::vacant))
    perhaps.emplace_back("nobody");
  return fmt::format("{} it is not certain who {} {}: possibly {}.", day_phrase(day), was(day),
                     post, listed(perhaps, "or"));
}

std::string headline(const Scene& scene, const HoldersAnswer& a) {
  const AsOf& day = scene.as_of();
  const std::string post = post_name(scene, a.post, a.organization);
  if (a.rows.empty() && a.life == Life::no_longer)
    return fmt::format("{} the post of {} no longer existed.", day_phrase(day), post);
  if (a.rows.empty() && a.life == Life::not_yet)
    return fmt::format("{} the post of {} did not exist yet.", day_phrase(day), post);
  if (a.rows.empty())
    return fmt::format("{} nobody {} known to hold the post of {}.", day_phrase(day), was(day),
                       post);
  return day.is_one_day() ? on_the_day(scene, a, post) : over_time(scene, a, post);
}

void tell_row(Reply& reply, const Scene& scene, const Holding& h) {
  const std::string role = shown(h.tenure.spell->role);
  reply.line(
      fmt::format("{}{}{} ({})", reply.bold(h.vacant() ? "vacant" : full_name(scene, h.person)),
                  role.empty() ? "" : ", ", role, tenure_marks(h.tenure)),
      2);
  tell_tenure(reply, scene, h.tenure, 4);
}

// Rows and gaps together, in order of time.
void tell_rows(Reply& reply, const Scene& scene, const HoldersAnswer& a) {
  GapsBetween gaps(reply, a.gaps, "holder", 2);
  for (const Holding& h : a.rows) {
    gaps.before(beginning(*h.tenure.spell));
    tell_row(reply, scene, h);
  }
  gaps.after_the_last();
}

Json json_row(Reply& reply, const Scene& scene, const HoldersAnswer& a, const Holding& h) {
  Json row = {{"post", json_entity(scene, a.post)},
              {"organization", json_entity(scene, a.organization)},
              {"person", json_entity(scene, h.person)},
              {"vacant", h.vacant()}};
  add_tenure(row, reply, scene, h.tenure);
  return row;
}

}  // namespace

int run_holders(Session& session) {
  const NameHit hit = the_post(session);
  const auto scene = holders_scene(session.source(), hit.entity, session.as_of());
  HoldersAnswer answer = holders(*scene, hit.entity);
  std::erase_if(answer.rows,
                [&](const Holding& h) { return !session.style().wants(h.tenure.certainty); });
  std::erase_if(answer.gaps, [&](const Gap& g) { return !session.style().wants(g.certainty); });
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  reply.set("organization", json_entity(*scene, answer.organization));
  reply.set("life", word(answer.life));
  reply.set("seats", answer.seats);
  reply.set("gaps", json_gaps(answer.gaps));
  if (reply.as_data()) {
    for (const Holding& h : answer.rows) reply.row(json_row(reply, *scene, answer, h));
    return reply.finish(!answer.rows.empty());
  }
  reply.headline(headline(*scene, answer));
  reply.blank();
  tell_rows(reply, *scene, answer);
  return reply.finish(!answer.rows.empty());
}

}  // namespace reorg::cli
