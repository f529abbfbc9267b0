#!/usr/bin/env python3
"""One question, cold, against the sqlite3 shell asking the same through the documented view.

Usage: bench/one_question.py [BINARY] [ROUNDS]

Imports the fixtures into a temporary database, checks that both name the same people, then starts each
program ROUNDS times in turn and prints the medians of whole processes and their ratio. Quote the ratio:
the machine's noise hits both alike.
"""
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
QUESTIONS = [("alibaba-cloud", "2018-12-06"), ("alibaba", "2019-01-01"), ("mig", "2013-01-29"), ("csig", "2020-01-01")]


def view(key, day):
    return (
        "SELECT organization, person, role, capacity, via, since, sources FROM overseer "
        f"WHERE organization_key = '{key}' AND from_earliest <= '{day}' AND '{day}' < until_latest"
    )


def timed(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(REPOSITORY / "build/release/reorg")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/bench.reorg"
        fixtures = [str(REPOSITORY / "fixtures" / name) for name in ("article", "alibaba", "tencent")]
        subprocess.run([binary, "--db", database, "import", *fixtures], check=True, capture_output=True)
        print("| question | reorg ms | sqlite3 ms | ratio |\n|---|---|---|---|")
        for key, day in QUESTIONS:
            ours = [binary, "--db", database, "overseers", key, "--as-of", day]
            shell = ["sqlite3", database, view(key, day)]
            answer = subprocess.run(ours, check=True, capture_output=True, text=True).stdout
            rows = subprocess.run(shell, check=True, capture_output=True, text=True).stdout.splitlines()
            for row in rows:
                if row.split("|")[1] not in answer:
                    sys.exit(f"the answers differ: {row}")
            pairs = [(timed(ours), timed(shell)) for _ in range(rounds)]
            mine, theirs = (statistics.median(column) for column in zip(*pairs))
            print(f"| who oversees {key} on {day} | {mine:.2f} | {theirs:.2f} | {mine / theirs:.2f} |")


if __name__ == "__main__":
    main()
