#!/usr/bin/env python3
"""Holds docs/change-file.schema.json against the change files of the repository.

Every good file and every fixture is valid; of the bad files, each says in a line
"# schema: refuses" or "# schema: accepts" what a schema can see (it knows no references and
compares no values). Files without that line are no YAML and are left out.

Debian: python3-jsonschema, python3-yaml.
"""

import json
import re
import sys
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]


class Loader(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors use: no dates, and `on` is a text."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
# 0700 is a number in YAML 1.2; PyYAML's own reader would take it for octal.
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


def complaint(validator, path):
    """The schema's main complaint about the file, or None."""
    tree = yaml.load(path.read_text(encoding="utf-8-sig"), Loader)
    error = jsonschema.exceptions.best_match(validator.iter_errors(tree))
    if error is None:
        return None
    place = "/".join(str(step) for step in error.absolute_path) or "the top"
    return f"{place}: {error.message[:300]}"


def main():
    schema = json.loads((ROOT / "docs/change-file.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = []

    good = sorted((ROOT / "tests/format/good").glob("*.yaml"))
    fixtures = sorted((ROOT / "fixtures").rglob("*.yaml")) + sorted((ROOT / "fixtures").rglob("*.yml"))
    for path in good + fixtures:
        text = complaint(validator, path)
        if text:
            failures.append(f"{path.relative_to(ROOT)} is refused: {text}")

    checked = 0
    for path in sorted((ROOT / "tests/format/bad").rglob("*.yaml")):
        found = re.search(r"^# schema: (refuses|accepts)$", path.read_text(encoding="utf-8"), re.M)
        if not found:
            continue
        checked += 1
        refused = complaint(validator, path) is not None
        if refused != (found[1] == "refuses"):
            failures.append(f"{path.relative_to(ROOT)}: expected that the schema {found[1]} it")

    for failure in failures:
        print(failure)
    print(f"{len(good)} good files, {len(fixtures)} fixtures, {checked} bad files: {len(failures)} failures")
    return 1 if failures or not good or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
