#!/usr/bin/env python3
"""Ask every question of questions.yaml and compare what was understood, and what was answered.

    questions_test.py [BINARY] REPOSITORY

Each is asked as the shell line, and once more through `ask --file -`, all in one process, where it must
run the same command. The questions are about the fixtures, on 2026-11-23.
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import yaml

TODAY = "2026-11-23"


def one_line(text):
    return re.sub(r"\s+", " ", text)


def spoken(text):
    """The answer without its sources, which name people too."""
    return one_line(re.split(r"\n\nSources\n|\n= reorg ", text)[0])


class Test:
    def __init__(self, binary, folder):
        self.binary = str(binary)
        self.folder = folder
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "REORG_DB": "fixtures.reorg", "COLUMNS": "100"}
        self.troubles = []

    def run(self, words, **options):
        return subprocess.run([self.binary, *words], cwd=self.folder, env=self.environment, capture_output=True,
                              text=True, encoding="utf-8", check=False, timeout=60, **options)

    def expect(self, case, holds, what):
        if not holds:
            self.troubles.append(f"{case['ask']}\n    {what}")

    def as_shell_line(self, case):
        sentence, *options = re.split(r" (?=--)", case["ask"], maxsplit=1)
        words = [sentence, *(shlex.split(options[0]) if options else []), "--today", TODAY]
        done = self.run(words)
        wanted_exit = int(case.get("exit", 0))
        self.expect(case, done.returncode == wanted_exit,
                    f"exit code {done.returncode}, not {wanted_exit}: {one_line(done.stderr)[:300]}")
        if done.returncode != wanted_exit:
            return
        if wanted_exit != 0:
            text = one_line(done.stderr)
            self.expect(case, done.stdout == "", "an error, and yet something on stdout")
        else:
            text = spoken(done.stdout) if case.get("runs", "null") != "null" else one_line(done.stdout)
            if case.get("runs", "null") != "null":
                last = done.stdout.rstrip("\n").split("\n")[-1]
                self.expect(case, last == f"= reorg {case['runs']}", f"ran “{last}”")
        first = re.split(r"(?<=[.:。]) (?=[A-Z“(])", text)[0] if wanted_exit == 0 else text
        for word in case.get("first", []):
            self.expect(case, word in first, f"“{word}” is not in the first sentence: {first[:300]}")
        for word in case.get("says", []):
            self.expect(case, word in text, f"“{word}” is not in the answer: {text[:600]}")
        for word in case.get("not", []):
            self.expect(case, word not in text, f"“{word}” is in the answer: {text[:600]}")

    def as_a_batch(self, cases):
        plain = [case for case in cases if " --" not in case["ask"]]
        lines = "".join(case["ask"] + "\n" for case in plain)
        done = self.run(["ask", "--file", "-", "--today", TODAY], input=lines)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if len(answers) != len(plain):
            self.troubles.append(f"{len(plain)} questions in a batch, {len(answers)} answers: {done.stderr[:300]}")
            return
        for case, answer in zip(plain, answers):
            if int(case.get("exit", 0)) == 0:
                command = " ".join(shlex.quote(word) for word in answer.get("command", [])[1:])
                self.expect(case, command == case["runs"], f"in the batch ran “{command}”")
            else:
                found = answer.get("error", {}).get("exit")
                self.expect(case, found == int(case["exit"]), f"in the batch exit {found}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    repository = pathlib.Path(sys.argv[2]).resolve()
    text = (repository / "tests/question/questions.yaml").read_text(encoding="utf-8")
    cases = yaml.load(text, Loader=yaml.BaseLoader)  # every scalar stays the text that it is
    assert len(cases) >= 150, f"only {len(cases)} questions"
    asked = [case["ask"] for case in cases]
    assert len(set(asked)) == len(asked), "a question stands there twice"
    facts = set()
    for path in (repository / "fixtures").rglob("*.yaml"):
        facts.update(re.findall(r"\b[AT]\d{3}\b", path.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        test = Test(pathlib.Path(sys.argv[1]).resolve(), folder)
        imported = test.run(["import", *(str(repository / "fixtures" / name) for name in ("article", "alibaba", "tencent"))])
        assert imported.returncode == 0, imported.stderr
        for case in cases:
            unknown = [fact for fact in str(case.get("facts", "")).split() if fact not in facts]
            test.expect(case, not unknown, f"no fixture carries {unknown}")
            test.as_shell_line(case)
        test.as_a_batch(cases)
    for trouble in test.troubles:
        print(trouble)
    print(f"{len(cases)} questions, {len(test.troubles)} troubles")
    sys.exit(1 if test.troubles else 0)


if __name__ == "__main__":
    main()
