#include "core/store/write_statement.hpp"

#include "core/store/codes.hpp"
#include "core/store/rows.hpp"

namespace reorg::sql {
namespace {

void bind(Query& q, const Bound& b) {
  q.bind(b.earliest, b.latest, static_cast<int>(b.kind), static_cast<int>(b.basis), b.edtf,
         b.uncertain, b.event);
}

}  // namespace

void write_spell(Connection& c, const Spell& s, std::int64_t id) {
  Query q(
      c,
      "INSERT INTO spell(home, kind, id, subject, object, capacity_of, aspect, value, role, "
      "acting, dotted, "
      "from_earliest, from_latest, from_kind, from_basis, from_edtf, from_uncertain, from_event, "
      "until_earliest, until_latest, until_kind, until_basis, until_edtf, until_uncertain, "
      "until_event, "
      "since_earliest, since_latest, since_kind, since_basis, since_edtf, since_uncertain, "
      "since_event, "
      "goes_on, last_evidence, undated, standing, claim, known, evidence, sources) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?)");
  q.bind(home_of(s), code(s.kind), id, s.subject, s.object, s.capacity_of, s.aspect, s.value,
         s.role);
  q.bind(s.acting, s.dotted);
  bind(q, s.from);
  bind(q, s.until);
  if (s.since == s.from)
    q.bind(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  else
    bind(q, s.since);
  q.bind(s.goes_on, s.last_evidence, s.undated, static_cast<int>(s.standing), s.claim, s.known);
  q.bind(json_list(s.evidence), json_list(s.sources)).run();
}

void write_sources_and_refs(Connection& c, const Statement& s) {
  int nth = 0;
  Query source(c, "INSERT INTO statement_source(statement, nth, source) VALUES (?, ?, ?)");
  for (const SourceId from : s.sources) source.bind(s.id, nth++, from).run();
  Query ref(c, "INSERT INTO statement_ref(statement, nth, ref) VALUES (?, ?, ?)");
  nth = 0;
  for (const std::string& text : s.refs) ref.bind(s.id, nth++, text.c_str()).run();
}

void write_statement(Connection& c, const Statement& s, const Recorded& r) {
  Query q(c,
          "INSERT INTO statement(id, file, revision, content, digest, kind, effect, mode, subject, "
          "object, capacity_of, "
          "aspect, value, role, acting, dotted, alongside, from_edtf, from_earliest, from_latest, "
          "from_uncertain, "
          "until_kind, until_edtf, until_earliest, until_latest, until_uncertain, known, "
          "known_assumed, "
          "told_known_until, known_until, event, change, claim, position, rank, note, line, col, "
          "until_last) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?)");
  q.bind(s.id, r.file, r.revision, r.content, r.digest, code(s.kind), word(s.effect), word(s.mode));
  q.bind(s.subject, s.object, s.capacity_of, s.aspect, s.value, s.role);
  q.bind(s.acting, s.dotted, s.alongside);
  bind_date(q, s.from);
  q.bind(word(s.until.kind));
  bind_date(q, s.until.kind == EndKind::date ? std::optional(s.until.date) : std::nullopt);
  q.bind(s.known, s.known_assumed, r.told_known_until, r.told_known_until, s.event, s.change);
  q.bind(s.claim, s.position, word(s.rank), s.note, s.place.line, s.place.column, s.until.last)
      .run();
  write_sources_and_refs(c, s);
}

}  // namespace reorg::sql
