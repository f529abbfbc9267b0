#include "cli/tenure_text.hpp"

#include <fmt/format.h>

#include "cli/json_overseer.hpp"
#include "cli/overseer_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {

std::string tenure_marks(const Tenure& t) {
  std::string marks(word(t.certainty));
  if (t.spell->acting && t.spell->role.find("acting") == std::string::npos) marks += ", acting";
  if (t.spell->dotted) marks += ", dotted line";
  if (t.spell->standing == Standing::disputed) marks += ", disputed";
  if (t.projected) marks += ", as announced";
  return marks;
}

std::string tenure_period(const Tenure& t) {
  const Spell& s = *t.spell;
  const bool narrowed = t.from != s.from;
  std::string text =
      run_text(t.from, t.until, narrowed ? t.from : s.since, s.goes_on, t.last_evidence);
  if (!t.days) return text;
  const auto [least, most] = *t.days;
  text += text.empty() ? "" : "; ";
  if (least != most) return text + fmt::format("from {} to {} days", least, most);
  return text + counted(static_cast<std::size_t>(most), "day", "days");
}

void tell_tenure(Reply& reply, const Scene& scene, const Tenure& t, std::size_t indent) {
  if (const std::string when = tenure_period(t); !when.empty()) reply.line(when, indent);
  reply.line("sources: " + reply.cite(t.spell->sources), indent);
  for (const Spell* c : t.conflicts) reply.line(conflict_text(reply, scene, *c), indent);
}

std::string post_name(const Scene& scene, EntityId post, EntityId organization) {
  const std::string name = short_name(scene, post);
  return organization == EntityId::none ? name : name + " of " + short_name(scene, organization);
}

void add_tenure(Json& row, Reply& reply, const Scene& scene, const Tenure& t) {
  const Spell& s = *t.spell;
  row["role"] = s.role;
  row["acting"] = s.acting;
  row["dotted"] = s.dotted;
  row["from"] = json_from(t.from);
  row["until"] = json_until(t.until);
  row["since"] = json_from(t.from == s.from ? s.since : t.from);
  row["days"] = t.days ? Json{{"least", t.days->least}, {"most", t.days->most}} : Json();
  row["certainty"] = word(t.certainty);
  row["projected"] = t.projected;
  row["disputed"] = s.standing == Standing::disputed;
  row["last_evidence"] = json_of(t.last_evidence);
  row["sources"] = reply.sources_of(s.sources);
  row["conflicts"] = json_conflicts(reply, scene, t.conflicts);
}

}  // namespace reorg::cli
