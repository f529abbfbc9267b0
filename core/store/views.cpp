// The views, for people with the sqlite3 shell. docs/store.md explains them with worked examples.
// They are read at every start, so what several need is said once, in `dated`.
#include "core/store/records.hpp"
#include "core/store/schema.hpp"

namespace reorg::sql {

// A day as text; '0000-00-00' lies before all days and '9999-99-99' after all, so that texts
// compare as the days do.
#define REORG_DAY(day)                                    \
  "coalesce(date(" day " * 86400, 'unixepoch'), iif(" day \
  " < 0, '0000-00-00', '9999-99-99')) AS " day

const char* const views_sql =
    "CREATE VIEW dated AS SELECT id, home, kind, subject, object, capacity_of, aspect, value, role, acting, dotted, "
    "coalesce(since_edtf, from_edtf) AS since, from_edtf, until_edtf, "
    REORG_DAY("from_earliest") ", " REORG_DAY("from_latest") ", "
    REORG_DAY("until_earliest") ", " REORG_DAY("until_latest") ", "
    "CASE until_kind WHEN 1 THEN 'open' WHEN 2 THEN 'unknown' ELSE "
    "CASE until_basis WHEN 0 THEN 'stated' WHEN 1 THEN 'implied' ELSE 'lifetime' END END AS ending, "
    REORG_DAY("last_evidence") ", " REORG_DAY("known") ", undated, standing = 1 AS disputed, standing = 2 AS outranked, "
    "claim, sources AS source_ids, (SELECT group_concat(source.key, ' ') FROM json_each(spell.sources) j "
    "JOIN source ON source.id = j.value) AS sources FROM spell;"

    "CREATE VIEW overseer AS "
    "SELECT o.key AS organization_key, o.name AS organization, p.key AS person_key, p.name AS person, s.role, "
    "s.aspect AS capacity, s.acting, s.dotted, 'direct' AS via, NULL AS post_key, NULL AS post, s.since, "
    "s.from_earliest, s.from_latest, s.until_earliest, s.until_latest, s.ending, s.disputed, s.last_evidence, s.sources "
    "FROM entity o JOIN dated s ON s.home = o.id AND s.kind = 2 AND NOT s.outranked AND NOT s.undated "
    "JOIN entity p ON p.id = s.subject AND p.kind = 'person' "
    "UNION ALL "
    "SELECT o.key, o.name, p.key, p.name, coalesce(h.role, t.name), s.aspect, coalesce(h.acting, 0), s.dotted, "
    "'post', t.key, t.name, iif(h.from_latest > s.from_latest, h.since, s.since), "
    "max(s.from_earliest, coalesce(h.from_earliest, s.from_earliest)), "
    "max(s.from_latest, coalesce(h.from_latest, s.from_latest)), "
    "min(s.until_earliest, coalesce(h.until_earliest, s.until_earliest)), "
    "min(s.until_latest, coalesce(h.until_latest, s.until_latest)), "
    "iif(h.until_latest < s.until_latest, h.ending, s.ending), s.disputed OR coalesce(h.disputed, 0), "
    "max(s.last_evidence, coalesce(h.last_evidence, s.last_evidence)), "
    "(SELECT group_concat(key, ' ') FROM source WHERE id IN (SELECT value FROM json_each(s.source_ids) UNION "
    "SELECT value FROM json_each(coalesce(h.source_ids, '[]')))) "
    "FROM entity o JOIN dated s ON s.home = o.id AND s.kind = 2 AND NOT s.outranked AND NOT s.undated "
    "JOIN entity t ON t.id = s.subject AND t.kind = 'post' "
    "LEFT JOIN dated h ON h.home = t.id AND h.kind = 3 AND NOT h.outranked AND NOT h.undated "
    "AND h.from_earliest < s.until_latest AND s.from_earliest < h.until_latest "
    "LEFT JOIN entity p ON p.id = h.subject;"

    "CREATE VIEW placement AS "
    "SELECT c.key AS organization_key, c.name AS organization, p.key AS parent_key, p.name AS parent, s.dotted, s.since, "
    "s.from_earliest, s.from_latest, s.until_earliest, s.until_latest, s.ending, s.disputed, s.last_evidence, s.sources "
    "FROM dated s JOIN entity c ON c.id = s.subject JOIN entity p ON p.id = s.home "
    "WHERE s.kind IN (1, 4) AND s.object IS NOT NULL AND NOT s.outranked AND NOT s.undated;"

    "CREATE VIEW called AS "
    "SELECT e.key, e.kind AS entity_kind, s.value AS name, substr(s.aspect, 1, instr(s.aspect, ':') - 1) AS type, "
    "substr(s.aspect, instr(s.aspect, ':') + 1) AS language, s.since, s.from_earliest, s.from_latest, "
    "s.until_earliest, s.until_latest, s.ending, s.disputed, s.sources "
    "FROM dated s JOIN entity e ON e.id = s.home WHERE s.kind = 20 AND NOT s.outranked AND NOT s.undated;"

    "CREATE VIEW fact AS "
    "SELECT s.id, k.word AS kind, e.key AS subject_key, e.name AS subject, o.key AS object_key, o.name AS object, "
    "c.key AS capacity_of, s.aspect, s.value, s.role, s.acting, s.dotted, s.since, s.from_edtf, s.until_edtf, "
    "s.from_earliest, s.from_latest, s.until_earliest, s.until_latest, s.ending, s.undated, s.disputed, s.outranked, "
    "s.claim, s.last_evidence, s.known, s.sources "
    "FROM dated s JOIN kind k ON k.code = s.kind LEFT JOIN entity e ON e.id = s.subject "
    "LEFT JOIN entity o ON o.id = s.object LEFT JOIN entity c ON c.id = s.capacity_of;"

    "CREATE VIEW telling AS "
    "SELECT s.id, f.name AS file, s.line, k.word AS kind, s.effect, s.mode, e.key AS subject_key, o.key AS object_key, "
    "s.aspect, s.value, s.role, s.from_edtf, s.until_kind, s.until_edtf, date(s.known * 86400, 'unixepoch') AS known, "
    "date(s.known_until * 86400, 'unixepoch') AS known_until, s.claim, s.rank, s.note, r.key AS source, r.title, "
    "r.publisher, r.published_edtf AS published, r.address, s.revision "
    "FROM statement s JOIN file f ON f.id = s.file JOIN kind k ON k.code = s.kind "
    "LEFT JOIN entity e ON e.id = " REORG_SURVIVOR("s.subject")
    " LEFT JOIN entity o ON o.id = " REORG_SURVIVOR("s.object")
    " LEFT JOIN statement_source t ON t.statement = s.id LEFT JOIN source r ON r.id = t.source;";

}  // namespace reorg::sql
