#include "cli/tree_asked.hpp"

#include <fmt/format.h>

#include "cli/errors.hpp"
#include "cli/text.hpp"

namespace reorg::cli {

std::vector<EntityId> roots_of(Session& session, const std::optional<NameHit>& hit,
                               std::string_view what) {
  if (!hit) return session.store().roots();
  if (hit->kind != EntityKind::organization) {
    throw UsageError(fmt::format("{} is a {}; only organizations have a {}", shown(hit->text),
                                 word(hit->kind), what),
                     {session.instead("show", hit->key)});
  }
  return {hit->entity};
}

void keep_wanted(std::vector<Node>& nodes, const Style& style) {
  std::vector<bool> keep(nodes.size());
  int needed = 0;  // depth whose ancestors are still to be kept
  for (std::size_t i = nodes.size(); i-- > 0;) {
    const int depth = nodes[i].depth;
    const bool is_parent = style.only_possible && depth < needed;
    keep[i] = depth == 0 || style.wants(nodes[i].certainty) || is_parent;
    needed = keep[i] && depth > 0 ? depth : needed > depth ? depth : needed;
  }
  // What hangs from a line that is left out is left out with it: it is not below another.
  int left_out = any_number;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].depth <= left_out) left_out = keep[i] ? any_number : nodes[i].depth;
    if (nodes[i].depth > left_out) keep[i] = false;
  }
  std::size_t at = 0;
  std::erase_if(nodes, [&](const Node&) { return !keep[at++]; });
  for (Node& n : nodes) {
    std::erase_if(n.overseers, [&](const OverseerRow& r) {
      const bool nobody = r.person == EntityId::none && !r.vacant;
      return nobody || (style.only_certain && r.certainty != Certainty::certain);
    });
  }
}

}  // namespace reorg::cli
