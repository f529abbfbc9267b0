// The questions in SQLite's SQL. Orders of joins are given (CROSS JOIN), as the planner has no
// statistics.
#pragma once

namespace bench {

#define KIND_NAME                                                                                 \
  "CASE t.kind WHEN 1 THEN 'part_of' WHEN 2 THEN 'oversees' WHEN 3 THEN 'owns' ELSE 'member_of' " \
  "END"
#define HEADS(unit, day)                                                                     \
  "SELECT p.name FROM edge h CROSS JOIN name p ON p.entity = h.src AND p.valid_from <= " day \
  " AND p.valid_to > " day " WHERE h.dst = " unit " AND h.kind = 2 AND h.valid_from <= " day \
  " AND h.valid_to > " day

inline constexpr const char* q1 =
    "SELECT p.name FROM name n CROSS JOIN edge h ON h.dst = n.entity AND h.kind = 2 AND "
    "h.valid_from <= :day AND h.valid_to > :day CROSS JOIN name p ON p.entity = h.src AND "
    "p.valid_from <= :day AND p.valid_to > :day WHERE n.name = :name AND n.valid_from <= :day "
    "AND n.valid_to > :day";

inline constexpr const char* q2 =
    "WITH RECURSIVE up(id) AS (SELECT entity FROM name WHERE name = :name AND valid_from <= :day "
    "AND valid_to > :day UNION ALL SELECT e.dst FROM up CROSS JOIN edge e ON e.src = up.id AND "
    "e.kind = 1 AND e.valid_from <= :day AND e.valid_to > :day) "
    "SELECT u.key, coalesce((" HEADS("up.id", ":day") "), '') FROM up CROSS JOIN entity u ON "
    "u.id = up.id";

inline constexpr const char* q3 =
    "WITH RECURSIVE below(id, parent) AS (SELECT e.src, e.dst FROM entity r CROSS JOIN edge e ON "
    "e.dst = r.id AND e.kind = 1 AND e.valid_from <= :day AND e.valid_to > :day WHERE r.key = :key "
    "UNION ALL SELECT e.src, e.dst FROM below b CROSS JOIN edge e ON e.dst = b.id AND e.kind = 1 "
    "AND e.valid_from <= :day AND e.valid_to > :day) "
    "SELECT u.key, p.key, n.name, coalesce((" HEADS("b.id", ":day") "), '') FROM below b CROSS "
    "JOIN entity u ON u.id = b.id CROSS JOIN entity p ON p.id = b.parent CROSS JOIN name n ON "
    "n.entity = b.id AND n.valid_from <= :day AND n.valid_to > :day";

#define BELOW(name, day)                                                                   \
  name "(id) AS (SELECT id FROM entity WHERE key = :key UNION ALL SELECT e.src FROM " name \
       " b CROSS JOIN edge e ON e.dst = b.id AND e.kind = 1 AND e.valid_from <= " day      \
       " AND "                                                                             \
       "e.valid_to > " day ")"
#define TURNED                                                                        \
  " AND ((e.valid_from <= :day AND e.valid_to > :day) <> (e.valid_from <= :day2 AND " \
  "e.valid_to > :day2))"

inline constexpr const char* q4 =
    "WITH RECURSIVE " BELOW("first", ":day") ", " BELOW("second", ":day2")
    ", both(id) AS (SELECT id FROM first UNION SELECT id FROM second), "
    "turned(began, kind, src, dst) AS (SELECT e.valid_from > :day, 1, e.src, e.dst FROM both b "
    "CROSS JOIN edge e ON e.src = b.id AND e.kind = 1 AND e.valid_from <= :day2" TURNED
    " UNION ALL SELECT e.valid_from > :day, 2, e.src, e.dst FROM both b CROSS JOIN edge e ON "
    "e.dst = b.id AND e.kind = 2 AND e.valid_from <= :day2" TURNED ") "
    "SELECT CASE began WHEN 1 THEN 'began' ELSE 'ended' END, " KIND_NAME ", s.key, o.key FROM "
    "turned t CROSS JOIN entity s ON s.id = t.src CROSS JOIN entity o ON o.id = t.dst";

#define CHANGES                                                                               \
  "SELECT 'began' AS turn, kind, src, dst FROM edge INDEXED BY edge_from WHERE valid_from > " \
  ":day AND valid_from <= :day2 AND valid_to > :day2 UNION ALL SELECT 'ended', kind, src, "   \
  "dst FROM edge INDEXED BY edge_to WHERE valid_to > :day AND valid_to <= :day2 AND "         \
  "valid_from <= :day"

inline constexpr const char* changes = CHANGES;

inline constexpr const char* q5 = "SELECT turn, " KIND_NAME ", s.key, o.key FROM (" CHANGES
                                  ") t CROSS JOIN entity s ON s.id = "
                                  "t.src CROSS JOIN entity o ON o.id = t.dst";

inline constexpr const char* q8 =
    "SELECT kind, src, dst FROM edge INDEXED BY edge_src WHERE valid_from <= :day AND valid_to > "
    ":day";

inline constexpr const char* warm_unit =
    "SELECT entity FROM name WHERE name = :name AND valid_from <= :day AND valid_to > :day";
inline constexpr const char* warm_above =
    "SELECT u.key, coalesce((" HEADS("u.id", ":day") "), ''), (SELECT dst FROM edge e WHERE e.src "
    "= u.id AND e.kind = 1 AND e.valid_from <= :day AND e.valid_to > :day) FROM entity u WHERE "
    "u.id = :unit";

#undef KIND_NAME
#undef HEADS
#undef BELOW
#undef TURNED
#undef CHANGES

}  // namespace bench
