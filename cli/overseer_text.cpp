#include "cli/overseer_text.hpp"

#include <fmt/format.h>

#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {

std::string overseer_name(const Scene& scene, const OverseerRow& r, bool with_native) {
  if (r.person != EntityId::none)
    return with_native ? full_name(scene, r.person) : short_name(scene, r.person);
  return fmt::format("{} ({})", short_name(scene, r.post), r.vacant ? "vacant" : "no holder known");
}

std::string overseer_role(const Scene& scene, const OverseerRow& r) {
  std::string role;
  if (r.post != EntityId::none && r.person != EntityId::none) role = short_name(scene, r.post);
  if (!r.role.empty() && r.role != role)
    role = role.empty() ? shown(r.role) : role + ", " + shown(r.role);
  if (r.acting && role.find("acting") == std::string::npos)
    role = role.empty() ? "acting" : "acting " + role;
  return role;
}

std::string overseer_period(const OverseerRow& r) {
  return run_text(r.from, r.until, r.since, r.goes_on, r.last_evidence);
}

std::string conflict_text(Reply& reply, const Scene& scene, const Spell& rival) {
  const std::string whom = rival.subject == EntityId::none || !scene.has(rival.subject)
                               ? "nobody"
                               : short_name(scene, rival.subject);
  return fmt::format("but also claimed: {}{}{}, {} {}", whom, rival.role.empty() ? "" : ", ",
                     shown(rival.role), period_text(rival.from, rival.until, before_all),
                     reply.cite(rival.sources));
}

std::string overseer_text(const Scene& scene, const OverseerRow& r) {
  std::vector<std::string> marks;
  if (r.capacity != "head") marks.push_back(r.capacity);
  if (r.dotted) marks.emplace_back("dotted line");
  if (r.certainty != Certainty::certain) marks.emplace_back(r.disputed ? "disputed" : "possibly");
  if (r.projected) marks.emplace_back("as announced");
  const std::string role = overseer_role(scene, r);
  std::string doubts;
  for (const std::string& mark : marks) doubts += (doubts.empty() ? " (" : ", ") + mark;
  return overseer_name(scene, r, false) + (role.empty() ? "" : ", " + role) + doubts +
         (doubts.empty() ? "" : ")");
}

std::string overseers_text(const Scene& scene, const std::vector<OverseerRow>& rows) {
  std::string result;
  for (const OverseerRow& r : rows)
    result += (result.empty() ? "" : "; ") + overseer_text(scene, r);
  return result;
}

}  // namespace reorg::cli
