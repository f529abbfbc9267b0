#include "cli/position_text.hpp"

#include <fmt/format.h>

#include "cli/saying.hpp"
#include "cli/tenure_text.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

std::string charge_text(const Position& p, const std::string& organization) {
  const std::string role = shown(p.spell->role);
  const std::string as = p.capacity == "above" ? "above the head" : p.capacity;
  if (role.empty()) return as + " of " + organization;
  return p.capacity == "head" ? fmt::format("{} (over {})", role, organization)
                              : fmt::format("{} ({} of {})", role, as, organization);
}

}  // namespace

std::string position_text(const Scene& scene, const Position& p) {
  const std::string role = shown(p.spell->role);
  if (p.kind == PositionKind::post) {
    const std::string post = post_name(scene, p.post, p.organization);
    return role.empty() ? post : post + ", " + role;
  }
  const std::string organization = short_name(scene, p.organization);
  if (p.kind == PositionKind::charge) return charge_text(p, organization);
  return role.empty() ? "member of " + organization : fmt::format("{} (in {})", role, organization);
}

Json json_position(const Scene& scene, const Position& p) {
  return {{"kind", word(p.kind)},
          {"post", json_entity(scene, p.post)},
          {"organization", json_entity(scene, p.organization)},
          {"capacity", p.capacity.empty() ? Json() : Json(p.capacity)}};
}

}  // namespace reorg::cli
