// attest, note.
#include <array>

#include "core/format/references.hpp"
#include "core/format/telling.hpp"

namespace reorg::format {
namespace {

using Kind = StatementKind;

// What `in` says of an entity: its parent, its organization, its employer.
Kind kind_of_in(EntityKind kind) {
  switch (kind) {
    case EntityKind::organization:
      return Kind::part_of;
    case EntityKind::post:
      return Kind::post_in;
    case EntityKind::person:
      return Kind::member_of;
  }
  return Kind::part_of;
}

struct OfKinds {
  std::string_view key;
  bool organization, post, person;
};
constexpr std::array of_kinds{OfKinds{"to", false, false, true},
                              OfKinds{"over", false, true, true},
                              OfKinds{"as", false, false, true},
                              OfKinds{"acting", false, false, true},
                              OfKinds{"reports_to", false, true, true},
                              OfKinds{"owns", true, false, true},
                              OfKinds{"classification", true, false, false}};

struct Needs {
  std::string_view key, remedy;
  std::array<std::string_view, 4> any;
};
constexpr std::array needs{
    Needs{"capacity", "add 'over'", {"over"}},
    Needs{"as", "add 'to', 'over' or 'in'", {"to", "over", "in"}},
    Needs{"acting", "add 'to' or 'over'", {"to", "over", "in"}},
    Needs{"dotted", "add 'in', 'to', 'over' or 'reports_to'", {"in", "to", "over", "reports_to"}},
    Needs{"share", "add 'owns'", {"owns"}},
    Needs{"interest", "add 'owns'", {"owns"}},
    Needs{"held", "add 'owns'", {"owns"}}};

bool fits(const Telling& t, EntityKind kind) {
  bool good = true;
  for (const OfKinds& rule : of_kinds) {
    const bool allowed = kind == EntityKind::organization ? rule.organization
                         : kind == EntityKind::post       ? rule.post
                                                          : rule.person;
    if (allowed || !t.item.has(rule.key)) continue;
    t.report(t.item.at_node(rule.key),
             quoted(rule.key) + " cannot be said of " + with_article(kind) + "; take it out");
    good = false;
  }
  for (const Needs& rule : needs) {
    if (!good || !t.item.has(rule.key)) continue;
    bool there = false;
    for (const std::string_view key : rule.any) there |= !key.empty() && t.item.has(key);
    if (there) continue;
    t.report(t.item.at_node(rule.key),
             quoted(rule.key) + " says nothing alone; " + std::string(rule.remedy));
    good = false;
  }
  return good;
}

Statement& in_role(Statement& s, const Item& item) {
  s.role = item.text("as");
  s.acting = item.flag("acting");
  s.dotted = item.flag("dotted");
  return s;
}

void attest_owning(Telling& t, EntityId id) {
  if (t.item.text("share") == "0") {
    return t.report(t.item.at_node("share"),
                    "owning nothing is no state; write 'own' with 'share: 0'"
                    " for the day on which it ended");
  }
  Statement& s = t.seen(Kind::owns, id, t.item.entity("owns"));
  s.aspect = t.item.has("interest") ? t.item.text("interest") : "shares";
  s.value = t.item.text("share");
  s.role = t.item.text("held");
}

void attest_relations(Telling& t, EntityId id, EntityKind kind) {
  const Item& item = t.item;
  if (item.has("in")) in_role(t.seen(kind_of_in(kind), id, item.entity("in")), item);
  if (item.has("to")) in_role(t.seen(Kind::holds, id, item.entity("to")), item);
  if (item.has("over")) {
    in_role(t.seen(Kind::oversees, id, item.entity("over")), item).aspect =
        item.has("capacity") ? item.text("capacity") : "head";
  }
  if (item.has("reports_to")) {
    Statement& s = t.seen(Kind::reports_to, id, item.entity("reports_to"));
    s.capacity_of = item.has("to") ? item.entity("to") : item.entity("over");
    s.dotted = item.flag("dotted");
  }
  if (item.has("owns")) attest_owning(t, id);
}

void attest(Telling& t) {
  const EntityId id = t.item.entity("attest");
  const EntityKind kind = t.report.reading.entity(id).kind;
  if (!fits(t, kind)) return;
  for (const std::string_view key : {"in", "reports_to"}) {
    if (t.item.entity(key) == id) {
      return t.report(t.item.at_node(key), quoted(t.item.at_node(key).text) +
                                               " cannot stand in this"
                                               " relation to itself; name the other one");
    }
  }
  attest_relations(t, id, kind);
  t.names(&Telling::seen, id, "name", "preferred");
  t.names(&Telling::seen, id, "acronym", "acronym");
  if (t.item.has("classification")) {
    t.seen(Kind::classification, id).value = t.item.text("classification");
  }
  if (t.statements() == 0) t.seen(Kind::existence, id);
}

void note(Telling& t) {
  for (const EntityId id : t.item.entities("note")) {
    t.lasts(Kind::note, id).value = t.item.text("text");
  }
}

}  // namespace

void tell_seen(Verb verb, Telling& t) { verb == Verb::attest ? attest(t) : note(t); }

}  // namespace reorg::format
