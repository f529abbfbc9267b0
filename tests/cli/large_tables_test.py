#!/usr/bin/env python3
"""Tables of tens of thousands of rows: what is told of them, what is wrong in them, how they are stopped.

    large_tables_test.py [BINARY] REPOSITORY

Without BINARY: build/release/reorg.
"""

import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(sys.argv[-1]).resolve()
BINARY = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 2 else REPOSITORY / "build/release/reorg"
UNITS = 21_000  # more relations than a revision lists (few_literals)


def reorg(database, *words, code=0):
    done = subprocess.run([BINARY, *words, "--db", database, "--today", "2026-11-23"], capture_output=True,
                          encoding="utf-8", check=False)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done.stdout if code in (0, 1) else done.stderr


def relation(n):
    return f"part_of,unit-{n},unit-{n // 3},2001-02-03"


def write_tables(folder, units=UNITS, bad=()):
    """A tree of units; `bad`: rows that are replaced, by their numbers."""
    folder.mkdir(exist_ok=True)
    entities = ["key,kind,name", *(f"unit-{n},unit,Unit {n}" for n in range(units))]
    relations = ["kind,subject,object,from", *(dict(bad).get(n, relation(n)) for n in range(1, units))]
    (folder / "entities.csv").write_text("\n".join(entities) + "\n", encoding="utf-8")
    (folder / "relations.csv").write_text("\n".join(relations) + "\n", encoding="utf-8")


def too_many_to_list(folder):
    """A revision that brought more than is listed says so, in words and as data."""
    tables, database = folder / "listed", folder / "listed.reorg"
    write_tables(tables)
    count = 3 * UNITS - 1
    told = json.loads(reorg(database, "import", str(tables), "--json"))
    assert told["added"] == count, told
    text = reorg(database, "diff", "--revision", "1")
    assert f"Revision 1 brought {count} statements, too many to list." in text, text
    data = json.loads(reorg(database, "diff", "--revision", "1", "--json"))
    assert data["not_listed"] == count and data["rows"] == [], data
    write_tables(tables, bad={7: "part_of,unit-7,unit-0,2001-02-03"})
    told = json.loads(reorg(database, "import", str(tables), "--json"))
    assert (told["added"], told["removed"], told["changed"]) == (1, 1, 0), told
    data = json.loads(reorg(database, "diff", "--revision", "2", "--json"))
    assert data["not_listed"] == 0 and len(data["rows"]) == 2, data
    text = reorg(database, "diff", "--revision", "1..2")
    assert "too many to list" in text and "added 1, " in text.replace("1 statement", "1"), text


def errors_far_down(folder):
    """What is wrong is told with file, line and column, in the order of the rows, wherever it stands."""
    tables, database = folder / "wrong", folder / "wrong.reorg"
    bad = {9: "part_of,unit-9,unit-x,2001-02-03", 15_000: "part_of,unit-15000,unit-1,2001-02-30",
           20_998: "part_of,unit-20998", 20_999: 'part_of,"unit"-2,unit-1,2001'}
    write_tables(tables, bad=bad)
    lines = reorg(database, "import", str(tables), code=4).splitlines()
    places = [line.split("relations.csv:")[1].split(": ")[0] for line in lines if "relations.csv:" in line]
    assert places == ["10:16", "15001:27", "20999:19", "21000:15"], lines
    assert not database.exists()


def stopped(folder):
    """Ctrl-C at any moment: exit 130, and nothing is kept, no thread goes on."""
    tables = folder / "stopped"
    write_tables(tables, units=120_000)
    codes = set()
    for n in range(8):
        database = folder / f"stopped-{n}.reorg"
        child = subprocess.Popen([BINARY, "import", str(tables), "--db", database, "--no-progress"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(0.02 + 0.06 * n)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=120)
        codes.add(child.returncode)
        if child.returncode == 130:
            assert not database.exists(), said
        else:  # before it watched, or after it was done
            assert child.returncode in (0, -signal.SIGINT), (child.returncode, said)
    assert 130 in codes, codes


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for test in (too_many_to_list, errors_far_down, stopped):
            test(folder)
    print("large tables: all as it should be")


if __name__ == "__main__":
    main()
