#!/usr/bin/env python3
"""Check that what --json prints keeps the contract of docs/json.md: the schemas in docs/json-schema.

    json_test.py [BINARY] REPOSITORY

Imports the fixtures, asks every reading command about every entity in them (on one of several days
each; on all of them with REORG_LONG=1), makes errors of every sort, and validates every answer. Also
checks what no schema can say: cited sources are there, and everything cited is. Fails too when a case
that the contract describes (a vacancy, an inherited head, an unknown end …) did not occur.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

import yaml

warnings.simplefilter("ignore", DeprecationWarning)
import jsonschema  # noqa: E402

COMMANDS = {
    "organization": [
        "overseers", "show", "history", "tree", "chain", "units", "places", "names", "owners", "owned",
        "became", "origins", "vacancies", "interlocks"],
    "person": ["oversees", "show", "history", "names", "owned", "career", "reports"],
    "post": ["oversees", "show", "history", "names", "holders", "reports"],
}
VARIANTS = [
    ["--as-of", "2018-12-06"],
    ["--as-of", "2018-11", "--possible"],
    ["--as-of", "2013"],
    ["--as-of", "2023-10-01", "--known-at", "2023-08-01"],
    ["--as-of", "2009-06-30", "--certain"],
    ["--as-of", "2024-12-31"],
    ["--as-of", "1950-01-01"],
    ["--as-of", "2026-11-23", "--today", "2026-11-23"],
]
for commands in COMMANDS.values():  # of whatever may be in an event
    commands += ["log", "plans", "why"]
DAYS_APART = [  # of diff
    ["2018-09-29", "2018-10-01"],
    ["2023-03-29", "2023-03-27"],
    ["2014-01-01", "2024-01-01"],
    ["2018-11-25", "2018-11-27", "--known-at", "2018-12-06"],
    ["2010-01-01", "2020-01-01", "--possible"],
    ["2019-06-18", "2019-06-18"],
    ["1950-01-01", "1951-01-01"],
]
OWN = """reorg: 1
sources:
  gazette: { title: "A \\"quoted\\" title", publisher: The Gazette, published: 2020-06, type: trade }
entities:
  acme:  { kind: company, name: { en: Acme Corporation, zh-Hans: 艾克米 } }
  tools: { kind: unit, name: Acme Tools, aliases: [The Works] }
  works: { kind: unit, name: The Works }
  boss:  { kind: post, name: chief executive, in: acme, over: acme }
  head:  { kind: post, name: head of tools, in: acme, over: tools }
  ann:   { kind: person, name: Ann Alpha }
  bob:   { kind: person, name: Bob Beta }
  cat:   { kind: person, name: Cat Gamma }
  dan:   { kind: person, description: a manager of Acme Tools }
changes:
  - { date: 2019-01-01, sources: [gazette], do: [ { found: tools, in: acme }, { appoint: ann, to: boss } ] }
  - { date: 2019-03-01, sources: [gazette], appoint: bob, to: head, as: general manager }
  - { date: "2020-02~", vacate: head, leaving: bob }
  - claims: Who led the works
    positions:
      - { rank: normal, date: 2020-01-01, sources: [gazette], appoint: bob, over: works }
      - { rank: normal, date: 2020-01-01, appoint: cat, over: works }
  - { date: 2021-01-01, sources: [gazette], appoint: cat, over: works, capacity: deputy, dotted: true, acting: true }
  - { date: 2021-05, sources: [gazette], attest: dan, in: tools, as: manager }
  - { date: 2020-05-05, id: plan-a, sources: [gazette], plan: Acme may sell its tools, about: tools }
  - { date: 2020-06-05, sources: [gazette], withdraw: plan-a }
  - { date: "2021?", known: 2021-12-31, own: works, by: acme, share: "~64" }
statements:
  - { subject: cat, holds: boss }
