// create, abolish, vacate, appoint, leave, report.
#include <algorithm>
#include <array>

#include "core/format/telling.hpp"

namespace reorg::format {
namespace {

using Kind = StatementKind;

std::string capacity_of(const Item& item) {
  return item.has("capacity") ? item.text("capacity") : "head";
}

// Whether `capacity` stands where there is oversight to qualify.
bool capacity_fits(const Telling& t) {
  if (!t.item.has("capacity") || t.item.has("over")) return true;
  t.report(t.item.at_node("capacity"),
           "'capacity' says in which way someone oversees; add 'over', or"
           " write 'as' for a title");
  return false;
}

void create(Telling& t) {
  if (!capacity_fits(t)) return;
  const EntityId post = t.item.entity("create");
  t.begins(Kind::existence, post);
  if (t.item.has("in")) t.begins(Kind::post_in, post, t.item.entity("in"));
  if (!t.item.has("over")) return;
  t.begins(Kind::oversees, post, t.item.entity("over")).aspect = capacity_of(t.item);
}

void vacate(Telling& t) {
  const EntityId post = t.item.entity("vacate");
  t.begins(Kind::holds, EntityId::none, post);
  if (t.item.has("leaving")) t.ends(Kind::holds, t.item.entity("leaving"), post);
}

struct Seat {
  std::string_view key;
  Kind kind;
};
constexpr std::array seats{Seat{"to", Kind::holds}, Seat{"over", Kind::oversees},
                           Seat{"in", Kind::member_of}};

// Which of to, over and in was written; nullptr when it is not exactly one.
const Seat* seat_of(const Telling& t) {
  const Seat* seat = nullptr;
  for (const Seat& one : seats) {
    if (!t.item.has(one.key)) continue;
    if (seat) {
      t.report(t.item.at_node(one.key), "two places, " + quoted(seat->key) + " and " +
                                            quoted(one.key) + "; write an appointment for each");
      return nullptr;
    }
    seat = &one;
  }
  if (!seat)
    t.report(*t.item.node,
             "'appoint' needs 'to' (a post), 'over' or 'in' (an organization); add one");
  return seat;
}

void appoint(Telling& t) {
  const Seat* const seat = seat_of(t);
  if (!seat || !capacity_fits(t)) return;
  const EntityId person = t.item.entity("appoint"), place = t.item.entity(seat->key);
  const std::string aspect = seat->kind == Kind::oversees ? capacity_of(t.item) : "";
  Statement& s = t.begins(seat->kind, person, place);
  s.aspect = aspect;
  s.role = t.item.text("as");
  s.acting = t.item.flag("acting");
  s.dotted = t.item.flag("dotted");
  s.alongside = t.item.flag("alongside");
  for (const EntityId before : t.item.entities("replacing")) {
    if (before == person) {
      t.report(t.item.at_node("replacing"), "nobody replaces themselves; take it out");
      continue;
    }
    t.ends(seat->kind, before, place).aspect = aspect;
  }
  for (const EntityId left : t.item.entities("leaving")) {
    if (left == place) {
      t.report(t.item.at_node("leaving"), "this is where the appointment leads; take it out");
      continue;
    }
    t.ends(Kind::leaves, person, left);
  }
}

void leave(Telling& t) {
  const EntityId person = t.item.entity("leave");
  if (t.item.has("from") == t.item.flag("everything")) {
    return t.report(*t.item.node, "'leave' needs either 'from' or 'everything: true'");
  }
  std::vector<EntityId> places = t.item.entities("from");
  if (places.empty()) places.push_back(EntityId::none);
  for (const EntityId place : places) {
    Statement& s = t.ends(Kind::leaves, person, place);
    s.aspect = t.item.text("capacity");
    s.role = t.item.text("as");
  }
}

void report(Telling& t) {
  const EntityId boss = t.item.entity("to");
  for (const EntityId who : t.item.entities("report")) {
    if (who == boss) {
      t.report(t.item.at_node("to"),
               quoted(t.item.at_node("to").text) + " cannot report to itself; name the other one");
      continue;
    }
    Statement& s = t.begins(Kind::reports_to, who, boss);
    s.capacity_of = t.item.entity("as");
    s.dotted = t.item.flag("dotted");
  }
}

}  // namespace

void tell_people(Verb verb, Telling& t) {
  switch (verb) {
    case Verb::create:
      return create(t);
    case Verb::abolish:
      t.ends(Kind::existence, t.item.entity("abolish"));
      return;
    case Verb::vacate:
      return vacate(t);
    case Verb::appoint:
      return appoint(t);
    case Verb::leave:
      return leave(t);
    default:
      return report(t);
  }
}

}  // namespace reorg::format
