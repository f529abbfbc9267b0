#!/usr/bin/env python3
"""What a misspelt name costs among few names and among many.

Usage: bench/near_names.py [BINARY] [NAMES]...

For each number of NAMES (10,000 and 300,000): invents that many people and companies, each with a name in
Latin letters and one in Chinese characters, imports them into a temporary database, and asks `reorg show` for
names as they are written, with one letter wrong, and with two, in whole processes taken in turn. Prints
medians of milliseconds, beside the same for `reorg version`, which is what starting costs. Whether the name is
then taken or only suggested makes no difference to the search.
"""
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
PER_FILE = 100_000  # a change file holds at most 16 MB
ASKED = 20
SYLLABLES = [a + b for a in "b c d f g h j k l m n p r s t v w z ch sh st tr".split() for b in "a e i o u ai ou".split()]
HAN = [chr(c) for c in random.Random(1).sample(range(0x4E00, 0x9FA5), 2500)]


def word(chance, syllables):
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def entity(chance, number):
    """Its name, and its line in a change file. Six of ten are people, of 120 Chinese surnames."""
    if number % 10 < 6:
        kind, name = "person", f"{word(chance, 1)} {word(chance, chance.choice([2, 3]))}"
        chinese = chance.choice(HAN[:120]) + "".join(chance.choices(HAN, k=chance.choice([1, 2])))
    else:
        kind = "company"
        name = f"{word(chance, 3)} {word(chance, 2)} {chance.choice(['Group', 'Holdings', 'Technology', 'Cloud', 'Trading'])}"
        chinese = "".join(chance.choices(HAN, k=chance.choice([4, 6, 8])))
    return name, f"  e{number}: {{ kind: {kind}, name: {{ en: {name}, zh-Hans: {chinese} }} }}\n"


def imported(binary, folder, count):
    """A database of so many entities, some of their names, and how long the import took."""
    chance = random.Random(7)
    database, names, files = folder / f"{count}.reorg", [], []
    for first in range(0, count, PER_FILE):
        entities = [entity(chance, n) for n in range(first, min(first + PER_FILE, count))]
        files.append(folder / f"{count}-{first}.yaml")
        files[-1].write_text("reorg: 1\nentities:\n" + "".join(line for _, line in entities), encoding="utf-8")
        names += [name for name, _ in entities]
    start = time.perf_counter()
    subprocess.run([binary, "--db", database, "import", *files], check=True, capture_output=True)
    took = time.perf_counter() - start
    return database, [name for name in chance.sample(names, ASKED * 5) if len(name) > 12][:ASKED], took


def misspelt(chance, name, slips):
    letters = list(name)
    for at in chance.sample([i for i, c in enumerate(name) if c != " " and i > 0], slips):
        letters[at] = "x"
    return "".join(letters)


def milliseconds(*command):
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return (time.perf_counter() - start) * 1000


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(REPOSITORY / "build/release/reorg")
    counts = [int(n) for n in sys.argv[2:]] or [10_000, 300_000]
    sorts = ("reorg version", "as written", "one letter wrong", "two letters wrong")
    print("| entities | names | import, s | " + " | ".join(f"{sort}, ms" for sort in sorts))
    print("|---" * (3 + len(sorts)) + "|")
    with tempfile.TemporaryDirectory() as scratch:
        databases = {count: imported(binary, pathlib.Path(scratch), count) for count in counts}
        took = {count: {sort: [] for sort in sorts} for count in counts}
        for number in range(ASKED):
            for count, (database, names, _) in databases.items():
                name = names[number % len(names)]
                asked = [misspelt(random.Random(number), name, slips) for slips in range(3)]
                commands = [["version"]] + [["show", a, "--db", str(database)] for a in asked]
                for sort, words in zip(sorts, commands):
                    took[count][sort].append(milliseconds(binary, *words))
        for count, (_, _, seconds) in databases.items():
            medians = " | ".join(f"{statistics.median(took[count][sort]):.1f}" for sort in sorts)
            print(f"| {count} | {2 * count} | {seconds:.1f} | {medians} |", flush=True)


if __name__ == "__main__":
    main()
