#include "core/timeline/run.hpp"

#include <algorithm>

namespace reorg {

Bound endless() {
  return {after_all, after_all, EndKind::open, Basis::stated, "", false, EventId::none};
}

Bound dated(const Mark& m, Basis basis) {
  const Statement& s = *m.said;
  const Date* written = s.effect == Effect::ends ? &s.until.date : s.from ? &*s.from : nullptr;
  return {m.earliest,
          m.latest,
          EndKind::date,
          basis,
          written ? written->edtf : "",
          written != nullptr && written->uncertain,
          s.event};
}

Bound unknown(Day earliest, Day latest, Basis basis, EventId event) {
  return {earliest, latest, EndKind::unknown, basis, "", false, event};
}

bool meet(Day a_first, Day a_last, Day b_first, Day b_last) {
  return a_first <= b_last && b_first <= a_last;
}
bool meet(const Bound& b, const Mark& m) {
  return meet(b.earliest, b.latest, m.earliest, m.latest);
}

void narrow(Bound& b, const Mark& m) {
  const bool sharper = m.earliest >= b.earliest && m.latest <= b.latest;
  if (sharper) {
    const Bound closer = dated(m, Basis::stated);
    b.edtf = closer.edtf.empty() ? b.edtf : closer.edtf;
    b.uncertain = closer.uncertain;
    b.event = closer.event;
  }
  b.earliest = std::max(b.earliest, m.earliest);
  b.latest = std::min(b.latest, m.latest);
  b.basis = Basis::stated;
  b.kind = EndKind::date;
}

bool Run::only_seen() const {
  return !always && std::ranges::none_of(phases, [](const Phase& p) { return p.begun; });
}

void Run::add(const Mark& m) {
  if (m.standing == Standing::agreed) standing = Standing::agreed;
  if (m.standing == Standing::outranked) standing = Standing::outranked;
  if (claim.empty()) claim = m.said->claim;
  if (m.said->alongside && m.earliest == m.latest) added = m.latest;
  if (m.said->event != EventId::none) {
    events.insert(m.said->event);
    if (m.effect == Effect::begins) begun_by.insert(m.said->event);
  }
  now().said.push_back(m.said);
}

void merge_role(Phase& p, const Statement& s) {
  if (p.role.empty()) {
    p.role = s.role;
    p.acting = p.acting || s.acting;
  } else if (!s.role.empty() && s.role != p.role && p.role.find(s.role) == std::string::npos) {
    p.role += " / " + s.role;
  }
}

namespace {

Spell spell(const SeatKey& key, const Run& r, const Phase& p) {
  Spell s;
  s.kind = key.kind;
  s.subject = r.holder.subject;
  s.object = r.holder.object;
  s.capacity_of = key.third;
  s.aspect = key.kind == StatementKind::member_of ? "" : key.aspect;
  s.value = r.holder.value;
  s.role = p.role;
  s.acting = p.acting;
  s.dotted = key.dotted;
  s.from = p.from;
  s.until = r.until;
  s.since = r.from();
  s.last_evidence = r.last_evidence;
  s.undated = r.undated;
  s.standing = p.disputed ? std::max(r.standing, Standing::disputed) : r.standing;
  s.known = after_all;
  for (const Statement* told : p.said) {
    if (s.claim.empty()) s.claim = told->claim;
    s.known = std::min(s.known, told->known);
    s.evidence.push_back(told->id);
    for (const SourceId source : told->sources) {
      if (std::ranges::find(s.sources, source) == s.sources.end()) s.sources.push_back(source);
    }
  }
  return s;
}

}  // namespace

void give(const SeatKey& key, const Run& r, std::vector<Spell>& spells) {
  for (std::size_t i = 0; i < r.phases.size(); ++i) {
    Spell s = spell(key, r, r.phases[i]);
    if (i + 1 < r.phases.size()) {
      s.goes_on = true;
      s.until = r.phases[i + 1].from;
      s.until.basis = Basis::implied;
    }
    spells.push_back(std::move(s));
  }
}

}  // namespace reorg
