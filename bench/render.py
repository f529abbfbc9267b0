#!/usr/bin/env python3
"""What a chart costs, small and large, and how much of that is Graphviz's own.

Usage: bench/render.py [BINARY] [NODES]...

For each number of NODES (50, 500, 2,000 and 20,000): invents a company of that many units, a third of them
with a head, most of them with a Chinese name, and imports it into a temporary database. Then draws it with
the default options as dot, svg and png, and, as large as is allowed, with everything in it (--depth 99
--collapse-over 999999); in the same rounds, in turn, dot alone draws the same text as svg and png, and, as a
peer, a bare graph of as many plain boxes as the tree has units, with its lines and no more. Prints medians of
seconds over the rounds and sizes in kB as a Markdown table. "dot's share" is dot alone on our text against the
whole command; "boxes" is dot on the bare graph of all units, whatever our chart leaves out; it is given
LIMIT seconds.
"""
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 5
LIMIT = 120  # seconds, as long as `reorg render` gives dot
SORTS = ["business group", "department", "product", "business unit", "division"]
FIELDS = ["Research", "Trade and Logistics", "Cloud", "Payments", "Games", "Health", "Maps and Travel"]
FIRST_LEVEL = 12


def tree(count):
    """The parent of each unit, -1 for the company itself: wide above, seven levels or so deep."""
    chance = random.Random(count)
    return [-1 if n < FIRST_LEVEL else chance.randrange(max(0, n // 8 - 4), max(1, n // 4)) for n in range(count)]


def change_file(parents):
    chance = random.Random(len(parents))
    entities, founded, heads = [], [], []
    for number, parent in enumerate(parents):
        name = f"{chance.choice(FIELDS)} {number}"
        chinese = f", zh-Hans: 第{number}事业部" if number % 10 < 7 else ""
        entities.append(f"  u{number}: {{ kind: unit, classification: {chance.choice(SORTS)}, "
                        f"name: {{ en: {name}{chinese} }} }}")
        founded.append(f"      - {{ found: u{number}, in: {'top' if parent < 0 else f'u{parent}'} }}")
        if number % 3 == 0:
            entities.append(f"  p{number}: {{ kind: person, name: Person {number} }}")
            heads.append(f"      - {{ appoint: p{number}, over: u{number}, as: president }}")
    return "\n".join([
        "reorg: 1", "sources:", "  s: { title: Invented, published: 2020-01-01 }", "entities:",
        "  top: { kind: company, name: { en: Invented Holdings, zh-Hans: 控股 } }", *entities, "changes:",
        "  - date: 2020-01-01", "    sources: [s]", "    do:", *founded, *heads]) + "\n"


def boxes(parents):
    lines = [f'  n{n} [label="Unit {n}"]; {"top" if parent < 0 else f"n{parent}"} -> n{n};'
             for n, parent in enumerate(parents)]
    return "digraph {\n  node [shape=box]\n" + "\n".join(lines) + "\n}\n"


class Series:
    """One thing that is measured: how long it took, and what came of it last."""

    def __init__(self, command, given=None):
        self.command = command
        self.given = given
        self.took = []
        self.made = b""
        self.refused = ""

    def once(self):
        if self.refused:
            return
        start = time.perf_counter()
        try:
            done = subprocess.run(self.command, input=self.given, capture_output=True, check=False, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            self.refused = f"not in {LIMIT} s"
            return
        self.took.append(time.perf_counter() - start)
        self.made = done.stdout
        if done.returncode != 0:
            self.refused = f"exit {done.returncode}: {self.took[0]:.2f} s"

    def seconds(self):
        return self.refused or f"{statistics.median(self.took):.2f}"

    def size(self):
        return "" if self.refused else f"{len(self.made) / 1000:.0f}"


def share(part, whole):
    if part.refused or whole.refused:
        return ""
    return f"{100 * statistics.median(part.took) / statistics.median(whole.took):.0f} %"


def measure(binary, folder, count):
    parents = tree(count)
    database, file = folder / f"{count}.reorg", folder / f"{count}.yaml"
    file.write_text(change_file(parents), encoding="utf-8")
    subprocess.run([binary, "--db", database, "import", file], check=True, capture_output=True)
    plain = Series(["dot", "-Tsvg"], boxes(parents).encode())
    for what, options in (("default", []), ("everything", ["--depth", "99", "--collapse-over", "999999"])):
        ask = [binary, "--db", str(database), "render", "top", "--as-of", "2021-01-01", *options]
        text = subprocess.run([*ask, "-f", "dot"], check=False, capture_output=True).stdout
        ours = {form: Series([*ask, "-f", form]) for form in ("dot", "svg", "png")}
        alone = {form: Series(["dot", f"-T{form}"], text) for form in ("svg", "png")}
        if not text:  # refused: neither is drawn
            for series in alone.values():
                series.refused = "-"
        peer = [plain] if what == "default" else []
        for _ in range(ROUNDS):
            for series in [*ours.values(), *alone.values(), *peer]:
                series.once()
        cards = len(set(re.findall(r'\b(?:id|ID)="([^"]*)"', text.decode())))
        cells = [f"{count:,}", what, f"{cards:,}" if cards else ""]
        for form, series in ours.items():
            cells += [series.seconds(), series.size()]
            cells += [share(alone[form], series)] if form in alone else []
        print("| " + " | ".join([*cells, plain.seconds(), plain.size()]) + " |", flush=True)


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(REPOSITORY / "build/release/reorg")
    counts = [int(n) for n in sys.argv[2:]] or [50, 500, 2_000, 20_000]
    columns = ["units", "options", "cards", "dot, s", "kB", "svg, s", "kB", "dot's share", "png, s", "kB",
               "dot's share", "boxes as svg, s", "kB"]
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            measure(binary, pathlib.Path(folder), count)


if __name__ == "__main__":
    main()
