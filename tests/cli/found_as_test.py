#!/usr/bin/env python3
"""Check that every command that takes a name says under which one it found the entity.

    found_as_test.py [BINARY] REPOSITORY

Everybody in a small history was renamed in 2018. Asked about 2016 by the later name, the answer is the
same as by the earlier one, and says in text and JSON how the entity was found and what it was called;
by the earlier name it says nothing of the kind. Commands are read from the program's own table, so that
none can be forgotten.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

HISTORY = """reorg: 1
entities:
  acme:  { kind: company, name: Acme Group }
  tools: { kind: unit, name: Acme Tools }
  boss:  { kind: post, in: tools, over: tools }
  ann:   { kind: person }
changes:
  - { date: 2010-01-01, do: [ { found: tools, in: acme }, { appoint: ann, to: boss } ] }
  - { date: 2018-01-01, do: [ { rename: acme, to: Acme Holding }, { rename: tools, to: Acme Power Tools } ] }
statements:
  - { subject: boss, name: general manager, period: 2010-01-01/2018-01-01 }
  - { subject: boss, name: president, from: 2018-01-01 }
  - { subject: ann, name: Ann Alpha, period: 1970-01-01/2018-01-01 }
  - { subject: ann, name: Ann Beta, from: 2018-01-01 }
"""
# key: the later name, the earlier one.
NAMES = {
    "acme": ("Acme Holding", "Acme Group"),
    "tools": ("Acme Power Tools", "Acme Tools"),
    "boss": ("president", "general manager"),
    "ann": ("Ann Beta", "Ann Alpha"),
}
# Whom to ask about; without an entry, the unit.
ASKED = {
    "oversees": ["ann"],
    "holders": ["boss"],
    "career": ["ann"],
    "reports": ["ann"],
    "owned": ["acme"],
    "path": ["tools", "ann"],
    "interlocks": ["acme", "tools"],
}
# Further options of a command, asked as well: {key} is replaced by that entity's name.
MORE = {
    "places": [["--under", "{acme}"]],
    "names": [["--renamed"]],
    "interlocks": [["--span"]],
}


class Test:
    def __init__(self, binary, folder):
        self.binary = str(binary)
        self.folder = folder
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "REORG_DB": "names.reorg", "COLUMNS": "200"}
        self.asked = 0
        self.troubles = 0

    def trouble(self, words, what):
        self.troubles += 1
        print(f"reorg {' '.join(words)}: {what}")

    def run(self, words):
        self.asked += 1
        done = subprocess.run([self.binary, *words], cwd=self.folder, env=self.environment, capture_output=True,
                              check=False, timeout=60)
        if done.returncode != 0:
            self.trouble(words, f"exit code {done.returncode}; {done.stderr.decode()[:300]}")
        return done.stdout.decode()

    def check(self, verb, keys, options, which):
        """`which`: 0 by the later names, 1 by the earlier ones."""
        named = set(keys)
        words = [verb, *(NAMES[key][which] for key in keys)]
        for option in options:
            key = option.strip("{}")
            named |= {key} & NAMES.keys()
            words.append(NAMES[key][which] if key in NAMES else option)
        words += ["--as-of", "2016-01-01", "--strict"]
        text = self.run(words)
        document = json.loads(self.run([*words, "--json"]))
        expected = {f"Found as “{NAMES[key][0]}”; called {NAMES[key][1]} that day." for key in named}
        for told, where in ((text.splitlines(), "text"), (document["notes"], "notes")):
            found = {line for line in told if line.startswith("Found as")}
            if found != (expected if which == 0 else set()):
                self.trouble(words, f"the {where} said: {sorted(found)}")
        about = [document.get(member) for member in ("entity", "organization", "owner", "under")]
        about += document.get("organizations", []) + document.get("between", [])
        for key in named:
            want = {"key": key, "name": NAMES[key][1], "found_as": NAMES[key][which]}
            if not any(isinstance(e, dict) and want.items() <= e.items() for e in about):
                self.trouble(words, f"no member says {want}")


def main():
    repository = pathlib.Path(sys.argv[-1]).resolve()
    binary = pathlib.Path(sys.argv[1]) if len(sys.argv) > 2 else repository / "build/release/reorg"
    with tempfile.TemporaryDirectory() as folder:
        test = Test(binary.resolve(), folder)
        (pathlib.Path(folder) / "names.yaml").write_text(HISTORY, encoding="utf-8")
        test.run(["import", "names.yaml"])
        commands = json.loads(test.run(["help", "--json"]))["commands"]
        # render answers with a picture, whose title is the name of that day.
        asking = [c["name"] for c in commands
                  if c["when"] and c["arguments"].strip("[]") in ("NAME", "A B", "A [B") and c["name"] != "render"]
        if not {*ASKED, *MORE, "overseers", "log", "tree"} <= {*asking}:
            test.trouble(["help", "--json"], f"takes names: {asking}")
        for verb in asking:
            keys = ASKED.get(verb, ["tools"])
            for which in (0, 1):
                test.check(verb, keys, [], which)
                for options in MORE.get(verb, []):
                    test.check(verb, keys[:1] if verb == "interlocks" else keys, options, which)
    print(f"{test.asked} command lines, {test.troubles} troubles")
    return 1 if test.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
