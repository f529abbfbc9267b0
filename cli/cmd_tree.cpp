// reorg tree [NAME] and reorg chain NAME: the structure on a day, with heads.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "cli/batch.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/json_overseer.hpp"
#include "cli/overseer_text.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "cli/tree_asked.hpp"
#include "cli/tree_rows.hpp"
#include "core/query/structure.hpp"

namespace reorg::cli {
namespace {

int depth_option(const Session& session) {
  if (!session.has("depth")) return any_number;
  const std::string text = session.option("depth");
  int depth = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), depth);
  if (error != std::errc{} || end != text.data() + text.size() || depth < 0) {
    throw UsageError(
        fmt::format("--depth {}: a number of levels is needed, 0 or more", shown(text)));
  }
  return depth;
}

std::string life_mark(const Scene& scene, EntityId id) {
  switch (scene.life(id)) {
    case Life::not_yet:
      return "not founded yet";
    case Life::no_longer:
      return "no longer existing";
    case Life::perhaps:
      return "possibly existing";
    default:
      return {};
  }
}

std::string node_marks(const Scene& scene, const Node& n) {
  std::vector<std::string> marks;
  if (n.line != nullptr && n.line->dotted) marks.emplace_back("dotted line");
  if (n.certainty != Certainty::certain) marks.emplace_back("possibly here");
  if (n.repeated) marks.emplace_back("shown above");
  if (const std::string life = life_mark(scene, n.organization); !life.empty())
    marks.push_back(life);
  return marks.empty() ? "" : " (" + listed(marks, "and") + ")";
}

std::string node_text(const Reply& reply, const Scene& scene, const Node& n) {
  const std::string heads = overseers_text(scene, n.overseers);
  const std::string sort = scene.sort(n.organization);
  const bool worth_saying = sort != "unit" && sort != "organization" && sort != "business group";
  return fmt::format("{}{}{}{}{}", reply.bold(full_name(scene, n.organization)),
                     worth_saying ? reply.dim(" [" + shown(sort) + "]") : "",
                     reply.doubtful(node_marks(scene, n)), heads.empty() ? "" : " — ", heads);
}

// What stands in front of a node, "│  ├─ ", and in front of its further lines, "│  │  ".
struct Lead {
  std::string first, below;
};

std::vector<Lead> leads(const std::vector<Node>& nodes) {
  std::vector<Lead> result(nodes.size());
  std::vector<bool> more;  // whether a later sibling follows, by depth
  for (std::size_t i = nodes.size(); i-- > 0;) {
    const auto depth = static_cast<std::size_t>(nodes[i].depth);
    more.resize(std::max(more.size(), depth + 2), false);
    for (std::size_t d = 1; d < depth; ++d) result[i].first += more[d] ? "│  " : "   ";
    result[i].below = result[i].first;
    if (depth > 0) {
      result[i].first += more[depth] ? "├─ " : "└─ ";
      result[i].below += more[depth] ? "│  " : "   ";
    }
    for (std::size_t d = depth + 1; d < more.size(); ++d) more[d] = false;
    more[depth] = true;
  }
  return result;
}

// `relative` is the organization at the other end of the line.
Json json_node(Reply& reply, const Scene& scene, const Node& n, const char* relative) {
  Json overseers = Json::array();
  for (const OverseerRow& r : n.overseers) overseers.push_back(json_overseer(reply, scene, r));
  const Spell* line = n.line;
  const EntityId other = line == nullptr                   ? EntityId::none
                         : line->subject == n.organization ? line->object
                                                           : line->subject;
  return {{"organization", json_entity(scene, n.organization)},
          {"sort", scene.sort(n.organization)},
          {"depth", n.depth},
          {relative, json_entity(scene, other)},
          {"certainty", word(n.certainty)},
          {"dotted", line != nullptr && line->dotted},
          {"repeated", n.repeated},
          {"from", line != nullptr ? json_from(line->from) : Json()},
          {"until", line != nullptr ? json_until(line->until) : Json()},
          {"last_evidence", line != nullptr ? json_of(line->last_evidence) : Json()},
          {"overseers", std::move(overseers)},
          {"sources", reply.sources_of(line != nullptr ? line->sources : std::vector<SourceId>{})}};
}

