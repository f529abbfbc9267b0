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

#define REORG_DAY_OF(day, name)                           \
  "coalesce(date(" day " * 86400, 'unixepoch'), iif(" day \
  " < 0, '0000-00-00', '9999-99-99')) AS " name

// SQLite does not look into a UNION ALL that is joined, but reads all of it first. So each view
// says what it says twice, of spells and of literals, and so is found by an index.
#define REORG_OVERSEER(dated)                                                                   \
  "SELECT o.key AS organization_key, o.name AS organization, p.key AS person_key, p.name AS "   \
  "person, s.role, "                                                                            \
  "s.aspect AS capacity, s.acting, s.dotted, 'direct' AS via, NULL AS post_key, NULL AS post, " \
  "s.since, "                                                                                   \
  "s.from_earliest, s.from_latest, s.until_earliest, s.until_latest, s.ending, s.disputed, "    \
  "s.last_evidence, s.sources "                                                                 \
  "FROM entity o JOIN " dated                                                                   \
  " s ON s.home = o.id AND s.kind = 2 AND NOT s.outranked AND NOT s.undated "                   \
  "JOIN entity p ON p.id = s.subject AND p.kind = 'person' "
#define REORG_UNHELD(holds)                                                      \
  "NOT EXISTS (SELECT 1 FROM " holds                                             \
  " h WHERE h.home = t.id AND h.kind = 3 AND NOT h.outranked AND NOT h.undated " \
  "AND h.from_earliest < s.until_latest AND s.from_earliest < h.until_latest) "
#define REORG_POST_HELD(oversees, holds)                                                          \
  "SELECT o.key, o.name, p.key, p.name, coalesce(h.role, t.name), s.aspect, h.acting, s.dotted, " \
  "'post', t.key, t.name, iif(h.from_latest > s.from_latest, h.since, s.since), "                 \
  "max(s.from_earliest, h.from_earliest), max(s.from_latest, h.from_latest), "                    \
  "min(s.until_earliest, h.until_earliest), min(s.until_latest, h.until_latest), "                \
  "iif(h.until_latest < s.until_latest, h.ending, s.ending), s.disputed OR h.disputed, "          \
  "max(s.last_evidence, h.last_evidence), "                                                       \
  "(SELECT group_concat(key, ' ') FROM source WHERE id IN (SELECT value FROM "                    \
  "json_each(s.source_ids) UNION "                                                                \
  "SELECT value FROM json_each(h.source_ids))) "                                                  \
  "FROM entity o JOIN " oversees                                                                  \
  " s ON s.home = o.id AND s.kind = 2 AND NOT s.outranked AND NOT s.undated "                     \
  "JOIN entity t ON t.id = s.subject AND t.kind = 'post' "                                        \
  "JOIN " holds                                                                                   \
  " h ON h.home = t.id AND h.kind = 3 AND NOT h.outranked AND NOT h.undated "                     \
  "AND h.from_earliest < s.until_latest AND s.from_earliest < h.until_latest "                    \
  "LEFT JOIN entity p ON p.id = h.subject "
#define REORG_POST_UNHELD(oversees)                                                          \
  "SELECT o.key, o.name, NULL, NULL, t.name, s.aspect, 0, s.dotted, 'post', t.key, t.name, " \
  "s.since, "                                                                                \
  "s.from_earliest, s.from_latest, s.until_earliest, s.until_latest, s.ending, s.disputed, " \
  "s.last_evidence, "                                                                        \
  "(SELECT group_concat(key, ' ') FROM source WHERE id IN (SELECT value FROM "               \
  "json_each(s.source_ids))) "                                                               \
  "FROM entity o JOIN " oversees                                                             \
  " s ON s.home = o.id AND s.kind = 2 AND NOT s.outranked AND NOT s.undated "                \
  "JOIN entity t ON t.id = s.subject AND t.kind = 'post' WHERE " REORG_UNHELD(               \
      "dated_spell") "AND " REORG_UNHELD("dated_literal")
