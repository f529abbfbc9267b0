#!/usr/bin/env python3
"""Questions a second through `reorg ask --file -`, one process.

Usage: bench/ask_throughput.py [BINARY] [QUESTIONS] [ROUNDS]

Imports the fixtures into a temporary database and asks QUESTIONS (10,000) of them in one process, ROUNDS
(5) times: who oversees each organization and what each person oversees, on days of many years, so that no
two questions are the same. Then each sort of question by itself. Prints medians. A line that is answered
with an error ends the program, so nothing is measured that answers nothing.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ("article", "alibaba", "tencent")


def entities(binary, database):
    """The keys of all organizations and of all people in the structure, with their names."""
    def rows(*words):
        done = subprocess.run([binary, *words, "--db", database, "--json"], check=True, capture_output=True)
        return json.loads(done.stdout)["rows"]

    organizations, people = {}, {}
    for day in ("2012-12-31", "2018-12-06", "2023-12-31"):
        for row in rows("tree", "--as-of", day):
            organizations[row["organization"]["key"]] = row["organization"]["name"]
            for overseer in row["overseers"]:
                if overseer["person"]:
                    people[overseer["person"]["key"]] = overseer["person"]["name"]
    return organizations, people


def days():
    """Endless, each year and month and day in turn."""
    while True:
        for year in range(2004, 2025):
            for month in range(1, 13):
                yield f"{year}-{month:02}-{month + year % 17:02}"


def questions(forms, count):
    """The sentences of all forms, in turn, each with another day."""
    day = days()
    result = []
    while len(result) < count:
        for form, names in forms:
            result += [f"{form.format(name)} {{}}".format(next(day)) for name in names]
    return result[:count]


def seconds(binary, database, lines):
    """How long the process took, from its start to its end."""
    text = "".join(line + "\n" for line in lines).encode()
    start = time.perf_counter()
    done = subprocess.run([binary, "ask", "--file", "-", "--db", database], input=text, capture_output=True, check=False)
    took = time.perf_counter() - start
    if done.returncode != 0:
        wrong = next(line for line in done.stdout.decode().splitlines() if '"error"' in line)
        sys.exit(f"a question was not answered: {wrong[:300]}")
    return took


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(REPOSITORY / "build/release/reorg")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/bench.reorg"
        fixtures = [str(REPOSITORY / "fixtures" / name) for name in FIXTURES]
        subprocess.run([binary, "--db", database, "import", *fixtures], check=True, capture_output=True)
        organizations, people = entities(binary, database)
        sentences = [("who oversees key:{} on", organizations), ("what does key:{} oversee on", people)]
        forms = {
            "questions in words, both sorts": sentences,
            "who oversees ORG on DAY": sentences[:1],
            "what does PERSON oversee on DAY": sentences[1:],
            "overseers ORG --as-of DAY": [("overseers {} --as-of", organizations)],
            "chain ORG --as-of DAY": [("chain {} --as-of", organizations)],
            "show ORG --as-of DAY": [("show {} --as-of", organizations)],
            "history PERSON --as-of DAY": [("history {} --as-of", people)],
        }
        print("| what | questions | questions a second | ms each |\n|---|---|---|---|")
        for name, form in forms.items():
            lines = questions(form, count if form is sentences else count // 5)
            took = statistics.median(seconds(binary, database, lines) for _ in range(rounds))
            print(f"| {name} | {len(lines)} | {len(lines) / took:,.0f} | {took / len(lines) * 1000:.3f} |", flush=True)


if __name__ == "__main__":
    main()