std::size_t below_count(const std::vector<Node>& nodes) {
  return static_cast<std::size_t>(
      std::ranges::count_if(nodes, [](const Node& n) { return n.depth > 0 && !n.repeated; }));
}

// A large tree as a table needs no scene.
bool told_from_the_image(Session& session, EntityId root, int depth) {
  const ImageOrStore* there = session.image(Extent::group);
  if (there == nullptr || there->image() == nullptr || !session.as_of().is_one_day()) return false;
  try {
    if (there->image()->vertex_of(root) == no_vertex) return false;
    session.world().out << tree_rows(session, *there->image(), root, depth);
    return true;
  } catch (const ImageError& e) {
    there->distrust(e);
    return false;
  }
}

}  // namespace

int run_tree(Session& session) {
  const std::optional<NameHit> hit = session.entity_if_named();
  std::vector<EntityId> roots = roots_of(session, hit, "tree");
  const int depth = depth_option(session);
  if (hit && session.style().csv && told_from_the_image(session, hit->entity, depth)) return ok;
  const RelationSource& source = session.source(hit ? Extent::group : Extent::everything);
  const auto scene = tree_scene(source, roots, depth, session.as_of());
  if (!hit) roots = worth_a_tree(*scene, roots);
  std::vector<Node> nodes = tree(*scene, roots, depth);
  keep_wanted(nodes, session.style());
  Reply reply(session, structured(session, {hit ? hit->key : ""}));
  reply.about(*scene, hit);
  if (reply.as_data()) {
    for (const Node& n : nodes) reply.row(json_node(reply, *scene, n, "parent"));
    return reply.finish(!nodes.empty());
  }
  const std::string whose =
      !hit ? counted(roots.size(), "structure", "structures") : short_name(*scene, roots.front());
  reply.headline(fmt::format("{} {}: {} below.", day_phrase(session.as_of()), whose,
                             counted(below_count(nodes), "organization", "organizations")));
  reply.blank();
  const std::vector<Lead> lead = leads(nodes);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0 && nodes[i].depth == 0) reply.blank();
    reply.branch(lead[i].first, node_text(reply, *scene, nodes[i]), lead[i].below);
  }
  return reply.finish(!nodes.empty());
}

int run_chain(Session& session) {
  if (session.has("batch")) return run_batch(session, BatchOf::chain);
  const NameHit hit = session.the_entity();
  if (hit.kind != EntityKind::organization) {
    throw UsageError(fmt::format("{} is a {}; a chain goes up from an organization",
                                 shown(hit.text), word(hit.kind)),
                     {session.instead("show", hit.key)});
  }
  const auto scene = chain_scene(session.source(), hit.entity, session.as_of());
  std::vector<Node> nodes = chain(*scene, hit.entity);
  keep_wanted(nodes, session.style());
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*scene, hit);
  if (reply.as_data()) {
    for (const Node& n : nodes) reply.row(json_node(reply, *scene, n, "child"));
    return reply.finish(nodes.size() > 1);
  }
  reply.headline(nodes.size() > 1
                     ? fmt::format("{} {} {} under {}.", day_phrase(session.as_of()),
                                   short_name(*scene, hit.entity), was(session.as_of()),
                                   short_name(*scene, nodes.back().organization))
                     : fmt::format("{} nothing {} known to stand above {}.",
                                   day_phrase(session.as_of()), was(session.as_of()),
                                   short_name(*scene, hit.entity)));
  reply.blank();
  for (const Node& n : nodes) {
    const auto indent = static_cast<std::size_t>(n.depth) * 2;
    reply.branch(std::string(indent, ' ') + (n.depth > 0 ? "↑ " : ""), node_text(reply, *scene, n));
    if (n.line != nullptr && session.as_of().is_projected(n.line->from.latest)) {
      reply.line("as announced", indent + 4);
    }
    if (n.line != nullptr) {
      reply.line(period_text(n.line->from, n.line->until, n.line->last_evidence) + " " +
                     reply.cite(n.line->sources),
                 indent + 4);
    }
  }
  return reply.finish(nodes.size() > 1);
}

}  // namespace reorg::cli
