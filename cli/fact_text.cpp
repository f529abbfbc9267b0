#include "cli/fact_text.hpp"

#include <fmt/format.h>

#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/share_text.hpp"

namespace reorg::cli {
namespace {

using Kind = StatementKind;

std::string with_role(const std::string& phrase, const Spell& s) {
  std::string role = shown(s.role);
  if (s.acting && role.find("acting") == std::string::npos)
    role = role.empty() ? "acting" : "acting " + role;
  return role.empty() ? phrase : phrase + ", " + role;
}

// "chief technology officer of Alibaba Group"
std::string post_text(const Scene& scene, EntityId post) {
  std::string text = short_name(scene, post);
  for (const Spell* s : scene.relations_of(post)) {
    if (s->kind == Kind::post_in) return text + " of " + short_name(scene, s->object);
  }
  return text;
}

std::string capacity_text(const Spell& s) {
  if (s.aspect == "chair") return "chaired";
  if (s.aspect == "above") return "overseen from above";
  return s.aspect == "deputy" ? "overseen as deputy" : "overseen";
}

std::string outward(const Scene& scene, const Fact& f) {
  const Spell& s = *f.spell;
  const std::string other = f.other == EntityId::none ? "nobody" : full_name(scene, f.other);
  switch (s.kind) {
    case Kind::part_of:
      return "part of " + other;
    case Kind::oversees:
      return with_role((s.aspect == "chair"    ? "chairs "
                        : s.aspect == "above"  ? "oversees from above "
                        : s.aspect == "deputy" ? "is deputy over "
                                               : "oversees ") +
                           other,
                       s);
    case Kind::holds:
      return with_role("holds the post " + post_text(scene, f.other), s);
    case Kind::post_in:
      return "a post in " + other;
    case Kind::reports_to:
      return "reports to " + other +
             (s.capacity_of == EntityId::none ? ""
                                              : " (for " + short_name(scene, s.capacity_of) + ")");
    case Kind::member_of:
      return with_role("belongs to " + other, s);
    case Kind::owns:
      return fmt::format("owns {} of {}", share_text(s), other);
    default:
      return {};
  }
}

std::string inward(const Scene& scene, const Fact& f) {
  const Spell& s = *f.spell;
  const std::string other =
      f.other == EntityId::none ? "nobody (vacant)" : full_name(scene, f.other);
  switch (s.kind) {
    case Kind::part_of:
      return "has below it " + other;
    case Kind::oversees:
      return with_role(capacity_text(s) + " by " + other, s);
    case Kind::holds:
      return with_role("held by " + other, s);
    case Kind::post_in:
      return "has the post " + other;
    case Kind::reports_to:
      return other + " reports to it" +
             (s.capacity_of == EntityId::none ? ""
                                              : " (for " + short_name(scene, s.capacity_of) + ")");
    case Kind::member_of:
      return with_role("has " + other, s);
    case Kind::owns:
      return fmt::format("owned by {}, {}", other, share_text(s));
    default:
      return {};
  }
}

std::string value_text(const Spell& s) {
  std::string value = shown(s.value);
  const std::string type = s.aspect.substr(0, s.aspect.find(':'));
  switch (s.kind) {
    case Kind::name:
      return fmt::format("{} “{}”",
                         type == "preferred" ? "called"
                         : type == "legal"   ? "legal name"
                                             : type,
                         value);
    case Kind::identifier:
      return s.aspect == "listing" ? "listed: " + value
                                   : fmt::format("{} {}", shown(s.aspect), value);
    case Kind::classification:
      return "classed as " + value;
    case Kind::existence:
      return s.from.kind == EndKind::date ? "begins to exist" : "exists";
    case Kind::legal_form:
      return "a " + value;
    case Kind::purpose:
      return "purpose: " + value;
    case Kind::note:
      return value;
    default:
      return {};
  }
}

bool is_projected(const Scene& scene, const Fact& f) {
  return f.certainty != Certainty::no && scene.as_of().is_projected(f.spell->from.latest);
}

}  // namespace

std::string fact_text(const Scene& scene, const Fact& f) {
  if (!is_relation(f.spell->kind)) return value_text(*f.spell);
  const std::string text = f.outward ? outward(scene, f) : inward(scene, f);
  return f.spell->dotted ? text + ", dotted line" : text;
}

std::string fact_marks(const Scene& scene, const Fact& f) {
  std::vector<std::string> marks;
  if (is_projected(scene, f)) marks.emplace_back("as announced");
  if (f.spell->standing == Standing::disputed) marks.emplace_back("disputed");
  if (f.spell->standing == Standing::outranked) marks.emplace_back("claimed, but outranked");
  if (f.spell->undated) marks.emplace_back("undated");
  return marks.empty() ? "" : " (" + listed(marks, "and") + ")";
}

Json json_fact(Reply& reply, const Scene& scene, const Fact& f) {
  const Spell& s = *f.spell;
  return {{"kind", word(s.kind)},
          {"direction", is_relation(s.kind) ? Json(f.outward ? "out" : "in") : Json()},
          {"other", json_entity(scene, f.other)},
          {"capacity_of", json_entity(scene, s.capacity_of)},
          {"aspect", s.aspect},
          {"value", s.value},
          {"role", s.role},
          {"acting", s.acting},
          {"dotted", s.dotted},
          {"from", json_from(s.from)},
          {"until", json_until(s.until)},
          {"since", json_from(s.since)},
          {"undated", s.undated},
          {"certainty", word(f.certainty)},
          {"projected", is_projected(scene, f)},
          {"standing", word(s.standing)},
          {"last_evidence", json_of(s.last_evidence)},
          {"sources", reply.sources_of(s.sources)}};
}

}  // namespace reorg::cli
