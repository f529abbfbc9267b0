#!/usr/bin/env python3
"""Several processes that record at once lose nothing, and one that is killed leaves the last revision whole.

    recording_test.py [BINARY] REPOSITORY

Without BINARY: build/release/reorg.
"""

import concurrent.futures
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

PER_PROCESS = 50
KILLS = 25 if "REORG_LONG" not in os.environ else 250
BASE = """reorg: 1
entities:
  acme: { kind: company, name: Acme Corporation }
"""


class Database:
    def __init__(self, binary, folder):
        self.binary = str(binary)
        self.folder = folder
        (folder / "base.yaml").write_text(BASE, encoding="utf-8")
        self.run("import", "base.yaml")

    def command(self, *words):
        return [self.binary, *words, "--db", "t.reorg"]

    def run(self, *words):
        return subprocess.run(self.command(*words), cwd=self.folder, capture_output=True, text=True, check=True).stdout

    def start(self, *words):
        return subprocess.Popen(self.command(*words), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def stats(self):
        return json.loads(self.run("stats", "--json"))["rows"][0]

    def units(self):
        return {row["organization"]["key"] for row in json.loads(self.run("units", "acme", "--json", "--as-of", "2021"))["rows"]}


def found(key):
    return ["record", "found", f"Unit {key}", "--key", key, "--in", "acme", "--on", "2020-01-01"]


def at_once(database):
    """Two processes, each of which records one change after the other."""
    def record_all(who):
        for n in range(PER_PROCESS):
            process = database.start(*found(f"{who}-{n}"))
            out, err = process.communicate(timeout=120)
            assert process.returncode == 0, f"a change was refused: {err}"
            assert out.startswith("Recorded as record:"), out

    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(record_all, "ab"))
    expected = {f"{who}-{n}" for who in "ab" for n in range(PER_PROCESS)}
    assert database.units() == expected, f"lost: {sorted(expected - database.units())}"
    stats = database.stats()
    assert stats["revision"] == 1 + len(expected), stats
    assert stats["files"] == 1 + len(expected), stats


def killed(database):
    """Each change that was killed is there as a whole, or not at all; whoever said "Recorded" is there."""
    moments = random.Random(2018)
    start = time.monotonic()
    database.run(*found("whole"))
    took = time.monotonic() - start
    before = database.stats()
    for n in range(KILLS):
        process = database.start(*found(f"k-{n}"))
        time.sleep(moments.uniform(0, 1.2 * took))
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        now = database.stats()
        is_there = f"k-{n}" in database.units()
        # Three statements: it exists, is part of Acme and has a name; and the file.
        assert now["statements"] == before["statements"] + (3 if is_there else 0), (before, now)
        assert now["files"] == before["files"] + is_there and now["revision"] == before["revision"] + is_there, (before, now)
        assert is_there or not out.startswith("Recorded"), "told as recorded, and lost"
        before = now
    database.run(*found("afterwards"))


def main():
    repository = pathlib.Path(sys.argv[-1]).resolve()
    binary = pathlib.Path(sys.argv[1]) if len(sys.argv) > 2 else repository / "build/release/reorg"
    for case in (at_once, killed):
        with tempfile.TemporaryDirectory() as folder:
            case(Database(binary.resolve(), pathlib.Path(folder)))
            print(f"{case.__name__}: as expected")
    return 0


if __name__ == "__main__":
    sys.exit(main())