"""


class Schemas:
    def __init__(self, folder):
        self.checkers = {}
        store = {p.as_uri(): json.loads(p.read_text(encoding="utf-8")) for p in folder.glob("*.json")}
        for path in folder.glob("*.json"):
            schema = store[path.as_uri()]
            jsonschema.Draft202012Validator.check_schema(schema)
            resolver = jsonschema.RefResolver(path.as_uri(), schema, store=store)
            self.checkers[path.stem] = jsonschema.Draft202012Validator(schema, resolver=resolver)

    def complaints(self, name, document):
        for error in self.checkers[name].iter_errors(document):
            place = "/".join(str(p) for p in error.absolute_path)
            yield f"{place or 'the document'}: {error.message[:300]}"


class Test:
    def __init__(self, binary, repository, folder):
        self.binary = str(binary)
        self.repository = repository
        self.folder = folder
        self.schemas = Schemas(repository / "docs/json-schema")
        self.asked = 0
        self.troubles = 0
        self.seen = collections.Counter()
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        self.environment.pop("REORG_DB", None)

    def trouble(self, words, what):
        self.troubles += 1
        if self.troubles <= 20:
            print(f"reorg {' '.join(words)}: {what}")

    def run(self, words):
        self.asked += 1
        return subprocess.run(
            [self.binary, *words], cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=60)

    def ask(self, schema, words, exit_code=0):
        done = self.run([*words, "--json"])
        if done.returncode != exit_code or done.stderr:
            return self.trouble(words, f"exit code {done.returncode}; {done.stderr.decode()[:300]}")
        try:
            document = json.loads(done.stdout)
        except ValueError as error:
            return self.trouble(words, f"no JSON: {error}")
        for complaint in self.schemas.complaints(schema, document):
            self.trouble(words, complaint)
        if "rows" in document:
            self.check_sources(words, document)
            self.note(document)
        return document

    def check_sources(self, words, document):
        cited = set()

        def gather(node):
            if isinstance(node, dict):
                cited.update(node["sources"] if isinstance(node.get("sources"), list) else [])
                for value in node.values():
                    gather(value)
            elif isinstance(node, list):
                for value in node:
                    gather(value)

        gather({key: value for key, value in document.items() if key != "sources"})
        if cited != document["sources"].keys():
            self.trouble(words, f"cited and listed sources differ: {sorted(cited ^ document['sources'].keys())}")

    def note(self, document):
        """Which of the cases that the contract describes occurred."""
        self.seen["known at"] += document["known_at"] is not None
        self.seen["no rows"] += not document["rows"]
        self.seen["a note"] += bool(document["notes"])
        for gap in document.get("gaps", []):
            self.seen[f"{gap['certainty']} gap"] += 1
        self.seen["taken back"] += sum(event["withdrawn"] is not None for event in document.get("events", []))
        for row in document["rows"]:
            for overseer in [row] if "via" in row else row.get("overseers", []):
                self.note_overseer(overseer)
            if "standing" in row:
                self.seen[row["standing"]] += 1
                self.seen["undated"] += row.get("undated", False)
            for bound in ("from", "until"):
                if row.get(bound) is not None:
                    self.seen[f"{bound} {row[bound]['kind']}"] += 1
                    self.seen[f"{bound} {row[bound]['basis']}"] += 1
            self.seen["repeated"] += row.get("repeated", False)

    def note_overseer(self, row):
        for word in ("projected", "acting", "dotted", "vacant", "disputed"):
            self.seen[word] += row[word]
        for key in ("via", "capacity", "certainty"):
            self.seen[row[key]] += 1
        self.seen["conflicts"] += bool(row["conflicts"])
        self.seen["nobody known"] += row["person"] is None and not row["vacant"]
        self.seen["elsewhere"] += bool(row["elsewhere"])

    def error(self, exit_code, words):
        done = self.run([*words, "--json"])
        if done.returncode != exit_code or done.stdout:
            return self.trouble(words, f"exit code {done.returncode}, not {exit_code}; stdout {done.stdout[:100]!r}")
        try:
            document = json.loads(done.stderr)
        except ValueError as error:
            return self.trouble(words, f"no JSON on stderr: {error}; {done.stderr.decode()[:200]}")
        for complaint in self.schemas.complaints("error", document):
            self.trouble(words, complaint)
        if document.get("error", {}).get("exit") != exit_code:
            self.trouble(words, "the exit code within differs from the real one")

    def ask_diff(self, words):
        """The whole answer, and with --stat only the counts of it."""
        whole = self.ask("diff", ["diff", *words])
        counts = self.ask("diff", ["diff", *words, "--stat"])
        if not whole or not counts:
            return
        if counts["rows"] or counts["summary"] != whole["summary"]:
            self.trouble(words, "--stat counts otherwise than the whole answer")
        told = collections.Counter(
            (row["kind"], row["certainty"], row["about"]["key"] if row["kind"] == "renamed" else number)
            for number, row in enumerate(whole["rows"]))
        for kind, n in whole["summary"].items():
            for word, certainty in (("sure", "certain"), ("possible", "possible")):
                if n[word] != sum(k[:2] == (kind, certainty) for k in told):
                    self.trouble(words, f"the summary of {kind} counts {n}, the rows otherwise")
        for number, row in enumerate(whole["rows"]):
            self.seen[row["kind"]] += 1
            self.seen["a first and a second holder"] += bool(row["between"])
            self.seen["a gap between holders"] += row["gap"] is not None
            self.seen["no event"] += row["event"] is None
            self.seen["told backwards"] += row["reversed"]
            if row["because"] is not None and not 0 <= row["because"] < number:
                self.trouble(words, f"row {number} follows from row {row['because']}")

    # ---- what is asked ------------------------------------------------------------------------

    def fixtures(self):
        paths = [str(self.repository / "fixtures" / name) for name in ("article", "alibaba", "tencent")]
        database = ["--db", "fixtures.reorg"]
        self.ask("import", ["import", *paths, *database, "--dry-run"])
        self.ask("import", ["import", *paths, *database])
        self.ask("import", ["import", *paths, *database])
        entities = {}
        for path in sorted((self.repository / "fixtures").rglob("*.yaml")):
            for key, entity in (yaml.safe_load(path.read_text(encoding="utf-8")).get("entities") or {}).items():
                kind = entity.get("kind")
                entities[key] = kind if kind in ("post", "person") else "organization"
        everything = os.environ.get("REORG_LONG") == "1"
        # With the sanitizers each answer takes many times as long: one entity in four must do.
        step = 4 if b"__asan_init" in pathlib.Path(self.binary).read_bytes() else 1
        for number, (key, kind) in enumerate(sorted(entities.items())[::step]):
            for place, command in enumerate(COMMANDS[kind]):
                variants = VARIANTS if everything else [VARIANTS[(number + place) % len(VARIANTS)]]
                for variant in variants:
                    self.ask(command, [command, f"key:{key}", *variant, *database])
            for days in DAYS_APART if everything else [DAYS_APART[number % len(DAYS_APART)]]:
                self.ask_diff([*days[:2], f"key:{key}", *days[2:], *database])
        for days in DAYS_APART:
            for name in ([], ["alibaba"], ["tencent"], ["daniel-zhang"], ["alibaba-ceo"]):
                self.ask_diff([*days[:2], *name, *days[2:], *database])
        for name in ([], ["alibaba"], ["daniel-zhang"]):
            self.ask("diff-relations", ["diff", "2015-01-01", "2018-12-31", *name, "--relations", *database])
        self.ask("diff-relations", ["diff", "2018-12-31", "2015-01-01", "--relations", "--possible", *database])
        self.ask("stats-day", ["stats", "--as-of", "2018-12-06", *database])
        for variant in VARIANTS:
            for command, name in (("overseers", "alibaba-cloud"), ("tree", "tencent"), ("chain", "tencent-cloud"),
                                  ("oversees", "zhang-jianfeng"), ("history", "omg"), ("overseers", "ttg")):
                self.ask(command, [command, name, *variant, *database])
            self.ask("tree", ["tree", "--depth", "1", *variant, *database])
        for key in ("alibaba-cloud", "cainiao", "ant-group", "csig", "ttg", "omg"):
            self.ask("overseers", ["overseers", key, "--as-of", "2009/2024", *database])
        for variant in VARIANTS:
            self.ask("log", ["log", *variant, *database])
            self.ask("plans", ["plans", *variant, *database])
            self.ask("units", ["units", *variant, *database])
            for command in ("vacancies", "interlocks"):
                self.ask(command, [command, *variant, *database])
            self.ask("interlocks", ["interlocks", "alibaba", "ant", *variant, *database])
            self.ask("interlocks", ["interlocks", "--span", *variant, *database])
            self.ask("units", ["units", "tencent", "--kind", "business groups", *variant, *database])
            self.ask("places", ["places", "mobile-qq", "--under", "tencent", *variant, *database])
        for variant in VARIANTS:
            for name in ("alibaba", "tencent", "csig"):
                self.ask("render", ["render", name, *variant, "-o", "chart.dot", *database])
        self.ask("render", ["render", "csig", "--as-of", "2018-12-06", "-o", "chart.svg", *database])
        for key in ("mobile-qq", "dingtalk", "ele-me", "tencent-cloud", "jd"):
            self.ask("places", ["places", key, *database])
            self.ask("places", ["places", key, "--under", "alibaba", *database])
            self.ask("names", ["names", key, "--renamed", *database])
            for other in ("pony-ma", "alibaba", "tencent-cto"):
                self.ask("path", ["path", key, other, *database])
                self.ask("path", ["path", key, other, "--as-of", "../..", *database])
        for key in ("alibaba-cloud", "ecc", "ant", "zhang-jianfeng"):
            self.ask("names", ["names", key, *database])
            self.ask("names", ["names", key, "--renamed", *database])
        for name in ("阿里云", "Alibaba Cloud", "0700", "hkex:0700"):
            self.ask("names", ["names", name, "--bearers", *database])
            self.ask("names", ["names", name, "--bearers", "--as-of", "2020-01-01", *database])
        self.ask("path", ["path", "zhang-jianfeng", "jack-ma", "--as-of", "2018-12-06", *database])
        for command, key in (("holders", "alibaba-cto"), ("career", "simon-hu"), ("career", "daniel-zhang"),
                             ("career", "pony-ma"), ("reports", "daniel-zhang")):
            self.ask(command, [command, key, *database])
        self.ask("interlocks", ["interlocks", "alibaba", "tencent", "--as-of", "../..", *database])
        self.ask("interlocks", ["interlocks", "tencent", "--span", *database])
        self.ask("units", ["units", "tencent", "--count", "--as-of", "2010/2020", *database])
        self.ask("overseers", ["who", "oversees", "阿里云", "on", "2018-11-01", *database])
        self.ask("oversees", ["what", "does", "Mark", "Ren", "oversee", "on", "2018-12-06", *database])
        self.ask("forget", ["forget", "article/article.yaml", "--dry-run", *database])
        self.ask("check", ["check", *database])
        self.ask("check", ["check", "--rules", *database])
        self.ask("check", ["check", "--known-at", "2012-01-01", *database])
        for key in ("tencent", "ant", "alibaba-cfo", "simon-hu", "csig"):
            self.ask("check", ["check", key, *database])
        self.error(2, ["check", "--off", "cycles", *database])
        self.ask("stats", ["stats", *database])
        self.error(2, ["stats", "--as-of", "2018", *database])
        self.ask("help", ["help"])
        self.ask("help", ["help", "overseers"])

    def own_file(self):
        (self.folder / "own.yaml").write_text(OWN, encoding="utf-8")
        database = ["--db", "own.reorg"]
        self.ask("import", ["import", "own.yaml", *database])
        for day in ("2018-01-01", "2019-06-01", "2020-02", "2020-06-01", "2021-06-01"):
            for key, kind in (("acme", "organization"), ("tools", "organization"), ("key:works", "organization"),
                              ("boss", "post"), ("head", "post"), ("ann", "person"), ("bob", "person"), ("dan", "person")):
                for command in COMMANDS[kind]:
                    self.ask(command, [command, key, "--as-of", day, *database])
        self.ask("overseers", ["overseers", "tools", "--as-of", "1999-01-01", "--exit-code", *database], exit_code=1)
        self.error(3, ["overseers", "The Work", "--strict", *database])
        self.ask("check", ["check", *database])
        self.ask("check", ["check", "--strict", *database])
        register = ["--source", "https://register.example/1", "--title", "The register", "--note", "one address"]
        self.ask("same", ["same", "tools", "works", *register, "--dry-run", *database])
        self.ask("same", ["same", "key:tools", "key:works", *register, *database])
        self.ask("same", ["same", "works", "tools", *database])
        for command in ("show", "history"):
            answer = self.ask(command, [command, "works", "--as-of", "2020-06-01", *database])
            self.seen["judged the same"] += bool(answer and answer["same"])
        self.error(2, ["same", "tools", "ann", *database])
        self.error(2, ["different", "The Works", "Acme Tools", *database])
        self.ask("different", ["different", "works", "tools", *database])
        self.ask("different", ["different", "works", "acme", *database])
        self.error(2, ["same", "works", "works", *database])
        self.error(3, ["same", "works", "nobody", *database])
        told = ["--on", "2021-06", "--source", "gazette"]
        self.ask("record", ["record", "rename", "acme", "--to", "Acme Works", *told, "--dry-run", *database])
        self.ask("record", ["record", "appoint", "Eve", "--key", "eve", "--to", "boss", *told, *database])
        self.ask("record", ["record", "plan", "Sell", "--do", "dissolve tools", "--id", "sale", *told, *database])
        self.error(2, ["record", "renam", "acme", *database])
        self.error(2, ["record", "rename", "acme", "--to", "X", "--on", "2021-02-30", *database])
        self.error(3, ["record", "rename", "nobody", "--to", "X", *told, *database])
        self.ask("optimize", ["optimize", *database])
        self.ask("optimize", ["optimize", *database])
        self.error(2, ["optimize", "acme", *database])
        self.ask("export", ["export", *database])
        self.ask("export", ["export", "-o", "out.yaml", *database])
        self.ask("export", ["export", "--format", "csv", "-o", "tables", *database])
        self.ask("import", ["import", "tables", "--dry-run", *database])
        self.error(2, ["export", "--format", "csv", *database])
        self.error(2, ["export", "--format", "pdf", *database])
        self.ask("log-recorded", ["log", "--recorded", *database])
        self.ask("log-recorded", ["log", "--recorded", "--until", "2000", *database])
        self.error(2, ["log", "acme", "--recorded", *database])
        self.ask("diff-revision", ["diff", "--revision", "1..6", *database])
        self.ask("diff-revision", ["diff", "--revision", "1..6", "--stat", *database])
        self.error(2, ["diff", "--revision", "99", *database])
        self.error(2, ["diff", "--revision", "2..1", *database])
        self.ask("undo", ["undo", "4", "--dry-run", *database])
        self.ask("undo", ["undo", "6", *database])
        self.ask("undo", ["undo", *database])
        self.ask("diff-revision", ["diff", "--revision", "1..8", *database])
        self.error(2, ["undo", "99", *database])
        self.error(2, ["undo", "some", *database])
        self.error(5, ["undo", "--db", "nowhere.reorg"])
        self.ask("forget", ["forget", "own.yaml", *database])
        self.ask("stats", ["stats", *database])

    def errors(self):
        database = ["--db", "fixtures.reorg"]
        (self.folder / "bad.yaml").write_text("reorg: 1\nentitys: {}\n", encoding="utf-8")
        (self.folder / "not.reorg").write_text("no database\n" * 99, encoding="utf-8")
        self.error(2, ["overseeers", "alibaba"])
        self.error(2, ["overseers", "alibaba", "--as-off", "2018", *database])
        self.error(2, ["overseers", "alibaba", "--as-of", "2018-02-30", *database])
        self.error(2, ["overseers", *database])
        self.error(2, ["who", "knows", "it", *database])
        self.error(2, ["tree", "--depth", "many", *database])
        self.error(2, ["owners", "ant", "--above", "101", *database])
        self.error(2, ["owned", "alibaba", "--above", "x", *database])
        self.error(2, ["owners", "jack-ma", *database])
        self.error(2, ["holders", "alibaba", *database])
        self.error(2, ["diff", *database])
        self.error(2, ["diff", "2018", "2019", "alibaba", *database])
        self.error(2, ["diff", "2018-09-29", "2018-10-01", "--kind", "movd", *database])
        self.error(3, ["diff", "2018-09-29", "2018-10-01", "nobody at all", *database])
        self.error(2, ["career", "alibaba-cto", *database])
        self.error(2, ["reports", "alibaba", *database])
        self.error(2, ["vacancies", "jack-ma", *database])
        self.error(2, ["render", "jack-ma", "-o", "chart.dot", *database])
        self.error(2, ["render", "alibaba", *database])
        self.error(2, ["render", "alibaba", "-o", "chart.jpg", *database])
        self.error(3, ["render", "alibaba", "-o", "chart.dot", "--highlight", "nobody at all", *database])
        self.error(70, ["render", "alibaba", "-o", "none/chart.dot", *database])
        self.error(2, ["interlocks", "alibaba", "alibaba", *database])
        self.error(2, ["interlocks", "alibaba", "tencent", "--span", *database])
        self.error(3, ["show", "nobody at all", *database])
        self.error(3, ["forget", "none.yaml", *database])
        self.error(4, ["import", "bad.yaml", *database])
        self.error(4, ["import", "none.yaml", *database])
        self.error(5, ["stats", "--db", "none.reorg"])
        self.error(5, ["stats", "--db", "not.reorg"])
        self.error(5, ["stats", "--db", "."])

    def coverage(self):
        expected = (
            "certain possible head chair above deputy direct post inherited successor projected acting dotted vacant "
            "disputed outranked conflicts undated elsewhere repeated").split() + [
            "founded", "dissolved", "merged", "split", "grouped", "upgraded", "moved", "renamed", "reclassified",
            "succeeded", "appointed", "left", "changed-role", "became-substantive", "joined", "oversight-passed",
            "oversight-gained", "oversight-inherited", "reporting-changed", "share-changed", "stake-gained", "stake-lost",
            "value-changed", "first-seen", "a first and a second holder", "no event", "told backwards",
            "known at", "judged the same", "no rows", "a note", "certain gap", "possible gap", "taken back", "nobody known", "from date", "from unknown", "until date",
            "until open", "until unknown", "from lifetime", "until implied", "until lifetime"]
        for case in expected:
            if not self.seen[case]:
                self.trouble([], f"no answer had this case: {case}")


def main():
    repository = pathlib.Path(sys.argv[-1]).resolve()
    binary = pathlib.Path(sys.argv[1]) if len(sys.argv) > 2 else repository / "build/release/reorg"
    with tempfile.TemporaryDirectory() as folder:
        test = Test(binary.resolve(), repository, pathlib.Path(folder))
        test.fixtures()
        test.own_file()
        test.errors()
        test.coverage()
    print(f"{test.asked} command lines, {test.troubles} troubles")
    return 1 if test.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
