#include "core/timeline/literal.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

bool is_a_day(const Date& d) {
  return d.is_one_day() && !d.uncertain && d.edtf == to_string(d.earliest);
}

bool told_by_its_last_day(const End& end) {
  return !end.last.empty() && end.last == to_string(end.date.earliest - 1);
}

bool has_plain_dates(const Statement& s) {
  if (s.effect == Effect::always) return !s.from && s.until.kind == EndKind::open;
  if (s.effect != Effect::period) return false;
  if (s.from && !is_a_day(*s.from)) return false;
  if (s.until.kind != EndKind::date) return s.from.has_value();  // else it has no bound at all
  if (!is_a_day(s.until.date)) return false;
  if (!s.until.last.empty() && !told_by_its_last_day(s.until)) return false;
  return !s.from || s.from->earliest < s.until.date.earliest;
}

// Spells keep a column only where it means something for their kind.
bool has_aspect(Kind k) {
  return k == Kind::oversees || k == Kind::owns || k == Kind::name || k == Kind::identifier ||
         k == Kind::purpose || k == Kind::note;
}
bool may_be_dotted(Kind k) { return is_relation(k) && k != Kind::post_in; }
bool has_value(Kind k) { return !is_relation(k) || k == Kind::owns; }

bool has_usual_columns(const Statement& s) {
  if (s.subject == EntityId::none || is_relation(s.kind) != (s.object != EntityId::none))
    return false;
  if (s.capacity_of != EntityId::none && s.kind != Kind::reports_to) return false;
  if (!has_aspect(s.kind) && !s.aspect.empty()) return false;
  if (!may_be_dotted(s.kind) && s.dotted) return false;
  return has_value(s.kind) || s.value.empty();
}

bool is_plainly_told(const Statement& s) {
  return s.mode == Mode::fact && s.kind != Kind::leaves && !s.alongside &&
         s.known_until == after_all && s.event == EventId::none && s.change == ChangeId::none &&
         s.claim.empty() && s.position == 0 && s.rank == Rank::normal && s.sources.size() <= 1 &&
         s.note.empty() && s.refs.empty();
}

Bound exact(Day d, Basis basis) {
  return {d, d, EndKind::date, basis, to_string(d), false, EventId::none};
}
Bound unknown(Day earliest, Day latest) {
  return {earliest, latest, EndKind::unknown, Basis::stated, "", false, EventId::none};
}
Bound open() {
  return {after_all, after_all, EndKind::open, Basis::stated, "", false, EventId::none};
}
Bound since_ever() {
  return {before_all, before_all, EndKind::date, Basis::lifetime, "", false, EventId::none};
}

Bound from_of(const Literal& l) {
  if (l.always) return l.from == before_all ? since_ever() : exact(l.from, Basis::lifetime);
  return l.from == before_all ? unknown(before_all, l.until - 1) : exact(l.from, Basis::stated);
}

Bound until_of(const Literal& l) {
  if (l.ended_unknown) return unknown(l.from + 1, after_all);
  if (l.until == after_all) return open();
  return exact(l.until, l.always ? Basis::lifetime : Basis::stated);
}

}  // namespace

std::optional<Literal> literal_of(const Statement& s) {
  if (!is_plainly_told(s) || !has_plain_dates(s) || !has_usual_columns(s)) return std::nullopt;
  Literal l;
  l.id = number(s.id);
  l.kind = s.kind;
  l.subject = s.subject;
  l.object = s.object;
  l.capacity_of = s.capacity_of;
  if (s.from) l.from = s.from->earliest;
  if (s.until.kind == EndKind::date) l.until = s.until.date.earliest;
  l.known = s.known;
  if (!s.sources.empty()) l.source = s.sources.front();
  l.aspect = s.aspect;
  l.value = s.value;
  l.role = s.role;
  l.acting = s.acting;
  l.dotted = s.dotted;
  l.known_assumed = s.known_assumed;
  l.always = s.effect == Effect::always;
  l.ended_unknown = s.until.kind == EndKind::unknown;
  l.told_last = !s.until.last.empty();
  return l;
}

Spell spell_of(const Literal& l) {
  Spell s;
  s.id = l.id;
  s.kind = l.kind;
  s.subject = l.subject;
  s.object = l.object;
  s.capacity_of = l.capacity_of;
  s.aspect = l.aspect;
  s.value = l.value;
  s.role = l.role;
  s.acting = l.acting;
  s.dotted = l.dotted;
  s.from = from_of(l);
  s.until = until_of(l);
  s.since = s.from;
  s.last_evidence = l.always ? before_all : s.from.latest;
  s.known = l.known;
  s.evidence = {static_cast<StatementId>(l.id)};
  if (l.source != SourceId::none) s.sources = {l.source};
  return s;
}

Statement statement_of(const Literal& l) {
  Statement s;
  s.id = static_cast<StatementId>(l.id);
  s.kind = l.kind;
  s.effect = l.always ? Effect::always : Effect::period;
  s.subject = l.subject;
  s.object = l.object;
  s.capacity_of = l.capacity_of;
  s.aspect = l.aspect;
  s.value = l.value;
  s.role = l.role;
  s.acting = l.acting;
  s.dotted = l.dotted;
  if (!l.always && l.from != before_all) s.from = exactly(l.from);
  if (l.ended_unknown) s.until.kind = EndKind::unknown;
  if (!l.always && l.until != after_all) {
    s.until = {EndKind::date, exactly(l.until), l.told_last ? to_string(l.until - 1) : ""};
  }
  s.known = l.known;
  s.known_assumed = l.known_assumed;
  if (l.source != SourceId::none) s.sources = {l.source};
  return s;
}

}  // namespace reorg