#define REORG_PLACEMENT(dated)                                                                \
  "SELECT c.key AS organization_key, c.name AS organization, p.key AS parent_key, p.name AS " \
  "parent, s.dotted, s.since, "                                                               \
  "s.from_earliest, s.from_latest, s.until_earliest, s.until_latest, s.ending, s.disputed, "  \
  "s.last_evidence, s.sources "                                                               \
  "FROM " dated                                                                               \
  " s JOIN entity c ON c.id = s.related JOIN entity p ON p.id = s.home "                      \
  "WHERE s.kind IN (1, 4) AND s.object IS NOT NULL AND NOT s.outranked AND NOT s.undated "
#define REORG_CALLED(dated)                                                                    \
  "SELECT e.key, e.kind AS entity_kind, s.value AS name, substr(s.aspect, 1, instr(s.aspect, " \
  "':') - 1) AS type, "                                                                        \
  "substr(s.aspect, instr(s.aspect, ':') + 1) AS language, s.since, s.from_earliest, "         \
  "s.from_latest, "                                                                            \
  "s.until_earliest, s.until_latest, s.ending, s.disputed, s.sources "                         \
  "FROM " dated                                                                                \
  " s JOIN entity e ON e.id = s.home WHERE s.kind = 20 AND NOT s.outranked AND NOT s.undated "
#define REORG_FACT(dated)                                                                       \
  "SELECT s.id, k.word AS kind, e.key AS subject_key, e.name AS subject, o.key AS object_key, " \
  "o.name AS object, "                                                                          \
  "c.key AS capacity_of, s.aspect, s.value, s.role, s.acting, s.dotted, s.since, s.from_edtf, " \
  "s.until_edtf, "                                                                              \
  "s.from_earliest, s.from_latest, s.until_earliest, s.until_latest, s.ending, s.undated, "     \
  "s.disputed, s.outranked, "                                                                   \
  "s.claim, s.last_evidence, s.known, s.sources "                                               \
  "FROM " dated                                                                                 \
  " s JOIN kind k ON k.code = s.kind LEFT JOIN entity e ON e.id = s.subject "                   \
  "LEFT JOIN entity o ON o.id = s.object LEFT JOIN entity c ON c.id = s.capacity_of "

#define REORG_BOTH(rows) rows("dated_spell") "UNION ALL " rows("dated_literal")

