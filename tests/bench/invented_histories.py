#!/usr/bin/env python3
"""The benchmark's histories are what docs/benchmarks.md promises, and the SQLite peer answers them rightly.

Usage: invented_histories.py PROGRAMS REPOSITORY

Everything is worked out a second time from the CSV files, by sets and loops, with nothing of the peers' code.
"""
import collections
import csv
import hashlib
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAMS = pathlib.Path(sys.argv[1])
FILES = ("entities.csv", "names.csv", "questions.tsv", "relations.csv", "sources.csv", "workload.tsv")
# Of all files of 2,000 entities by seed 7. It changes with the generator alone, never with the machine.
DIGEST = "bf2cf7fa53c7634849762011b08aef1aaa82b40c6938b8497533f1071fdb66cb"


def generate(folder, entities, seed, *words):
    subprocess.run([PROGRAMS / "reorg_bench_generate", str(entities), str(seed), folder, *words], check=True)
    return History(folder)


class History:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.entities = self.rows("entities.csv")
        self.relations = self.rows("relations.csv")
        self.renamed = self.rows("names.csv")
        lines = (self.folder / "workload.tsv").read_text().splitlines()
        self.facts = dict(line.split("\t") for line in lines)
        asked = (self.folder / "questions.tsv").read_text(encoding="utf-8").splitlines()
        self.asked = [line.split("\t") for line in asked]
        self.names = [dict(row, entity=row["key"]) for row in self.entities if row["name"]] + self.renamed
        self.by_name, self.names_of = collections.defaultdict(list), collections.defaultdict(list)
        for row in self.names:
            self.by_name[row["name"]].append(row)
            self.names_of[row["entity"]].append(row)
        self.of_object, self.of_subject = collections.defaultdict(list), collections.defaultdict(list)
        for row in self.relations:
            self.of_object[row["kind"], row["object"]].append(row)
            self.of_subject[row["kind"], row["subject"]].append(row)

    def rows(self, file):
        with open(self.folder / file, encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def name(self, entity, day):
        return next(row["name"] for row in self.names_of[entity] if holds(row, day))

    def unit(self, name, day):
        return next(row["entity"] for row in self.by_name[name] if holds(row, day))

    def heads(self, unit, day):
        return [self.name(row["subject"], day) for row in self.of_object["oversees", unit] if holds(row, day)]

    def parent(self, unit, day):
        return next((row["object"] for row in self.of_subject["part_of", unit] if holds(row, day)), None)

    def chain(self, name, day):
        unit, lines = self.unit(name, day), []
        while unit:
            lines.append(f"{unit}\t{''.join(self.heads(unit, day))}")
            unit = self.parent(unit, day)
        return lines

    def below(self, day, top=None):
        """Each unit below the largest group's top, and its level."""
        levels, found = {top or self.facts["largest_group"]: 0}, [top or self.facts["largest_group"]]
        for unit in found:
            for row in self.of_object["part_of", unit]:
                if holds(row, day):
                    assert row["subject"] not in levels, "two parents, or a circle"
                    levels[row["subject"]] = levels[unit] + 1
                    found.append(row["subject"])
        return levels

    def turned(self, rows, day, day2):
        return sorted(f"{'began' if holds(row, day2) else 'ended'}\t{row['kind']}\t{row['subject']}\t{row['object']}"
                      for row in rows if holds(row, day) != holds(row, day2))


def holds(row, day):
    return row["from"] <= day and (not row["until"] or day < row["until"])


def joined(pairs):
    """The sizes of what the pairs connect."""
    neighbours, seen, sizes = collections.defaultdict(set), set(), []
    for one, other in pairs:
        neighbours[one].add(other)
        neighbours[other].add(one)
    for entity in neighbours:
        if entity not in seen:
            group = [entity]
            seen.add(entity)
            for member in group:
                group += [other for other in neighbours[member] if other not in seen]
                seen.update(neighbours[member])
            sizes.append(len(group))
    return sizes


class Generator(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.history = generate(f"{cls.scratch.name}/10000", 10_000, 42)

    def test_the_same_seed_gives_the_same_bytes_everywhere(self):
        folder = pathlib.Path(self.scratch.name) / "2000"
        generate(folder, 2_000, 7)
        digest = hashlib.sha256()
        for name in FILES:
            digest.update((folder / name).read_bytes())
        self.assertEqual(digest.hexdigest(), DIGEST)

    def test_another_seed_gives_another_history(self):
        one = generate(f"{self.scratch.name}/a", 1_000, 1)
        other = generate(f"{self.scratch.name}/b", 1_000, 2)
        self.assertNotEqual({row["key"] for row in one.entities}, {row["key"] for row in other.entities})

    def test_so_many_of_each(self):
        history = self.history
        self.assertEqual(len(history.entities), 10_000)
        self.assertEqual(len({row["key"] for row in history.entities}), 10_000)
        self.assertEqual(sum(row["kind"] == "person" for row in history.entities), 4_500)
        self.assertAlmostEqual(len(history.relations) / 10_000, 4.3, delta=0.4)
        self.assertAlmostEqual(len(history.names) / 10_000, 1.32, delta=0.03)
        self.assertEqual(len(history.asked), 10_000)
        self.assertEqual(len(history.rows("sources.csv")), 50)

    def test_sizes_of_groups_follow_a_power_law(self):
        tops = {}
        for row in self.history.relations:
            if row["kind"] == "part_of":
                tops[row["subject"]] = row["object"]

        def top(unit):
            while unit in tops:
                unit = tops[unit]
            return unit
        units = [row["key"] for row in self.history.entities if row["kind"] != "person"]
        sizes = collections.Counter(top(unit) for unit in units)
        self.assertEqual(max(sizes.values()), 2_500)
        self.assertAlmostEqual(sum(size <= 5 for size in sizes.values()) / len(sizes), 0.88, delta=0.03)
        levels = self.history.below(self.history.facts["day"])
        self.assertGreater(len(levels), 2_200)
        self.assertIn(max(levels.values()), range(8, 13))

    def test_relations_lie_within_the_lives_of_what_they_join(self):
        lives = {row["key"]: (row["from"], row["until"] or "9999") for row in self.history.entities}
        for row in self.history.relations:
            self.assertTrue("1990-01-01" <= row["from"] < (row["until"] or "9999"), row)
            for end in ("subject", "object"):
                first, last = lives[row[end]]
                self.assertTrue(first <= row["from"] and (row["until"] or "9999") <= last, row)

    def test_no_seat_has_two_at_a_time_and_nobody_comes_back(self):
        seats = collections.defaultdict(list)
        for row in self.history.relations:
            seat = {"part_of": row["subject"], "oversees": row["object"]}.get(row["kind"])
            other = row["object"] if row["kind"] == "part_of" else row["subject"]
            seat = (row["kind"], seat) if seat else (row["kind"], row["subject"], row["object"])
            seats[seat].append((row["from"], row["until"] or "9999", other + row["value"]))
        for seat, turns in seats.items():
            turns.sort()
            for one, following in zip(turns, turns[1:]):
                self.assertLessEqual(one[1], following[0], seat)
            self.assertEqual(len({turn[2] for turn in turns}), len(turns), seat)

    def test_shares_sum_to_a_hundred_at_most(self):
        for day in ("1995-01-01", "2010-01-01", "2025-01-01"):
            shares = collections.Counter()
            for row in self.history.relations:
                if row["kind"] == "owns" and holds(row, day):
                    shares[row["object"]] += float(row["value"])
            self.assertLessEqual(max(shares.values()), 100)

    def test_rows_stand_in_order_of_days_and_sources_come_later(self):
        days = [row["from"] for row in self.history.relations]
        self.assertEqual(days, sorted(days))
        published = {row["key"]: row["published"] for row in self.history.rows("sources.csv")}
        for row in self.history.relations:
            self.assertGreater(published[row["sources"]], row["until"] or row["from"])

    def test_a_question_names_one_organization_that_exists(self):
        bearers = collections.Counter(row["name"] for row in self.history.names)
        for name, day in self.history.asked:
            self.assertEqual(bearers[name], 1)
            self.assertTrue(self.history.unit(name, day))

    def test_a_change_touches_so_many_relations_and_nothing_else(self):
        folder = pathlib.Path(self.scratch.name) / "changed"
        changed = generate(folder, 10_000, 42, "--change", "1%")
        for name in FILES:
            if name != "relations.csv":
                self.assertEqual((folder / name).read_bytes(), (self.history.folder / name).read_bytes(), name)
        before = {tuple(row.values()) for row in self.history.relations}
        after = {tuple(row.values()) for row in changed.relations}
        self.assertEqual(len(before), len(after))
        self.assertAlmostEqual(len(after - before) / len(before), 0.01, delta=0.002)


class SqlitePeer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.history = generate(f"{cls.scratch.name}/data", 3_000, 11)
        cls.database = f"{cls.scratch.name}/peer.sqlite"
        cls.run_peer("load", f"{cls.scratch.name}/data", cls.database)

    @staticmethod
    def run_peer(*words):
        done = subprocess.run([PROGRAMS / "reorg_bench_sqlite", *words], check=True, capture_output=True)
        return done.stdout.decode().split("\n")[:-1]

    def ask(self, which, *words):
        return sorted(self.run_peer(which, self.database, *words))

    def test_overseers_and_chains(self):
        for name, day in self.history.asked[:100]:
            self.assertEqual(self.ask("q1", name, day), sorted(self.history.heads(self.history.unit(name, day), day)))
            self.assertEqual(self.ask("q2", name, day), sorted(self.history.chain(name, day)))

    def test_the_same_warm(self):
        file = str(self.history.folder / "questions.tsv")
        heads = self.run_peer("q7a", self.database, file, "1")
        chains = self.run_peer("q7b", self.database, file, "1")
        self.assertEqual((len(heads), len(chains)), (10_000, 10_000))
        for number, (name, day) in enumerate(self.history.asked[:2_000]):
            self.assertEqual(heads[number], "".join(self.history.heads(self.history.unit(name, day), day)))
            self.assertEqual(chains[number], "\t".join(self.history.chain(name, day)))

    def test_the_tree_of_the_largest_group(self):
        history, day, top = self.history, self.history.facts["day"], self.history.facts["largest_group"]
        expected = sorted("\t".join([unit, history.parent(unit, day), history.name(unit, day),
                                     "".join(history.heads(unit, day))])
                          for unit in history.below(day) if unit != top)
        self.assertGreater(len(expected), 500)
        self.assertEqual(self.ask("q3", top, day), expected)

    def test_what_differs_in_that_tree(self):
        history, top = self.history, self.history.facts["largest_group"]
        day, day2 = history.facts["year_before"], history.facts["day"]
        units = history.below(day).keys() | history.below(day2).keys()
        rows = [row for unit in units for row in history.of_subject["part_of", unit] + history.of_object["oversees", unit]]
        expected = history.turned(rows, day, day2)
        self.assertGreater(len(expected), 100)
        self.assertEqual(self.ask("q4", top, day, day2), expected)

    def test_what_differs_in_everything(self):
        for first in ("month_before", "decade_before"):
            day, day2 = self.history.facts[first], self.history.facts["day"]
            expected = self.history.turned(self.history.relations, day, day2)
            self.assertGreater(len(expected), 20)
            self.assertEqual(self.ask("q5", day, day2), expected)

    def test_live_relations_and_components(self):
        day = self.history.facts["day"]
        live = [row for row in self.history.relations if holds(row, day)]
        kinds = collections.Counter(row["kind"] for row in live)
        sizes = collections.Counter(joined((row["subject"], row["object"]) for row in live))
        expected = [f"live\t{kind}\t{count}" for kind, count in kinds.items()]
        expected += [f"component\t{size}\t{count}" for size, count in sizes.items()]
        self.assertEqual(self.ask("q8", day), sorted(expected))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
