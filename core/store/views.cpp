// The views, for people with the sqlite3 shell. docs/store.md explains them with worked examples.
#include "core/store/schema.hpp"

namespace reorg::sql {

// A day as text; '0000-00-00' lies before all days and '9999-99-99' after all, so that texts compare
// as the days do.
#define REORG_DAY(day) "coalesce(date(" day " * 86400, 'unixepoch'), iif(" day " < 0, '0000-00-00', '9999-99-99'))"
#define REORG_BOUNDS(from_earliest, from_latest, until_earliest, until_latest)               \
  REORG_DAY(from_earliest) " AS from_earliest, " REORG_DAY(from_latest) " AS from_latest, "  \
  REORG_DAY(until_earliest) " AS until_earliest, " REORG_DAY(until_latest) " AS until_latest"
#define REORG_SPELL_BOUNDS REORG_BOUNDS("s.from_earliest", "s.from_latest", "s.until_earliest", "s.until_latest")
#define REORG_END                                                                             \
  "CASE s.until_kind WHEN 1 THEN 'open' WHEN 2 THEN 'unknown' ELSE "                          \
  "CASE s.until_basis WHEN 0 THEN 'stated' WHEN 1 THEN 'implied' ELSE 'lifetime' END END AS ending"
#define REORG_SOURCES                                                                         \
  "(SELECT group_concat(key, ' ') FROM (SELECT DISTINCT source.key FROM json_each(s.sources) j JOIN source " \
  "ON source.id = j.value)) AS sources"

const char* const views_sql =
    "CREATE VIEW overseer AS "
    "SELECT o.key AS organization_key, o.name AS organization, p.key AS person_key, p.name AS person, s.role, "
    "coalesce(s.aspect, 'head') AS capacity, s.acting, s.dotted, 'direct' AS via, NULL AS post_key, NULL AS post, "
    "coalesce(s.since_edtf, s.from_edtf) AS since, " REORG_SPELL_BOUNDS ", " REORG_END ", s.standing = 1 AS disputed, "
    REORG_DAY("s.last_evidence") " AS last_evidence, " REORG_SOURCES
    " FROM entity o JOIN spell s ON s.home = o.id AND s.kind = 2 AND s.standing < 2 AND s.undated = 0 "
    "JOIN entity p ON p.id = s.subject AND p.kind = 'person' "
    "UNION ALL "
    "SELECT o.key, o.name, p.key, p.name, coalesce(h.role, t.name), coalesce(s.aspect, 'head'), "
    "coalesce(h.acting, 0), s.dotted, 'post', t.key, t.name, "
    "iif(h.from_latest > s.from_latest, coalesce(h.since_edtf, h.from_edtf), coalesce(s.since_edtf, s.from_edtf)), "
    REORG_BOUNDS("max(s.from_earliest, coalesce(h.from_earliest, s.from_earliest))",
                 "max(s.from_latest, coalesce(h.from_latest, s.from_latest))",
                 "min(s.until_earliest, coalesce(h.until_earliest, s.until_earliest))",
                 "min(s.until_latest, coalesce(h.until_latest, s.until_latest))")
    ", " REORG_END ", s.standing = 1 OR coalesce(h.standing, 0) = 1, "
    REORG_DAY("max(s.last_evidence, coalesce(h.last_evidence, s.last_evidence))") ", "
    "(SELECT group_concat(key, ' ') FROM (SELECT DISTINCT source.key FROM source WHERE source.id IN "
    "(SELECT value FROM json_each(s.sources) UNION SELECT value FROM json_each(h.sources)))) "
    "FROM entity o JOIN spell s ON s.home = o.id AND s.kind = 2 AND s.standing < 2 AND s.undated = 0 "
    "JOIN entity t ON t.id = s.subject AND t.kind = 'post' "
    "LEFT JOIN spell h ON h.home = t.id AND h.kind = 3 AND h.standing < 2 AND h.undated = 0 "
    "AND h.from_earliest < s.until_latest AND s.from_earliest < h.until_latest "
    "LEFT JOIN entity p ON p.id = h.subject;"

    "CREATE VIEW placement AS "
    "SELECT c.key AS organization_key, c.name AS organization, p.key AS parent_key, p.name AS parent, s.dotted, "
    "coalesce(s.since_edtf, s.from_edtf) AS since, " REORG_SPELL_BOUNDS ", " REORG_END ", s.standing = 1 AS disputed, "
    REORG_DAY("s.last_evidence") " AS last_evidence, " REORG_SOURCES
    " FROM spell s JOIN entity c ON c.id = s.subject JOIN entity p ON p.id = s.home "
    "WHERE s.kind IN (1, 4) AND s.object IS NOT NULL AND s.standing < 2 AND s.undated = 0;"

    "CREATE VIEW called AS "
    "SELECT e.key, e.kind AS entity_kind, s.value AS name, "
    "substr(s.aspect, 1, instr(s.aspect, ':') - 1) AS type, substr(s.aspect, instr(s.aspect, ':') + 1) AS language, "
    "coalesce(s.since_edtf, s.from_edtf) AS since, " REORG_SPELL_BOUNDS ", " REORG_END ", s.standing = 1 AS disputed, "
    REORG_SOURCES
    " FROM spell s JOIN entity e ON e.id = s.home WHERE s.kind = 20 AND s.standing < 2 AND s.undated = 0;"

    "CREATE VIEW fact AS "
    "SELECT s.id, k.word AS kind, e.key AS subject_key, e.name AS subject, o.key AS object_key, o.name AS object, "
    "c.key AS capacity_of, s.aspect, s.value, s.role, s.acting, s.dotted, s.from_edtf, s.until_edtf, "
    REORG_SPELL_BOUNDS ", " REORG_END ", s.undated, "
    "CASE s.standing WHEN 0 THEN 'agreed' WHEN 1 THEN 'disputed' ELSE 'outranked' END AS standing, s.claim, "
    REORG_DAY("s.last_evidence") " AS last_evidence, " REORG_DAY("s.known") " AS known, " REORG_SOURCES
    " FROM spell s JOIN kind k ON k.code = s.kind LEFT JOIN entity e ON e.id = s.subject "
    "LEFT JOIN entity o ON o.id = s.object LEFT JOIN entity c ON c.id = s.capacity_of;"

    "CREATE VIEW telling AS "
    "SELECT s.id, f.name AS file, s.line, k.word AS kind, s.effect, s.mode, e.key AS subject, o.key AS object, s.aspect, "
    "s.value, s.role, s.from_edtf, s.until_kind, s.until_edtf, " REORG_DAY("s.known") " AS known, "
    REORG_DAY("s.known_until") " AS known_until, s.claim, s.rank, s.note, r.key AS source, r.title, r.publisher, "
    "r.published_edtf AS published, r.address, s.revision "
    "FROM statement s JOIN file f ON f.id = s.file JOIN kind k ON k.code = s.kind "
    "LEFT JOIN entity e ON e.id = s.subject LEFT JOIN entity o ON o.id = s.object "
    "LEFT JOIN statement_source t ON t.statement = s.id LEFT JOIN source r ON r.id = t.source;";

}  // namespace reorg::sql
