#!/usr/bin/env python3
"""Check --csv of every command that has it, against its JSON schema and against --json.

    csv_columns_test.py [BINARY] REPOSITORY

Each column must lead to a member that the schema of the command's rows knows. On the fixtures the rows
must be those of --json, field by field, as docs/csv.md says they print; for some question of each command
there must be any.
"""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

# Asked of every command until one has rows; each kind of entity is among them, and pairs.
ARGUMENTS = (
    ["alibaba-cloud"], ["tencent"], ["zhang-jianfeng"], ["daniel-zhang"], ["alibaba-ceo"], ["omg"], ["ant-group"], ["ecc"], [],
    ["csig", "tencent-cloud"], ["alibaba", "ant-group"], ["tencent", "alibaba"])
DAYS = (["--as-of", "2018-12-06"], ["--as-of", "2013"], ["--as-of", "2023-12-31"], [])


class Schemas:
    def __init__(self, folder):
        self.files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}

    def alternatives(self, file, schema):
        """The schema and whatever it refers to or is made of, each with the file it stands in."""
        yield file, schema
        if "$ref" in schema:
            name, _, place = schema["$ref"].partition("#")
            name = name or file
            target = self.files[name]
            for step in place.strip("/").split("/") if place.strip("/") else []:
                target = target[step]
            yield from self.alternatives(name, target)
        for key in ("anyOf", "oneOf", "allOf"):
            for part in schema.get(key, []):
                yield from self.alternatives(file, part)
        if "items" in schema:
            yield from self.alternatives(file, schema["items"])

    def has(self, file, schema, path):
        if not path:
            return True
        return any(
            path[0] in part.get("properties", {}) and self.has(name, part["properties"][path[0]], path[1:])
            for name, part in self.alternatives(file, schema))


def printed(path, value, sources):
    """What docs/csv.md says a field holds."""
    if isinstance(value, list):
        if not path and value and all(isinstance(v, str) and v in sources for v in value):
            return "; ".join(sources[v]["address"] or sources[v]["title"] for v in value)
        return "; ".join(printed(path, item, sources) for item in value)
    if path:
        return printed(path[1:], value[path[0]], sources) if isinstance(value, dict) and path[0] in value else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return printed([], value.get("name", value.get("edtf")), sources)
    return str(value)


class Test:
    def __init__(self, binary, repository, folder):
        self.binary, self.folder = binary, folder
        self.schemas = Schemas(repository / "docs/json-schema")
        self.troubles = 0
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "REORG_DB": "fixtures.reorg"}
        fixtures = [str(repository / "fixtures" / name) for name in ("article", "alibaba", "tencent")]
        self.run("import", *fixtures)

    def trouble(self, command, what):
        self.troubles += 1
        print(f"{command}: {what}")

    def run(self, *words):
        done = subprocess.run([self.binary, *words], cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=60)
        return done.stdout.decode("utf-8") if done.returncode == 0 else None

    def check(self, command):
        name, columns = command["name"], command["columns"]
        schema = self.schemas.files.get(f"{name}.json")
        if schema is None:
            return self.trouble(name, "has columns, but no schema in docs/json-schema")
        for column in columns:
            if not self.schemas.has(f"{name}.json", schema["properties"]["rows"]["items"], column["path"]):
                self.trouble(name, f"no row can have {'.'.join(column['path'])}")
        days = [[]] if name == "diff" else DAYS
        first = [["2018-11-25", "2018-11-27"], ["2014-01-01", "2024-01-01"]] if name == "diff" else [[]]
        rows = sum(
            self.compare(name, columns, [*before, *arguments, *day])
            for before in first for arguments in ARGUMENTS for day in days)
        if rows == 0:
            self.trouble(name, "no question had rows")

    def compare(self, name, columns, words):
        """How many rows the answer has; 0 too when it is none."""
        text = self.run(name, *words, "--json", "--today", "2026-11-23")
        if text is None:
            return 0
        document = json.loads(text)
        table = list(csv.reader(io.StringIO(self.run(name, *words, "--csv", "--today", "2026-11-23") or "", newline=""), strict=True))
        expected = [[column["header"] for column in columns]]
        for row in document["rows"]:
            expected.append([printed(column["path"], row, document["sources"]) for column in columns])
        if table != expected:
            wrong = next((pair for pair in zip(table, expected) if pair[0] != pair[1]), ("rows:", len(table), len(expected)))
            self.trouble(name, f"{words}: {wrong}")
        return len(document["rows"])


def main():
    repository = pathlib.Path(sys.argv[-1]).resolve()
    binary = pathlib.Path(sys.argv[1]) if len(sys.argv) > 2 else repository / "build/release/reorg"
    with tempfile.TemporaryDirectory() as folder:
        test = Test(str(binary.resolve()), repository, folder)
        commands = [c for c in json.loads(test.run("help", "--json"))["commands"] if c["columns"]]
        for command in commands:
            test.check(command)
    print(f"{len(commands)} commands with columns, {test.troubles} troubles")
    return 1 if test.troubles or not commands else 0


if __name__ == "__main__":
    sys.exit(main())
