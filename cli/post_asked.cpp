#include "cli/post_asked.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/errors.hpp"
#include "cli/overseer_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

constexpr std::size_t most_overseers_told = 4;

std::vector<Entity> posts_of(Session& session, EntityId organization) {
  std::vector<EntityId> posts;
  for (const Spell& s : session.source().relations(std::span(&organization, 1),
                                                   Hop{{}, KindSet(StatementKind::post_in)})) {
    if (std::ranges::find(posts, s.subject) == posts.end()) posts.push_back(s.subject);
  }
  return session.source().entities(posts);
}

[[noreturn]] void not_a_post(Session& session, const NameHit& hit) {
  if (hit.kind == EntityKind::person) {
    throw UsageError(fmt::format("{} is a person; holders are those of a post", shown(hit.text)),
                     {session.instead("career", hit.key)});
  }
  const std::vector<Entity> posts = posts_of(session, hit.entity);
  std::vector<std::string> instead;
  for (const Entity& e : posts) instead.push_back(session.instead("holders", e.key));
  instead.push_back(session.instead("overseers", hit.key));
  throw UsageError(
      fmt::format("{} is an organization with {}; holders are those of one post", shown(hit.text),
                  posts.empty() ? "no post of its own" : counted(posts.size(), "post", "posts")),
      instead);
}

// "In 2019, it was overseen by Zhang Jianfeng, president."
std::string who_oversees_it(const Scene& scene, EntityId organization) {
  std::vector<OverseerRow> rows = direct_overseers(scene, organization);
  const AsOf& day = scene.as_of();
  if (rows.empty())
    return fmt::format("{} nobody {} known to oversee it.", day_phrase(day), was(day));
  std::string more;
  if (rows.size() > most_overseers_told) {
    more = fmt::format("; and {} more", rows.size() - most_overseers_told);
    rows.resize(most_overseers_told);
  }
  return fmt::format("{} it {} overseen by {}{}.", day_phrase(day), was(day),
                     overseers_text(scene, rows), more);
}

[[noreturn]] void no_such_post(Session& session, const NameHit& organization,
                               const std::string& title) {
  // Holders are asked for all time where overseers are asked for today.
  const bool says_when = session.has("as-of") || session.has("since") || session.has("until");
  std::vector<std::string> overseers{"overseers", organization.key};
  if (!says_when) overseers.insert(overseers.end(), {"--as-of", "../.."});
  for (std::string& option : session.typed_options()) overseers.push_back(std::move(option));
  std::vector<std::string> instead{command_line(overseers)};
  for (const Entity& e : posts_of(session, organization.entity))
    instead.push_back(session.instead("holders", e.key));
  const auto scene = overseers_scene(session.source(), organization.entity, session.as_of());
  throw NameError(
      fmt::format("{} has no post called “{}”.\n{}", short_name(*scene, organization.entity),
                  shown(title), who_oversees_it(*scene, organization.entity)),
      instead);
}

}  // namespace

NameHit the_post(Session& session) {
  const std::string asked = fmt::format("{}", fmt::join(session.names(), " "));
  const std::size_t slash = asked.rfind('/');
  const auto is_borne = [&] {
    const FoundName whole = session.look_up(asked);
    return whole.meant() != nullptr || whole.ambiguous();
  };
  if (slash != std::string::npos && !is_borne()) {
    const FoundName above = session.look_up(asked.substr(0, slash));
    const NameHit* organization = above.meant();
    if (organization != nullptr && organization->kind == EntityKind::organization)
      no_such_post(session, *organization, asked.substr(slash + 1, 200));
  }
  NameHit hit = session.the_entity();
  if (hit.kind != EntityKind::post) not_a_post(session, hit);
  return hit;
}

}  // namespace reorg::cli