const char* const views_sql =
    "CREATE VIEW dated_spell AS SELECT id, home, kind, subject, object, capacity_of, aspect, value, role, acting, dotted, "
    "coalesce(since_edtf, from_edtf) AS since, from_edtf, until_edtf, "
    REORG_DAY("from_earliest") ", " REORG_DAY("from_latest") ", "
    REORG_DAY("until_earliest") ", " REORG_DAY("until_latest") ", "
    "CASE until_kind WHEN 1 THEN 'open' WHEN 2 THEN 'unknown' ELSE "
    "CASE until_basis WHEN 0 THEN 'stated' WHEN 1 THEN 'implied' ELSE 'lifetime' END END AS ending, "
    REORG_DAY("last_evidence") ", " REORG_DAY("known") ", undated, standing = 1 AS disputed, standing = 2 AS outranked, "
    "claim, sources AS source_ids, (SELECT group_concat(source.key, ' ') FROM json_each(spell.sources) j "
    "JOIN source ON source.id = j.value) AS sources, subject AS related FROM spell;"

    "CREATE VIEW dated_literal AS SELECT id, home, kind, iif(kind < 20, subject, home) AS subject, "
    "iif(kind < 20, home, NULL) AS object, capacity_of, "
    "(SELECT text FROM word WHERE word.id = literal.aspect) AS aspect, value, "
    "(SELECT text FROM word WHERE word.id = literal.role) AS role, flags & 1 AS acting, (flags & 2) / 2 AS dotted, "
    "iif(from_day > -2147483648, date(from_day * 86400, 'unixepoch'), NULL) AS since, "
    "iif(from_day > -2147483648, date(from_day * 86400, 'unixepoch'), NULL) AS from_edtf, "
    "date(until_day * 86400, 'unixepoch') AS until_edtf, "
    REORG_DAY_OF("from_day", "from_earliest") ", "
    REORG_DAY_OF("iif(from_day > -2147483648 OR flags & 8, from_day, until_day - 1)", "from_latest") ", "
    REORG_DAY_OF("iif(flags & 16, iif(from_day > -2147483648, from_day + 1, from_day), coalesce(until_day, 2147483647))", "until_earliest") ", "
    REORG_DAY_OF("coalesce(until_day, 2147483647)", "until_latest") ", "
    "iif(flags & 16, 'unknown', iif(until_day IS NULL, 'open', iif(flags & 8, 'lifetime', 'stated'))) AS ending, "
    REORG_DAY_OF("iif(flags & 8, -2147483648, iif(from_day > -2147483648, from_day, until_day - 1))", "last_evidence") ", "
    REORG_DAY_OF("coalesce(known, from_day)", "known") ", 0 AS undated, 0 AS disputed, 0 AS outranked, NULL AS claim, "
    "iif(source IS NULL, '[]', '[' || source || ']') AS source_ids, "
    "(SELECT key FROM source WHERE source.id = literal.source) AS sources, subject AS related FROM literal;"

    "CREATE VIEW dated AS SELECT * FROM dated_spell UNION ALL SELECT * FROM dated_literal;"

    "CREATE VIEW overseer AS " REORG_BOTH(REORG_OVERSEER)
    "UNION ALL " REORG_POST_HELD("dated_spell", "dated_spell")
    "UNION ALL " REORG_POST_HELD("dated_spell", "dated_literal")
    "UNION ALL " REORG_POST_HELD("dated_literal", "dated_spell")
    "UNION ALL " REORG_POST_HELD("dated_literal", "dated_literal")
    "UNION ALL " REORG_BOTH(REORG_POST_UNHELD) ";"

    "CREATE VIEW placement AS " REORG_BOTH(REORG_PLACEMENT) ";"
    "CREATE VIEW called AS " REORG_BOTH(REORG_CALLED) ";"
    "CREATE VIEW fact AS " REORG_BOTH(REORG_FACT) ";"

    "CREATE VIEW telling AS "
    "SELECT s.id, f.name AS file, s.line, k.word AS kind, s.effect, s.mode, e.key AS subject_key, o.key AS object_key, "
    "s.aspect, s.value, s.role, s.from_edtf, s.until_kind, s.until_edtf, date(s.known * 86400, 'unixepoch') AS known, "
    "date(s.known_until * 86400, 'unixepoch') AS known_until, s.claim, s.rank, s.note, r.key AS source, r.title, "
    "r.publisher, r.published_edtf AS published, r.address, s.revision "
    "FROM statement s JOIN file f ON f.id = s.file JOIN kind k ON k.code = s.kind "
    "LEFT JOIN entity e ON e.id = " REORG_SURVIVOR("s.subject")
    " LEFT JOIN entity o ON o.id = " REORG_SURVIVOR("s.object")
    " LEFT JOIN statement_source t ON t.statement = s.id LEFT JOIN source r ON r.id = t.source "
    "UNION ALL SELECT l.id, f.name, NULL, k.word, iif(l.flags & 8, 'always', 'period'), 'fact', "
    "iif(l.kind < 20, s.key, h.key), iif(l.kind < 20, h.key, NULL), (SELECT text FROM word WHERE word.id = l.aspect), "
    "l.value, (SELECT text FROM word WHERE word.id = l.role), "
    "iif(l.from_day > -2147483648 AND NOT l.flags & 8, date(l.from_day * 86400, 'unixepoch'), NULL), "
    "iif(l.flags & 16, 'unknown', iif(l.until_day IS NULL OR l.flags & 8, 'open', 'date')), "
    "iif(l.flags & 8, NULL, date(l.until_day * 86400, 'unixepoch')), "
    "date(coalesce(l.known, l.from_day) * 86400, 'unixepoch'), NULL, NULL, 'normal', NULL, r.key, r.title, r.publisher, "
    "r.published_edtf, r.address, "
    "(SELECT revision FROM literal_run WHERE first <= l.id ORDER BY first DESC LIMIT 1) "
    "FROM literal l JOIN file f ON f.id = l.file JOIN kind k ON k.code = l.kind LEFT JOIN entity h ON h.id = l.home "
    "LEFT JOIN entity s ON s.id = l.subject LEFT JOIN source r ON r.id = l.source;";

}  // namespace reorg::sql
