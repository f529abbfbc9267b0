// The domain's types as rows: each reader takes the columns that stand in the list of its name.
#pragma once

#include "core/store/connection.hpp"
#include "core/store/records.hpp"
#include "core/timeline/spell.hpp"

namespace reorg::sql {

// A date is four columns: as written, earliest, latest, uncertain; all NULL for no date.
std::optional<Date> read_date(Query&);
void bind_date(Query&, const std::optional<Date>&);

#define REORG_ENTITY_COLUMNS "e.id, e.key, e.kind, e.seats, e.description"
Entity read_entity(Query&);

#define REORG_SOURCE_COLUMNS                                                    \
  "s.id, s.key, s.title, s.publisher, s.published_edtf, s.published_earliest, " \
  "s.published_latest, "                                                        \
  "s.published_uncertain, s.address, s.type, s.note"
Source read_source(Query&);
void bind_source(Query&, const Source&);  // all but the id

#define REORG_EVENT_COLUMNS                                                                       \
  "event.id, event.key, event.name, event.type, event.announced_edtf, event.announced_earliest, " \
  "event.announced_latest, event.announced_uncertain, event.effective_edtf, "                     \
  "event.effective_earliest, "                                                                    \
  "event.effective_latest, event.effective_uncertain, event.target, event.claim, event.rank, "    \
  "event.known, "                                                                                 \
  "event.known_assumed, event.known_until, event.note, event.sources, event.refs, event.line, "   \
  "event.col, "                                                                                   \
  "(SELECT name FROM file WHERE file.id = event.file)"
Event read_event(Query&);

#define REORG_CHANGE_COLUMNS \
  "change.id, change.event, change.verb, change.text, change.sources, change.refs, change.line, " \
  "change.col, (SELECT name FROM file WHERE file.id = change.file), "                             \
  "(SELECT json_group_array(json_array(part, entity)) FROM (SELECT part, "            \
  REORG_SURVIVOR("p.entity") " AS entity FROM change_party p "                                                                               \
  "WHERE p.change = change.id ORDER BY part, nth))"
Change read_change(Query&);

#define REORG_FORMER_STATEMENT_COLUMNS                                                             \
  "s.id, s.kind, s.effect, s.mode, " REORG_SURVIVOR("s.subject") ", " REORG_SURVIVOR(              \
      "s.object") ", " REORG_SURVIVOR("s.capacity_of") ", " REORG_ASPECT                           \
                                                       ", s.value, s.role, "                       \
                                                       "s.acting, s.dotted, s.alongside, "         \
                                                       "s.from_edtf, s.from_earliest, "            \
                                                       "s.from_latest, "                           \
                                                       "s.from_uncertain, "                        \
                                                       "s.until_kind, s.until_edtf, "              \
                                                       "s.until_earliest, s.until_latest, "        \
                                                       "s.until_uncertain, s.known, "              \
                                                       "s.known_assumed, s.known_until, s.event, " \
                                                       "s.change, s.claim, s.position, s.rank, "   \
                                                       "s.note, "                                  \
                                                       "s.line, "                                  \
                                                       "s.col, (SELECT name FROM file WHERE "      \
                                                       "file.id = s.file), "                       \
                                                       "(SELECT json_group_array(source) FROM "    \
                                                       "(SELECT source FROM statement_source t "   \
                                                       "WHERE "                                    \
                                                       "t.statement = s.id "                       \
                                                       "ORDER BY nth)), "                          \
                                                       "(SELECT json_group_array(ref) FROM "       \
                                                       "(SELECT ref FROM statement_ref t WHERE "   \
                                                       "t.statement = s.id "                       \
                                                       "ORDER BY nth))"
#define REORG_STATEMENT_COLUMNS REORG_FORMER_STATEMENT_COLUMNS ", s.until_last"
Statement read_statement(Query&);
// Of the columns that version 4 of the schema had: what was kept then has no others.
Statement read_former_statement(Query&);
EndKind end_kind(std::string_view);  // throws std::invalid_argument

// `home` is the entity a spell is kept under: a relation's object, a value's subject.
#define REORG_SPELL_COLUMNS                                                                     \
  "s.kind, s.id, s.subject, s.object, s.capacity_of, s.aspect, s.value, s.role, s.acting, "     \
  "s.dotted, "                                                                                  \
  "s.from_earliest, s.from_latest, s.from_kind, s.from_basis, s.from_edtf, s.from_uncertain, "  \
  "s.from_event, s.until_earliest, s.until_latest, s.until_kind, s.until_basis, s.until_edtf, " \
  "s.until_uncertain, s.until_event, s.since_earliest, s.since_latest, s.since_kind, "          \
  "s.since_basis, "                                                                             \
  "s.since_edtf, s.since_uncertain, s.since_event, s.goes_on, s.last_evidence, s.undated, "     \
  "s.standing, "                                                                                \
  "s.claim, s.known, s.evidence, s.sources"
Spell read_spell(Query&);
EntityId home_of(const Spell&);

std::vector<std::string> texts_in(std::string_view json_list);

}  // namespace reorg::sql
