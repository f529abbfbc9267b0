// The tables and indexes. Days are INTEGERs since 1970-01-01; -2147483648 lies before all days and
// 2147483647 after all. What is missing is NULL. Comments stay outside the SQL: SQLite would keep
// them in the file and read them at every start.
#include "core/store/schema.hpp"

namespace reorg::sql {

const char* const tables_sql = R"sql(
CREATE TABLE kind(code INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE revision(
  id INTEGER PRIMARY KEY, what TEXT NOT NULL, recorded TEXT,
  added INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE file(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest INTEGER NOT NULL,
  revision INTEGER NOT NULL REFERENCES revision) STRICT;

CREATE TABLE entity(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT,
  seats INTEGER NOT NULL DEFAULT 1, description TEXT) STRICT;

CREATE TABLE entity_file(
  entity INTEGER NOT NULL REFERENCES entity, file INTEGER NOT NULL REFERENCES file,
  seats INTEGER NOT NULL, description TEXT, line INTEGER NOT NULL, col INTEGER NOT NULL,
  PRIMARY KEY(entity, file)) STRICT, WITHOUT ROWID;
CREATE INDEX entity_file_by_file ON entity_file(file);

CREATE TABLE source(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, title TEXT, publisher TEXT,
  published_edtf TEXT, published_earliest INTEGER, published_latest INTEGER, published_uncertain INTEGER,
  address TEXT, type TEXT NOT NULL, note TEXT, digest INTEGER NOT NULL, UNIQUE(key, digest)) STRICT;

CREATE TABLE source_file(
  source INTEGER NOT NULL REFERENCES source, file INTEGER NOT NULL REFERENCES file,
  line INTEGER NOT NULL, col INTEGER NOT NULL, PRIMARY KEY(source, file)) STRICT, WITHOUT ROWID;
CREATE INDEX source_file_by_file ON source_file(file);

CREATE TABLE event(
  id INTEGER NOT NULL, file INTEGER NOT NULL REFERENCES file, key TEXT NOT NULL, name TEXT, type TEXT NOT NULL,
  announced_edtf TEXT, announced_earliest INTEGER, announced_latest INTEGER, announced_uncertain INTEGER,
  effective_edtf TEXT, effective_earliest INTEGER, effective_latest INTEGER, effective_uncertain INTEGER,
  target TEXT, claim TEXT, rank TEXT NOT NULL,
  known INTEGER NOT NULL, known_assumed INTEGER NOT NULL, told_known_until INTEGER NOT NULL,
  known_until INTEGER NOT NULL, note TEXT, sources TEXT NOT NULL, refs TEXT NOT NULL,
  digest INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
  PRIMARY KEY(id, file)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_by_key ON event(key, file);
CREATE INDEX event_by_file ON event(file);
CREATE INDEX event_by_target ON event(target) WHERE target IS NOT NULL;

CREATE TABLE change(
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, event INTEGER, verb TEXT NOT NULL, text TEXT,
  sources TEXT NOT NULL, refs TEXT NOT NULL, digest INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
  FOREIGN KEY(event, file) REFERENCES event(id, file)) STRICT;
CREATE INDEX change_by_file ON change(file);
CREATE INDEX change_by_event ON change(event, file);

CREATE TABLE change_party(
  change INTEGER NOT NULL REFERENCES change, part TEXT NOT NULL, nth INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity, PRIMARY KEY(change, part, nth)) STRICT, WITHOUT ROWID;
CREATE INDEX change_party_by_entity ON change_party(entity);

CREATE TABLE statement(
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, revision INTEGER NOT NULL REFERENCES revision,
  content INTEGER NOT NULL, digest INTEGER NOT NULL,
  kind INTEGER NOT NULL REFERENCES kind, effect TEXT NOT NULL, mode TEXT NOT NULL,
  subject INTEGER REFERENCES entity, object INTEGER REFERENCES entity, capacity_of INTEGER REFERENCES entity,
  aspect TEXT, value TEXT, role TEXT, acting INTEGER NOT NULL, dotted INTEGER NOT NULL, alongside INTEGER NOT NULL,
  from_edtf TEXT, from_earliest INTEGER, from_latest INTEGER, from_uncertain INTEGER,
  until_kind TEXT NOT NULL, until_edtf TEXT, until_earliest INTEGER, until_latest INTEGER, until_uncertain INTEGER,
  known INTEGER NOT NULL, known_assumed INTEGER NOT NULL, told_known_until INTEGER NOT NULL,
  known_until INTEGER NOT NULL, event INTEGER, change INTEGER REFERENCES change,
  claim TEXT, position INTEGER NOT NULL, rank TEXT NOT NULL,
  note TEXT, line INTEGER NOT NULL, col INTEGER NOT NULL,
  FOREIGN KEY(event, file) REFERENCES event(id, file)) STRICT;
CREATE INDEX statement_by_subject ON statement(subject);
CREATE INDEX statement_by_object ON statement(object) WHERE object IS NOT NULL;
CREATE INDEX statement_by_capacity ON statement(capacity_of) WHERE capacity_of IS NOT NULL;
CREATE INDEX statement_by_file ON statement(file);
CREATE INDEX statement_by_content ON statement(content);
CREATE INDEX statement_by_event ON statement(event, file) WHERE event IS NOT NULL;
CREATE INDEX statement_by_change ON statement(change) WHERE change IS NOT NULL;
CREATE INDEX statement_by_claim ON statement(claim) WHERE claim IS NOT NULL;

CREATE TABLE statement_source(
  statement INTEGER NOT NULL REFERENCES statement, nth INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES source,
  PRIMARY KEY(statement, nth)) STRICT, WITHOUT ROWID;
CREATE INDEX statement_source_by_source ON statement_source(source);

CREATE TABLE statement_ref(
  statement INTEGER NOT NULL REFERENCES statement, nth INTEGER NOT NULL, ref TEXT NOT NULL,
  PRIMARY KEY(statement, nth)) STRICT, WITHOUT ROWID;
CREATE INDEX statement_ref_by_ref ON statement_ref(ref);

CREATE TABLE retraction(
  id INTEGER PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revision, recorded_in INTEGER NOT NULL,
  file TEXT NOT NULL, content INTEGER NOT NULL, said TEXT NOT NULL) STRICT;

CREATE TABLE spell(
  home INTEGER NOT NULL, kind INTEGER NOT NULL, from_earliest INTEGER NOT NULL, id INTEGER NOT NULL,
  subject INTEGER, object INTEGER, capacity_of INTEGER, aspect TEXT, value TEXT, role TEXT,
  acting INTEGER NOT NULL, dotted INTEGER NOT NULL,
  from_latest INTEGER NOT NULL, from_kind INTEGER NOT NULL, from_basis INTEGER NOT NULL, from_edtf TEXT,
  from_uncertain INTEGER NOT NULL, from_event INTEGER,
  until_earliest INTEGER NOT NULL, until_latest INTEGER NOT NULL, until_kind INTEGER NOT NULL,
  until_basis INTEGER NOT NULL, until_edtf TEXT, until_uncertain INTEGER NOT NULL, until_event INTEGER,
  since_earliest INTEGER, since_latest INTEGER, since_kind INTEGER, since_basis INTEGER, since_edtf TEXT,
  since_uncertain INTEGER, since_event INTEGER,
  goes_on INTEGER NOT NULL, last_evidence INTEGER NOT NULL, undated INTEGER NOT NULL, standing INTEGER NOT NULL,
  claim TEXT, known INTEGER NOT NULL, evidence TEXT NOT NULL, sources TEXT NOT NULL,
  PRIMARY KEY(home, kind, from_earliest, id)) STRICT, WITHOUT ROWID;
CREATE INDEX spell_by_subject ON spell(subject, kind, from_earliest, from_latest, until_earliest, until_latest)
  WHERE object IS NOT NULL;
CREATE INDEX spell_by_capacity ON spell(capacity_of) WHERE capacity_of IS NOT NULL;
CREATE INDEX spell_begins ON spell(from_earliest, from_latest, kind, subject, object) WHERE from_earliest = from_latest;
CREATE INDEX spell_begins_within ON spell(from_earliest, from_latest, kind, subject, object)
  WHERE from_earliest < from_latest;
CREATE INDEX spell_ends ON spell(until_earliest, until_latest, kind, subject, object)
  WHERE until_earliest = until_latest AND until_earliest < 2147483647;
CREATE INDEX spell_ends_within ON spell(until_earliest, until_latest, kind, subject, object)
  WHERE until_earliest < until_latest;
CREATE TABLE counter(name TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

const char* const name_tables_sql = R"sql(
CREATE TABLE name(
  folded TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity, aspect TEXT NOT NULL, text TEXT NOT NULL,
  bare INTEGER NOT NULL) STRICT;
CREATE INDEX name_by_folded ON name(folded);
CREATE INDEX name_by_entity ON name(entity);
CREATE TABLE name_part(part TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY(part, entity)) STRICT, WITHOUT ROWID;
)sql";

const char* const literal_tables_sql = R"sql(
CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE literal(
  home INTEGER NOT NULL, kind INTEGER NOT NULL, from_day INTEGER NOT NULL, id INTEGER NOT NULL,
  subject INTEGER, aspect INTEGER, value TEXT, flags INTEGER NOT NULL, until_day INTEGER, source INTEGER,
  file INTEGER NOT NULL, role INTEGER, capacity_of INTEGER, known INTEGER,
  PRIMARY KEY(home, kind, from_day, id)) STRICT, WITHOUT ROWID;
CREATE INDEX literal_by_subject ON literal(subject, kind) WHERE subject IS NOT NULL;
CREATE INDEX literal_by_capacity ON literal(capacity_of) WHERE capacity_of IS NOT NULL;

CREATE TABLE literal_run(
  first INTEGER PRIMARY KEY, last INTEGER NOT NULL, revision INTEGER NOT NULL REFERENCES revision,
  first_home INTEGER NOT NULL, first_kind INTEGER NOT NULL, first_from INTEGER NOT NULL,
  last_home INTEGER NOT NULL, last_kind INTEGER NOT NULL, last_from INTEGER NOT NULL) STRICT;

ALTER TABLE file ADD COLUMN literals INTEGER NOT NULL DEFAULT 0;
)sql";

const char* const listing_indexes_sql = R"sql(
CREATE INDEX IF NOT EXISTS entity_by_kind ON entity(kind);
CREATE INDEX IF NOT EXISTS event_effective ON event(effective_earliest) WHERE effective_earliest = effective_latest;
CREATE INDEX IF NOT EXISTS event_effective_within ON event(effective_earliest, effective_latest)
  WHERE effective_earliest < effective_latest;
CREATE INDEX IF NOT EXISTS event_announced ON event(announced_earliest) WHERE announced_earliest = announced_latest;
CREATE INDEX IF NOT EXISTS event_announced_within ON event(announced_earliest, announced_latest)
  WHERE announced_earliest < announced_latest;
CREATE INDEX IF NOT EXISTS event_promised ON event(type) WHERE type IN ('plan', 'rumour');
CREATE INDEX IF NOT EXISTS event_taken_back ON event(known_until) WHERE known_until < 2147483647;
CREATE INDEX IF NOT EXISTS statement_plain_from ON statement(from_earliest)
  WHERE event IS NULL AND from_earliest = from_latest;
CREATE INDEX IF NOT EXISTS statement_plain_from_within ON statement(from_earliest, from_latest)
  WHERE event IS NULL AND from_earliest < from_latest;
CREATE INDEX IF NOT EXISTS statement_plain_until ON statement(until_earliest)
  WHERE event IS NULL AND until_earliest = until_latest;
CREATE INDEX IF NOT EXISTS statement_plain_until_within ON statement(until_earliest, until_latest)
  WHERE event IS NULL AND until_earliest < until_latest;
)sql";

const char* const judgement_tables_sql = R"sql(
CREATE TABLE judgement(
  id INTEGER PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revision, verdict TEXT NOT NULL,
  kept TEXT NOT NULL, other TEXT NOT NULL, source INTEGER REFERENCES source, note TEXT) STRICT;
CREATE INDEX judgement_by_source ON judgement(source) WHERE source IS NOT NULL;

CREATE TABLE same_as(
  entity INTEGER PRIMARY KEY REFERENCES entity, survivor INTEGER NOT NULL REFERENCES entity) STRICT, WITHOUT ROWID;
CREATE INDEX same_as_by_survivor ON same_as(survivor);
)sql";

const char* const history_tables_sql = R"sql(
ALTER TABLE revision ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revision ADD COLUMN restores INTEGER;
CREATE INDEX revision_restoring ON revision(id, restores) WHERE restores IS NOT NULL;
UPDATE revision SET kept = 1 WHERE what IN ('same', 'different');

CREATE TABLE revision_file(
  revision INTEGER NOT NULL REFERENCES revision, file INTEGER NOT NULL, name TEXT NOT NULL,
  digest INTEGER NOT NULL, said TEXT, PRIMARY KEY(file, revision)) STRICT;
CREATE INDEX revision_file_by_revision ON revision_file(revision);
CREATE INDEX revision_file_by_name ON revision_file(name, revision);
CREATE INDEX retraction_by_revision ON retraction(revision);
CREATE INDEX retraction_by_recorded_in ON retraction(recorded_in);
CREATE INDEX statement_by_revision ON statement(revision);
)sql";

}  // namespace reorg::sql
