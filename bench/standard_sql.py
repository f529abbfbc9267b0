"""The questions in standard SQL, for PostgreSQL and DuckDB: the tables are entity(id, key, …), name(entity,
name, valid_from, valid_to, …) and edge(src, dst, kind, valid_from, valid_to, …), days half-open."""

NUMBER_OF_KIND = "CASE kind WHEN 'part_of' THEN 1 WHEN 'oversees' THEN 2 WHEN 'owns' THEN 3 ELSE 4 END"
NAME_OF_KIND = "CASE t.kind WHEN 1 THEN 'part_of' WHEN 2 THEN 'oversees' WHEN 3 THEN 'owns' ELSE 'member_of' END"


def text(value):
    return "'" + value.replace("'", "''") + "'"


def holds(row, day):
    return f"{row}.valid_from <= {day} AND {row}.valid_to > {day}"


def head(unit, day):
    return (f"coalesce((SELECT p.name FROM edge h JOIN name p ON p.entity = h.src AND {holds('p', day)} "
            f"WHERE h.dst = {unit} AND h.kind = 2 AND {holds('h', day)}), '')")


def q1(name, day):
    return (f"SELECT p.name FROM name n JOIN edge h ON h.dst = n.entity AND h.kind = 2 AND {holds('h', day)} "
            f"JOIN name p ON p.entity = h.src AND {holds('p', day)} WHERE n.name = {name} AND {holds('n', day)}")


def q1_line(name, day):
    """As q1, but a row in any case."""
    return f"SELECT coalesce(({q1(name, day)}), '')"


def up(name, day):
    return (f"WITH RECURSIVE up(id, depth) AS (SELECT entity, 0 FROM name n WHERE name = {name} AND "
            f"{holds('n', day)} UNION ALL SELECT e.dst, depth + 1 FROM up JOIN edge e ON e.src = up.id AND "
            f"e.kind = 1 AND {holds('e', day)}) ")


def q2(name, day):
    return up(name, day) + f"SELECT u.key, {head('u.id', day)} FROM up JOIN entity u ON u.id = up.id"


def q2_line(name, day):
    """As q2, but one row: key and head of each level in turn, by tabs."""
    return (up(name, day) + f"SELECT string_agg(u.key || chr(9) || {head('u.id', day)}, chr(9) ORDER BY depth) "
            "FROM up JOIN entity u ON u.id = up.id")


def below(table, key, day):
    return (f"{table}(id, parent) AS (SELECT e.src, e.dst FROM entity r JOIN edge e ON e.dst = r.id AND "
            f"e.kind = 1 AND {holds('e', day)} WHERE r.key = {key} UNION ALL SELECT e.src, e.dst FROM {table} b "
            f"JOIN edge e ON e.dst = b.id AND e.kind = 1 AND {holds('e', day)})")


def q3(key, day):
    """Heads by one outer join: quicker in both than one look-up a unit."""
    return (f"WITH RECURSIVE {below('below', key, day)} SELECT u.key, p.key, n.name, coalesce(m.name, '') "
            f"FROM below b JOIN entity u ON u.id = b.id JOIN entity p ON p.id = b.parent "
            f"JOIN name n ON n.entity = b.id AND {holds('n', day)} "
            f"LEFT JOIN edge h ON h.dst = b.id AND h.kind = 2 AND {holds('h', day)} "
            f"LEFT JOIN name m ON m.entity = h.src AND {holds('m', day)}")


def keyed(changes):
    return (f"SELECT turn, {NAME_OF_KIND}, s.key, o.key FROM ({changes}) t "
            "JOIN entity s ON s.id = t.src JOIN entity o ON o.id = t.dst")


def q4(key, day, day2):
    turned = f"({holds('e', day)}) <> ({holds('e', day2)})"
    turn = f"CASE WHEN e.valid_from > {day} THEN 'began' ELSE 'ended' END AS turn"
    units = "both_days AS (SELECT id FROM first_day UNION SELECT id FROM second_day UNION " \
            f"SELECT id FROM entity WHERE key = {key})"
    changes = (f"SELECT {turn}, kind, src, dst FROM both_days b JOIN edge e ON e.src = b.id AND e.kind = 1 "
               f"WHERE {turned} UNION ALL SELECT {turn}, kind, src, dst FROM both_days b JOIN edge e "
               f"ON e.dst = b.id AND e.kind = 2 WHERE {turned}")
    return (f"WITH RECURSIVE {below('first_day', key, day)}, {below('second_day', key, day2)}, {units} "
            + keyed(changes))


def q5(day, day2):
    return keyed(f"SELECT 'began' AS turn, kind, src, dst FROM edge WHERE valid_from > {day} AND "
                 f"valid_from <= {day2} AND valid_to > {day2} UNION ALL SELECT 'ended', kind, src, dst FROM edge "
                 f"WHERE valid_to > {day} AND valid_to <= {day2} AND valid_from <= {day}")


def q8(day):
    return f"SELECT kind, src, dst FROM edge e WHERE {holds('e', day)}"


def statement(question, day):
    """The SQL of a question; day(text) is a day as the database writes it."""
    if question.which.startswith("Q1"):
        return q1(text(question.name), day(question.day))
    if question.which.startswith("Q2"):
        return q2(text(question.name), day(question.day))
    if question.which == "Q3":
        return q3(text(question.key), day(question.day))
    if question.which == "Q4":
        return q4(text(question.key), day(question.day), day(question.day2))
    if question.which.startswith("Q5"):
        return q5(day(question.day), day(question.day2))
    return q8(day(question.day))
