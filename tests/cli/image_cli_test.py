#!/usr/bin/env python3
"""Whatever becomes of the graph image, the answers are those of the database, and a word says why.

    image_cli_test.py [BINARY] REPOSITORY

Without BINARY: build/release/reorg.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BLOCK, HEADER = 16384, 4096
QUESTIONS = (
    ["diff", "2018-01-01", "2019-01-01"],
    ["diff", "2010-01-01", "2024-01-01", "--json"],
    ["diff", "2018-01-01", "2019-01-01", "tencent"],
    ["tree"],
    ["tree", "alibaba", "--as-of", "2018-12-06"],
    ["units", "--json"],
    ["vacancies"],
    ["interlocks"],
    ["check"],
    ["overseers", "alibaba-cloud", "--as-of", "2018-12-06"],
    ["diff", "2018-01-01", "2019-01-01", "--known-at", "2018-12-10"],
    ["diff", "2018-09-30", "--known-at", "2018-10-01..2019-06-01"],
)


class Database:
    def __init__(self, binary, folder, name="t.reorg"):
        self.binary = str(binary)
        self.folder = folder
        self.path = folder / name
        self.image = folder / (name + ".image")

    def run(self, *words, code=0):
        done = subprocess.run([self.binary, *words, "--db", str(self.path), "--today", "2026-11-23"], cwd=self.folder,
                              capture_output=True, text=True, check=False)
        assert done.returncode == code, (words, done.returncode, done.stderr)
        return done

    # What is printed and what is said beside it; check may find errors.
    def answers(self):
        out, err = [], []
        for words in QUESTIONS:
            done = subprocess.run([self.binary, *words, "--db", str(self.path), "--today", "2026-11-23"], cwd=self.folder,
                                  capture_output=True, text=True, check=False)
            assert done.returncode in (0, 1), (words, done.stderr)
            out.append(done.stdout)
            err.append(done.stderr)
        return out, err


def same_answers(database, expected, said, what):
    """All answers as they were; `said` stands once in what is said of each that uses an image."""
    out, err = database.answers()
    for words, now, before, beside in zip(QUESTIONS, out, expected, err):
        assert now == before, f"{what}: another answer to {words}"
        if not said:
            assert beside == "", f"{what}: {words} says {beside}"
        else:
            assert beside == "" or (said in beside and beside.count("\n") == 1), f"{what}: {words} says {beside}"
    if said:
        assert any(err), f"{what}: nothing is said"


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 16]) + data[at + 1:]


# Nothing but the image is read when the database's file shows that it is of the latest state.
def answered_at_a_glance(binary, folder, tables):
    database = Database(binary, folder, "glance.reorg")
    database.run("import", str(tables))
    questions = [["overseers", "Zz B", "--as-of", "2021-01-01"], ["chain", "zz-b", "--as-of", "2021-01-01", "--json"],
                 ["who", "oversees", "zz b"], ["tree", "zz-a", "--as-of", "2021-01-01", "--csv"]]
    expected = [database.run(*q).stdout for q in questions]
    assert "Zz A" in expected[1]
    database.run("optimize")
    good = database.path.read_bytes()
    database.path.write_bytes(good[:100] + b"\xff" * 900 + good[1000:])  # no program can open it as a database
    assert [database.run(*q).stdout for q in questions] == expected
    assert "damaged" in database.run("stats", code=5).stderr
    database.path.write_bytes(good)
    # What is nearly called so is sought in the database.
    assert "zz-b" in database.run("overseers", "Zz", "Bb", code=3).stderr
    database.run("undo", "1")
    assert "nothing here is called" in database.run("overseers", "Zz B", code=3).stderr
    database.image.unlink()


def main():
    repository = pathlib.Path(sys.argv[-1]).resolve()
    binary = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 2 else repository / "build/release/reorg"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        database = Database(binary, folder)
        database.run("import", str(repository / "fixtures"))
        expected, _ = database.answers()
        assert not database.image.exists(), "a small database needs no image"

        made = json.loads(database.run("optimize", "--json").stdout)
        assert made["made"] and made["bytes"] == database.image.stat().st_size
        assert database.image.stat().st_mode & 0o777 == database.path.stat().st_mode & 0o666
        assert not json.loads(database.run("optimize", "--json").stdout)["made"]
        good = database.image.read_bytes()
        same_answers(database, expected, "", "fresh")

        # Cut short, made longer, damaged in its header.
        for size in [0, 1, HEADER - 1, HEADER, HEADER + 1, len(good) // 2, len(good) - 1]:
            database.image.write_bytes(good[:size])
            same_answers(database, expected, "is cut short; the answer is from the database", f"cut to {size}")
        database.image.write_bytes(good + b"\0")
        same_answers(database, expected, "is cut short", "longer")
        database.image.write_bytes(flipped(good, 100))
        same_answers(database, expected, "is damaged", "header")
        database.image.write_bytes(flipped(good, len(good) - 1))
        same_answers(database, expected, "is damaged", "table of checksums")
        database.image.write_bytes(flipped(good, 12))
        same_answers(database, expected, "another version of reorg", "version")

        # One bit in each block: noticed by whoever reads the block, and by optimize.
        for at in range(HEADER + 5, len(good) - 1000, BLOCK):
            database.image.write_bytes(flipped(good, at))
            out, err = database.answers()
            assert out == expected, f"another answer with a bit flipped at {at}"
            assert all(e == "" or ("is damaged" in e and "reorg optimize" in e and e.count("\n") == 1) for e in err), err
        assert json.loads(database.run("optimize", "--json").stdout)["made"]
        same_answers(database, expected, "", "made anew")

        # Of another database, no image at all, a folder.
        other = Database(binary, folder, "other.reorg")
        other.run("import", str(repository / "fixtures"))
        shutil.copy(database.image, other.image)
        same_answers(other, expected, "is of another database", "foreign")
        other.image.write_bytes(b"x" * 5000)
        same_answers(other, expected, "is of another database", "no image")
        other.image.unlink()
        other.image.mkdir()
        (other.image / "inside").write_text("")
        same_answers(other, expected, "cannot be read", "a folder")
        refused = other.run("optimize", code=5)
        assert "a folder has this name" in refused.stderr, refused.stderr

        # One import more: stale, and not a word for a small database.
        (folder / "more.yaml").write_text("reorg: 1\nentities:\n  zz-more: { kind: company, name: Zz More }\n")
        database.run("import", "more.yaml")
        fresh = Database(binary, folder, "fresh.reorg")
        shutil.copy(database.path, fresh.path)
        expected, _ = fresh.answers()
        same_answers(database, expected, "", "stale")
        assert json.loads(database.run("optimize", "--json").stdout)["made"]
        same_answers(database, expected, "", "fresh again")

        # A big database has one made for it: by a question about everything, once, and by an import.
        large = Database(binary, folder, "large.reorg")
        shutil.copy(database.path, large.path)
        os.truncate(large.path, 65 * 2**20)  # pages that nothing refers to
        large.image.mkdir()
        (large.image / "inside").write_text("")
        refused = large.run("tree")
        assert refused.stdout == database.run("tree").stdout
        assert "a folder has this name" in refused.stderr and "The answer is from the database" in refused.stderr
        shutil.rmtree(large.image)
        for words in (["overseers", "csig"], ["diff", "2018-01-01", "2019-01-01", "--known-at", "2018-12-10"]):
            large.run(*words)
            assert not large.image.exists(), f"{words} needs no image"
        first, second = large.run("tree"), large.run("tree")
        assert first.stdout == second.stdout == refused.stdout
        assert first.stderr.startswith("Making the graph image") and first.stderr.count("\n") == 1, first.stderr
        assert second.stderr == "", second.stderr
        tables = folder / "tables"
        tables.mkdir()
        (tables / "entities.csv").write_text("key,kind,name\nzz-a,company,Zz A\nzz-b,unit,Zz B\n")
        (tables / "relations.csv").write_text("kind,subject,object,from\npart_of,zz-b,zz-a,2020-01-01\n")
        assert "Making the graph image" in large.run("import", "tables").stderr
        assert "Zz A" in large.run("tree").stdout
        assert not json.loads(large.run("optimize", "--json").stdout)["made"]

        answered_at_a_glance(binary, folder, tables)

        left = sorted(p.name for p in folder.iterdir() if "image" in p.name)
        assert left == ["large.reorg.image", "other.reorg.image", "t.reorg.image"], left

        if os.geteuid() != 0:
            folder.chmod(0o555)
            refused = fresh.run("optimize", code=5)
            folder.chmod(0o755)
            assert "you may not write" in refused.stderr, refused.stderr


if __name__ == "__main__":
    main()
