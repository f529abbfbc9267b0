#!/usr/bin/env python3
"""Answers about everything at once agree with what is answered one by one.

    large_answers_test.py [BINARY] REPOSITORY

    Without BINARY: build/release/reorg.

On the fixtures, and on a folder of tables large enough that batches read all names first: relations
that turned against the tables themselves, batches against the same questions asked a few at a time.
"""

import collections
import csv
import datetime
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(sys.argv[-1]).resolve()
BINARY = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 2 else REPOSITORY / "build/release/reorg"
EVERYTHING = (["log", "unit 12"], ["interlocks"], ["interlocks", "--as-of", "2004/2006", "--json"],
              ["interlocks", "--certain", "--csv"], ["stats"], ["stats", "--json"])
MANY = 2000  # questions from which on a batch reads all names first (cli/batch.cpp)


def reorg(database, *words, code=0, given=None):
    done = subprocess.run([BINARY, *words, "--db", database, "--today", "2026-11-23"], input=given,
                          capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done.stdout if code == 0 else done.stderr


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def day(number):
    return (datetime.date(2000, 1, 1) + datetime.timedelta(number)).isoformat()


def write(folder, name, columns, table):
    with open(folder / name, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(table)


def invented_tables(folder):
    """Units under one another, heads with successors and gaps, some names twice, some doubtful dates."""
    draw = random.Random(6)
    folder.mkdir()
    entities, relations, names = [], [], []
    for n in range(300):
        named = n % 10 != 3
        entities.append([f"unit-{n}", "unit", f"Unit {n} of Works" if named else "", "en" if named else "", "", ""])
        if n % 10 == 3:  # renamed on a day
            renamed = draw.randrange(4000)
            names.append([f"unit-{n}", f"Unit {n} Old", "en", "", day(renamed)])
            names.append([f"unit-{n}", f"Unit {n} New", "en", day(renamed), ""])
        if n % 25 == 7:
            names.append([f"unit-{n}", "Twice Told", "en", "", ""])
    for n in range(200):
        entities.append([f"person-{n}", "person", f"Person {n}", "en", "", ""])
    for n in range(1, 300):
        start = draw.randrange(3000)
        for _ in range(draw.randrange(1, 4)):
            end = start + draw.randrange(20, 2000)
            until = draw.choice([day(end), day(end), "", "unknown"])
            relations.append(["part_of", f"unit-{n}", f"unit-{draw.randrange(n)}", day(start), until, "", "", ""])
            start = end
        start = draw.randrange(3000)
        for _ in range(draw.randrange(1, 5)):
            end = start + draw.randrange(20, 2000)
            relations.append(["oversees", f"person-{draw.randrange(200)}", f"unit-{n}",
                              day(start)[:draw.choice([10, 10, 10, 7])], day(end),
                              draw.choice(["head", "head", "head", "chair"]), draw.choice(["", "president"]),
                              draw.choice(["", "", "", "yes"])])
            start = end + draw.choice([0, 0, 30])
    unique = {tuple(r[:5]): r for r in relations}
    write(folder, "entities.csv", ["key", "kind", "name", "language", "from", "until"], entities)
    write(folder, "names.csv", ["entity", "name", "language", "from", "until"], names)
    write(folder, "relations.csv",
          ["kind", "subject", "object", "from", "until", "capacity", "role", "acting"], unique.values())
    return list(unique.values())


def relations_agree_with_the_tables(database, relations):
    """The sure ones with exact days: what the table says, worked out once more."""
    for before, after in ((100, 130), (1000, 4000), (3000, 2000)):
        first, last = sorted((day(before), day(after)))
        seen = collections.defaultdict(list)
        for kind, subject, thing, start, until, capacity, role, acting in relations:
            seen[kind, subject, thing].append((start, until, capacity, role, acting))
        expected = set()
        for (kind, subject, thing), spans in seen.items():
            if len(spans) > 1 or len(spans[0][0]) < 10 or spans[0][1] == "unknown":
                continue
            start, until = spans[0][0], spans[0][1] or "9999"
            then, now = start <= first < until, start <= last < until
            if then != now:
                began = now if before < after else then
                expected.add(("began" if began else "ended", kind, subject, thing, start if now else until))
        told = {(r["change"], r["kind"], r["subject"], r["object"], r["day"])
                for r in rows(reorg(database, "diff", day(before), day(after), "--relations", "--csv", "--certain"))}
        assert expected and expected <= told, sorted(expected - told)[:5]
        single = {key for key, spans in seen.items() if len(spans) == 1 and len(spans[0][0]) == 10}
        extra = {t for t in told - expected if t[1:4] in single}
        assert not extra, sorted(extra)[:5]


def batches_agree(database):
    """Read quickly, as a large batch is, and by all the rules, as a small one is."""
    draw = random.Random(7)
    asked = [f"Unit {n} of Works" for n in range(300)] + [f"unit-{n}" for n in range(300)]
    asked += [f"Unit {n} Old" for n in range(3, 300, 10)] + ["Twice Told", "Person 5", "Nobody At All", "UNIT 7 of works"]
    lines = [f"{draw.choice(asked)}\t{day(draw.randrange(-200, 6000))}" for _ in range(MANY + 500)]
    lines += ["Unit 5 of Works\t2003", "Unit 5 of Works\tyesterday", "Unit 5 of Works"]
    for verb in ("overseers", "chain"):
        at_once = rows(reorg(database, verb, "--batch", "-", given="\n".join(lines)))
        one_by_one = []
        for start in range(0, len(lines), MANY - 1):
            one_by_one += rows(reorg(database, verb, "--batch", "-", given="\n".join(lines[start:start + MANY - 1])))
        assert len(at_once) == len(one_by_one), (verb, len(at_once), len(one_by_one))
        for quick, careful in zip(at_once, one_by_one):
            assert quick == careful, (verb, quick, careful)
        answered = sum(bool(r["person"]) for r in at_once)
        assert answered > MANY / 4, f"{verb}: only {answered} answers name anybody"
        assert any(r["problem"] for r in at_once)
        told = rows(reorg(database, verb, "unit-9", "--as-of", day(2500), "--csv"))
        assert told, verb
    # The same rows as the command itself gives.
    for line in lines[:150]:
        name, when = line.split("\t")
        batch = [r for r in rows(reorg(database, "overseers", "--batch", "-", given=line)) if r["person"]]
        done = subprocess.run([BINARY, "overseers", name, "--as-of", when, "--csv", "--db", database],
                              capture_output=True, encoding="utf-8", check=False)
        alone = [r for r in rows(done.stdout) if r["person"]] if done.returncode == 0 else []
        columns = ("organization_key", "person_key", "capacity", "role", "via", "certainty")
        assert [[r[c] for c in columns] for r in batch] == [[r[c] for c in columns] for r in alone], (line, batch, alone)


def census_agrees(database, relations):
    when = day(2500)
    told = json.loads(reorg(database, "stats", "--as-of", when, "--json"))["rows"][0]
    exact = sum(1 for kind, _, _, start, until, *_ in relations
                if kind == "part_of" and start <= when and (until == "" or (until != "unknown" and when < until)))
    assert told["relations"]["part_of"]["certain"] == exact, (told["relations"], exact)
    members = sum(g["size"] * g["count"] for g in told["groups"]) + told["alone"]
    assert members == 500, members


def damage_is_told_once(database):
    """Whatever block is damaged: the same rows, from another image, and one line that says so."""
    image = pathlib.Path(database + ".image")
    good = image.read_bytes()
    questions = (("diff", day(-200), day(3000), "--relations", "--csv"), ("stats", "--as-of", day(2500), "--json"),
                 ("tree", "unit-0", "--as-of", day(2500), "--csv"))
    expected = [reorg(database, *q) for q in questions]
    noticed = 0
    for at in range(4096 + 9, len(good) - 1000, 65536):
        image.write_bytes(good[:at] + bytes([good[at] ^ 8]) + good[at + 1:])
        for question, answer in zip(questions, expected):
            done = subprocess.run([BINARY, *question, "--db", database], capture_output=True, encoding="utf-8", check=False)
            assert (done.returncode, done.stdout) == (0, answer), (question, at, done.stderr)
            assert done.stderr == "" or (done.stderr.count("\n") == 1 and "is damaged" in done.stderr), done.stderr
            noticed += done.stderr != ""
    assert noticed, "no question met the damage"
    image.write_bytes(good)


def a_long_log_is_whole(database, relations):
    """It is printed in portions: as data and as text it is what would have been printed at once."""
    text = reorg(database, "log", "--json")
    told = json.loads(text)
    assert text == json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    facts = sum(len(row["changes"]) for row in told["rows"])
    assert facts > 1500, (facts, "less than two portions (cli/cmd_log.cpp)")
    both = [c["phrase"] for row in told["rows"] for c in row["changes"] if len(c["others"]) == 2]
    begun = {(*r[:4], *r[5:7]) for r in relations}
    ended = {(*r[:3], *r[4:7]) for r in relations if r[4] not in ("", "unknown")}
    assert sum(p.startswith("begins: ") for p in both) == len(begun)
    assert sum(p.startswith("ends: ") for p in both) == len(ended)
    days = [row["date"]["earliest"] for row in told["rows"]]
    assert days == sorted(days, reverse=True)
    assert [r["date"] for r in rows(reorg(database, "log", "--csv"))] == [r["date"]["edtf"] for r in told["rows"]]
    assert f" and {len(days)} days with " in " ".join(reorg(database, "log", "--oneline").split())
    lines = reorg(database, "log").splitlines()
    assert sum(line[:4].isdigit() for line in lines) == len(days) and lines[-1] == "= reorg log --as-of ../.."


def readers_may_go(database):
    """Nobody reads on, or nothing can be written: it ends at once, and says so where somebody can see it."""
    asked = [BINARY, "diff", day(-200), day(3000), "--relations", "--csv", "--db", database]
    gone = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    gone.stdout.close()
    assert gone.wait(timeout=60) == -13 and gone.stderr.read() == b"", gone.returncode  # SIGPIPE
    gone.stderr.close()
    with open("/dev/full", "wb") as full:
        done = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 70 and b"cannot be written" in done.stderr, done


def wrong_command_lines(database):
    for words, said in ((["overseers", "unit-1", "--batch", "-"], "the names are in the file"),
                        (["overseers", "--batch", "nowhere.tsv"], "cannot be read"),
                        (["overseers", "--batch", "-", "--json"], "answers in CSV"),
                        (["diff", "2001-01-01", "2002-01-01", "--relations", "--known-at", "2001-06-01"], "--known-at"),
                        (["diff", "2001-01-01", "2002-01-01", "--relations", "--stat"], "--stat"),
                        (["stats", "--as-of", "2001"], "2001")):
        assert said in reorg(database, *words, code=2, given=""), words


with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    database = str(scratch / "large.reorg")
    told = invented_tables(scratch / "works")
    reorg(database, "import", str(scratch / "works"))
    relations_agree_with_the_tables(database, told)
    batches_agree(database)
    census_agrees(database, told)
    a_long_log_is_whole(database, told)
    wrong_command_lines(database)
    everything = [reorg(database, *words) for words in EVERYTHING]
    reorg(database, "optimize")
    assert everything == [reorg(database, *words) for words in EVERYTHING]
    relations_agree_with_the_tables(database, told)
    batches_agree(database)
    census_agrees(database, told)
    a_long_log_is_whole(database, told)
    damage_is_told_once(database)
    readers_may_go(database)
    assert not list(scratch.glob("reorg-*")), "something was left behind"
print("large answers: all agree")
